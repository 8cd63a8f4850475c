-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
SELECT '' AS scope, '' AS maker, '' AS kind, '' AS day, '' AS area, false AS synthetic, '' AS until, 0::BIGINT AS banners,
    0::BIGINT AS addresses, 0::BIGINT AS devices
WHERE false
