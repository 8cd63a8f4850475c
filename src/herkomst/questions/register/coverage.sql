-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Per body, whether it was asked, whether it answered, and whether its technology was looked at.
-- Derived with the verdicts (`reach`), so no claim is read.
SELECT
    reach.body,
    CASE WHEN reach.asked_at <= :as_of THEN 1 ELSE 0 END AS asked,
    CASE WHEN reach.answered_at <= :as_of THEN 1 ELSE 0 END AS answered,
    CASE WHEN reach.looked_at <= :as_of THEN 1 ELSE 0 END AS looked_at
FROM reach
WHERE reach.view = :view
ORDER BY reach.body
