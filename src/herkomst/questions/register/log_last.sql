-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- When something was recorded last. Not of the last row: a clock may have been set back.
SELECT max(log.recorded_at) AS recorded_at FROM log
