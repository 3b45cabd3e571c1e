"""A progress line on standard error, for people at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDTH = 24


@contextmanager
def progress_line(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many of how many are done; silent where nobody looks."""
    shown = sys.stderr.isatty()

    def show(done: int, total: int) -> None:
        if shown and total:
            filled = _WIDTH * done // total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            print(f"\r{title} {bar} {done}/{total}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
