# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: parse, call one use case, render. No logic here.

Everything heavy is imported inside a command, so that `--help` and completion answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from typing import NoReturn


def main() -> None:
    """The `herkomst` command. Exit codes: 0; 1 found what it looks for, where documented; 2 wrong
    use or input."""
    # Only what DuckDB and Polars do in the background uses threads; a filter should not take them all.
    os.environ.setdefault("POLARS_MAX_THREADS", str(min(4, os.cpu_count() or 1)))
    from herkomst.cli.commands import app
    from herkomst.errors import HerkomstError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file's name may be no text at all
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a reader that left early can still be told from a fault
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        _reader_left()
    except HerkomstError as error:
        from herkomst.cli.render import show_error

        show_error(error, "--json" in sys.argv)
        raise SystemExit(error.code) from None
    except BrokenPipeError:
        _reader_left()
    except KeyboardInterrupt:
        print(
            "\nStopped. What was imported whole stays; run the same command again.", file=sys.stderr
        )
        raise SystemExit(130) from None
    except OSError as error:
        from herkomst.cli.render import show_os_error

        raise SystemExit(show_os_error(error, "--json" in sys.argv)) from None
    except Exception as error:
        _last_net(error)
        raise


def _reader_left() -> NoReturn:
    """Whoever read our answer had enough (`| head`): that is no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)


def _last_net(error: Exception) -> None:
    """What a database or file library says is told in plain words. A fault of our own keeps its
    traceback; HERKOMST_DEBUG=1 shows every one."""
    from herkomst.cli.render import show_error
    from herkomst.settings import debugging
    from herkomst.store.faults import explained

    found = explained(error)
    if found is None or debugging():
        return
    show_error(found, "--json" in sys.argv)
    raise SystemExit(found.code) from None
