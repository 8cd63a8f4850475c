-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The last row of the log: what tells that the register has changed.
SELECT log.hash FROM log ORDER BY log.sequence DESC LIMIT 1
