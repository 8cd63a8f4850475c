-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- For a lake of which retention took nothing yet.
SELECT '' AS day, 0::BIGINT AS observations, 0::BIGINT AS addresses, 0::BIGINT AS possible_only,
    0::BIGINT AS without_maker, 0::BIGINT AS synthetic
WHERE false
