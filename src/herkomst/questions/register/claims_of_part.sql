-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Which claims one import holds. For the chain.
SELECT DISTINCT evidence.claim FROM evidence WHERE evidence.part = :part ORDER BY evidence.claim
