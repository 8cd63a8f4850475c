# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: parse, call one use case, render. No logic here.

Everything heavy is imported inside a command, so that `--help` and completion answer at once.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The `herkomst` command. Exit codes: 0; 1 found what it looks for, where documented; 2 wrong
    use or input."""
    # Only what DuckDB and Polars do in the background uses threads; a filter should not take them all.
    os.environ.setdefault("POLARS_MAX_THREADS", str(min(4, os.cpu_count() or 1)))
    from herkomst.cli.commands import app
    from herkomst.errors import HerkomstError

    try:
        app()
    except HerkomstError as error:
        from herkomst.cli.render import show_error

        show_error(error, "--json" in sys.argv)
        raise SystemExit(error.code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        print(
            "\nStopped. What was imported whole stays; run the same command again.", file=sys.stderr
        )
        raise SystemExit(130) from None
    except OSError as error:
        from herkomst.cli.render import show_os_error

        raise SystemExit(show_os_error(error, "--json" in sys.argv)) from None
    except Exception as error:
        from herkomst.cli.render import show_engine_error

        if os.environ.get("HERKOMST_DEBUG") or not show_engine_error(error, "--json" in sys.argv):
            raise
        raise SystemExit(2) from None
