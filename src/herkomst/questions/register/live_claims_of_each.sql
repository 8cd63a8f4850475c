-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims about some bodies that stand, body by body, in the order of an index: of many bodies nothing
-- is sorted. Else as `live_claims`.
SELECT claim.*
FROM claim
WHERE claim.body IN :ids
    AND claim.recorded_at <= :known_at
    {claim_stands}
ORDER BY claim.body, claim.said_at, claim.id
