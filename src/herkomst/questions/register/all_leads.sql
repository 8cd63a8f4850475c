-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every lead. For rebuilding and verifying; no page asks this.
SELECT lead.* FROM lead ORDER BY lead.claim, lead.award, lead.said_at
