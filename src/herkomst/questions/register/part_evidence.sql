-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What an import carries claims with, whole. For the chain.
SELECT evidence.*
FROM evidence
WHERE evidence.part = :part
ORDER BY evidence.claim, evidence.locator, evidence.rule
