# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections that wait for nobody for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS: Final = 20.0  # for a whole request to arrive
ANSWER_SECONDS: Final = 20.0  # for a reader to take some of an answer
STOP_SECONDS: Final = 5  # for what is being answered when the server is stopped


class Bounded(H11Protocol):
    """A connection that is closed where a request is not whole in time, however it drips in, and where
    nobody takes an answer. Between two requests the server closes it itself."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._late, self._stalled = _Timer(), _Timer()
        self._patience = ANSWER_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The time for a request begins."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """The time for a request ends when it is whole, and begins with the next one."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """What is left of a request that was answered already is waited for no longer."""
        super().on_response_complete()
        self._late.stop()

    def _watch(self) -> None:
        under_way = self.cycle is not None and not self.cycle.response_complete
        if under_way and not self.cycle.more_body:
            self._late.stop()
        else:
            self._late.begin(self.loop, REQUEST_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """The reader takes nothing for now."""
        super().pause_writing()
        self._stalled.begin(self.loop, self._patience, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader takes more."""
        super().resume_writing()
        self._stalled.stop()

    def shutdown(self) -> None:
        """The server stops: what is being answered is finished, if its reader takes it soon."""
        super().shutdown()
        self._patience = STOP_SECONDS / 2
        if self._stalled.stop():
            self._stalled.begin(self.loop, self._patience, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._late.stop()
        self._stalled.stop()
        super().connection_lost(exc)


class _Timer:
    """Something to be done later, unless it is called off."""

    def __init__(self) -> None:
        self._held: asyncio.TimerHandle | None = None

    def begin(
        self, loop: asyncio.AbstractEventLoop, seconds: float, do: Callable[[], None]
    ) -> None:
        """Do it then; a timer that runs already runs on."""
        if self._held is None:
            self._held = loop.call_later(seconds, do)

    def stop(self) -> bool:
        """Call it off; whether there was anything to call off."""
        held, self._held = self._held, None
        if held is not None:
            held.cancel()
        return held is not None
