"""The bundled tables of codes, read from `data/`. They are not the official book: see its README.

Leaves to others which row is in force in a year and what a loaded table changes.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from budgettool.codes.code import Code, Scheme
from budgettool.codes.record import codes_from_records

FIRST_YEAR: Final = 2018
"""Before it, ends and beginnings of codes are not recorded."""

LAST_YEAR: Final = 2024
"""After it, changes of the classification are not in the bundled tables."""

_DATA = Path(__file__).parent / "data"


def bundled_codes(scheme: Scheme) -> Iterator[Code]:
    """Read every bundled row of a scheme, of all years."""
    return codes_from_records(scheme, bundled_rows(scheme))


def bundled_rows(name: str) -> list[list[str]]:
    """Read the rows of a bundled file, without its headings."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return list(rows)
