-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The observations but for those at some places.
SELECT * FROM observation WHERE NOT list_contains($places, "offset") ORDER BY "offset", ip, port, record;
