"""A progress line on standard error, for people at a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_WIDTH = 24


class Show(Protocol):
    """Shows how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that so many of so many are done."""


@contextmanager
def progress_line() -> Iterator[Show]:
    """Give a function that shows progress; it is silent where nobody looks, and leaves no trace."""
    watched = sys.stderr.isatty()

    def show(stage: str, done: int, total: int) -> None:
        if watched:
            filled = _WIDTH * min(done, total) // total if total else 0
            bar = "█" * filled + "░" * (_WIDTH - filled)
            print(f"\r{stage} {bar} {done}/{total}", end="\033[K", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
