-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims an import carries, whole, by id. For the chain.
SELECT claim.*
FROM claim
WHERE claim.id IN (SELECT evidence.claim FROM evidence WHERE evidence.part = :part)
ORDER BY claim.id
