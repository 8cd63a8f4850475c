-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The observations tied to a body: these stay whole.
SELECT * FROM observation WHERE body IS NOT NULL ORDER BY "offset";
