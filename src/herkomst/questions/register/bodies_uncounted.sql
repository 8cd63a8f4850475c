-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The bodies with a verdict whose things another body's claim counts.
SELECT DISTINCT verdict.body FROM verdict WHERE NOT verdict.counted ORDER BY verdict.body
