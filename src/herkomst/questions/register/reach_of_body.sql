-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Since when one body was asked, has answered and is looked at, in one view.
SELECT reach.* FROM reach WHERE reach.view = :view AND reach.body = :body
