"""A table of 10,000 rows as an Excel workbook."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.figure import Figure, figure
from bench.places import Places
from bench.tables import made_sheet
from budgettool.exporting.excel import write_workbook

ROWS = 10_000


def run(places: Places) -> Iterator[Figure]:
    """Measure the writing alone."""
    sheet = made_sheet(ROWS)
    created = datetime(2020, 1, 15, tzinfo=UTC)
    started = time.perf_counter()
    write_workbook([sheet], places.folder / "excel.xlsx", title="表", created=created)
    seconds = time.perf_counter() - started
    about = f"{ROWS:,} 行，{ROWS * len(sheet.columns):,} 格"
    yield figure("写 Excel", seconds, "s", None, about)
