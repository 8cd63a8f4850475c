-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- For a lake of which retention took nothing yet.
SELECT '' AS maker, '' AS kind, '' AS day, '' AS area, false AS synthetic, '' AS unit,
    0::BIGINT AS seen, 0::BIGINT AS added, 0::BIGINT AS alone
WHERE false
