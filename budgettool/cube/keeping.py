"""Making much that is all kept: loading lines, asking every rule of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 5_000
"""Lines of a book from which on a search through it would be felt by who types."""


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Keep Python from searching for garbage while all that is made is kept: a fifth of time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def keep(lines: int) -> None:
    """Spare what was made of so many lines from later searches, one of which takes 0.1 s.

    It is freed all the same once nobody refers to it, as it does not refer to itself.
    """
    if lines >= _MANY:
        gc.freeze()
