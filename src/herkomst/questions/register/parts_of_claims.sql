-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The imports that carry any of some claims, and where in their documents.
SELECT DISTINCT evidence.part, evidence.document, evidence.locator
FROM evidence
WHERE evidence.claim IN :ids
ORDER BY evidence.part, evidence.document, evidence.locator
