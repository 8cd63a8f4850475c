-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- One claim, if it stands: recorded by :known_at, seen in an import that is not undone, not retracted,
-- not erased.
SELECT claim.*
FROM claim
WHERE claim.id = :claim
    AND claim.body <> ''
    AND claim.said_at <= :as_of
    AND claim.recorded_at <= :known_at
    {claim_stands}
