-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The log, page by page, in order.
SELECT log.*
FROM log
WHERE log.sequence > :sequence AND log.recorded_at <= :known_at
ORDER BY log.sequence
LIMIT :many
