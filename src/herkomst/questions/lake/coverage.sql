-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What the counts rest on, and what they leave out.
SELECT
    count(*)::BIGINT AS observations,
    count(DISTINCT ip)::BIGINT AS addresses,
    count(*) FILTER (maker IS NOT NULL AND grade = 'possible')::BIGINT AS possible_only,
    count(*) FILTER (maker IS NULL)::BIGINT AS without_maker,
    count(*) FILTER (body IS NOT NULL)::BIGINT AS tied_to_a_body
FROM observation
WHERE seen_at IS NULL OR substr(seen_at, 1, 10) <= $as_of;
