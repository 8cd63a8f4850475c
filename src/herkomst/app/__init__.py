# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file a user's task. A use case composes the stages and opens the one store."""
