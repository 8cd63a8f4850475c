# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file a source. See `herkomst.collect` for what such a file holds."""
