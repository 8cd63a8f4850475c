# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m herkomst`."""

from herkomst.cli import main

if __name__ == "__main__":
    main()
