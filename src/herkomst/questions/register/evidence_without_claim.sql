-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Evidence whose claim is gone: there should be none.
SELECT DISTINCT evidence.claim
FROM evidence LEFT JOIN claim ON claim.id = evidence.claim
WHERE claim.id IS NULL
ORDER BY evidence.claim
