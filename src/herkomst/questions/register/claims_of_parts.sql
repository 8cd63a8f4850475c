-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Which claims each import holds. For verifying the chain; no page asks this.
SELECT DISTINCT evidence.part, evidence.claim FROM evidence ORDER BY evidence.part, evidence.claim
