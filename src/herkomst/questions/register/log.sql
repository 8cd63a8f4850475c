-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The log, in order.
SELECT log.* FROM log ORDER BY log.sequence
