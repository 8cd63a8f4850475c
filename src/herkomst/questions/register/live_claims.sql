-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims about one body that stand: recorded by :known_at, seen in an import that is not undone,
-- not retracted, not erased.
SELECT claim.*
FROM claim
WHERE claim.body = :body
    AND claim.recorded_at <= :known_at
    {claim_stands}
ORDER BY claim.said_at, claim.follows, claim.id
