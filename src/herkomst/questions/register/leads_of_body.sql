-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The leads about one body, each day by day.
SELECT lead.* FROM lead WHERE lead.body = :body ORDER BY lead.claim, lead.award, lead.said_at
