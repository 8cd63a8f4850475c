-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The leads behind some inferred claims, each day by day.
SELECT lead.* FROM lead WHERE lead.claim IN :ids ORDER BY lead.claim, lead.award, lead.said_at
