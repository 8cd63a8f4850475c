-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- One document: what it is, not what it holds.
SELECT document.* FROM document WHERE document.id = :document
