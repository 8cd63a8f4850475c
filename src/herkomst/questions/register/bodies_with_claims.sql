-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every body the register says anything about. For rebuilding; no page asks this.
SELECT DISTINCT claim.body FROM claim WHERE claim.body <> '' ORDER BY claim.body
