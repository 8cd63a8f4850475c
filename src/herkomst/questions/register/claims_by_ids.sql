-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Some claims, by id.
SELECT claim.* FROM claim WHERE claim.id IN :ids ORDER BY claim.said_at, claim.follows, claim.id
