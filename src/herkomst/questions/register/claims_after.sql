-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Claims page by page, by id. For verifying.
SELECT claim.* FROM claim WHERE claim.id > :after ORDER BY claim.id LIMIT :many
