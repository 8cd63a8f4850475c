-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What carries one claim, with the document it stands in; imports that were undone carry nothing.
SELECT
    evidence.claim, evidence.part, evidence.document, evidence.locator, evidence.value,
    evidence.rule, evidence.seen_at, document.source, document.name, document.published_at
FROM evidence
LEFT JOIN document ON document.id = evidence.document
WHERE evidence.claim = :claim
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = evidence.part AND decision.kind = 'undo_import'
    )
ORDER BY evidence.seen_at, evidence.part, evidence.locator, evidence.rule
