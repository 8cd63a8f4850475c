-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The devices of one maker and kind that were seen at one body at operated_by or better, as far as the
-- body does not dispute them (`ids`: devices and claims): on how many days, since when, until when, and the
-- newest claim, with its day before it.
SELECT
    claim.device,
    count(*) AS claims,
    min(claim.said_at) AS first_day,
    max(claim.said_at) AS last_day,
    max(claim.said_at || ' ' || claim.id) AS newest,
    max(CASE WHEN claim.synthetic THEN 1 ELSE 0 END) AS synthetic
FROM claim
WHERE claim.body = :body
    AND claim.kind = :kind
    AND claim.makers LIKE '%"' || :maker || '"%'
    AND claim.basis = 'measured'
    AND claim.body_level IN ('operated_by', 'confirmed')
    AND claim.device IS NOT NULL
    AND claim.said_at <= :as_of
    AND claim.recorded_at <= :known_at
    AND claim.device NOT IN :ids
    AND claim.id NOT IN :ids
    {claim_stands}
GROUP BY claim.device
ORDER BY claim.device
