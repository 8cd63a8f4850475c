-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every body's reach. For verifying.
SELECT reach.* FROM reach ORDER BY reach.view, reach.body
