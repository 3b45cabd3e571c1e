"""When Python may search for garbage: not while much is made that is all kept, as lines are."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_MANY: Final = 5_000
"""Lines of a book from which on a search through it would be felt by who types."""


class _Search:
    """Python's search for garbage, which is one for all threads; off while anybody holds it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._holders = 0
        self._was_on = False

    def hold(self) -> None:
        with self._lock:
            if not self._holders:
                self._was_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def release(self) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._was_on:
                gc.enable()


_SEARCH: Final = _Search()


def hold_search() -> None:
    """Keep Python from searching for garbage until `release_search`, however many do so."""
    _SEARCH.hold()


def release_search() -> None:
    """Let Python search again, once for each `hold_search`."""
    _SEARCH.release()


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Keep Python from searching for garbage while all that is made is kept: a fifth of time."""
    hold_search()
    try:
        yield
    finally:
        release_search()


def keep(lines: int) -> None:
    """Spare what was made of so many lines from later searches, one of which takes 0.1 s.

    It is freed all the same once nobody refers to it, as it does not refer to itself.
    """
    if lines >= _MANY:
        gc.freeze()
