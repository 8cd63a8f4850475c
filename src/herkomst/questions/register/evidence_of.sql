-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What carries some claims, with the documents they stand in; imports that were undone carry nothing.
SELECT
    evidence.claim, evidence.part, evidence.document, evidence.locator, evidence.value,
    evidence.citation, evidence.link, evidence.rule, evidence.seen_at, document.source,
    document.name, document.published_at, claim.classification
FROM evidence
JOIN claim ON claim.id = evidence.claim
LEFT JOIN document ON document.id = evidence.document
WHERE evidence.claim IN :ids
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = evidence.part AND decision.kind = 'undo_import'
    )
ORDER BY evidence.claim, evidence.seen_at, evidence.part, evidence.locator, evidence.rule
