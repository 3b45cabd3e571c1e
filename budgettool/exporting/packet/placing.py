"""Puts files where they belong, all of them or none: on the first refusal all is as it was before.

Leaves writing them, beside that place on the same disk, to `writing`.
"""

import errno
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Move(NamedTuple):
    """A file that is ready, and where it belongs."""

    ready: Path
    target: Path


class RefusedError(Exception):
    """The system refused a target; what was there before is there again."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(target, error)
        self.target = target
        self.error = error


@dataclass(frozen=True, slots=True)
class _Log:
    """What was done, so that it can be undone."""

    aside: list[Move] = field(default_factory=list)
    placed: list[Path] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)


def place_all(moves: Sequence[Move], gone: Sequence[Path], aside: Path) -> int:
    """Move files to their targets; gives how many were there before.

    Args:
        moves: The files; those that are there already are replaced.
        gone: Files to be removed with it.
        aside: An empty folder on the same disk, in which what is replaced stays until the end.

    Raises:
        RefusedError: The system refused one; none was moved.
    """
    log = _Log()
    target = aside
    try:
        for number, move in enumerate(moves):
            target = move.target
            _make_folder(target.parent, log)
            _put_aside(target, aside / str(number), log)
            move.ready.replace(target)
            log.placed.append(target)
        replaced = len(log.aside)
        for number, target in enumerate(gone, len(moves)):
            _put_aside(target, aside / str(number), log)
    except OSError as error:
        _undo(log)
        raise RefusedError(target, error) from error
    return replaced


def _make_folder(folder: Path, log: _Log) -> None:
    if not folder.exists():
        folder.mkdir()
        log.made.append(folder)


def _put_aside(target: Path, place: Path, log: _Log) -> None:
    """Put aside a file that is in the way; a folder of its name is somebody's, and stays."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(target))
    with suppress(FileNotFoundError):
        target.replace(place)
        log.aside.append(Move(place, target))


def _undo(log: _Log) -> None:
    """Put back what was there, as far as the system lets us: one refusal does not stop the rest."""
    for place, target in log.aside:
        with suppress(OSError):
            place.replace(target)
    back = {target for _, target in log.aside}
    for target in log.placed:
        with suppress(OSError):
            if target not in back:
                target.unlink(missing_ok=True)
    for folder in log.made:
        with suppress(OSError):
            folder.rmdir()
