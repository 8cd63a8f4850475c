-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Where in its document each observation stands.
SELECT DISTINCT "offset", length FROM observation;
