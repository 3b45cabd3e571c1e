"""The page of reports: a key until the shown figures are painted, switching tables, scrolling."""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from bench.figure import Figure, figure, milliseconds, percentile
from bench.lines import made_facts
from bench.places import HOLDER, Places
from budgettool.book import Book
from budgettool.gui.application import make_application
from budgettool.gui.reports.page import ReportsPage
from budgettool.gui.session import Session
from budgettool.model import ExpenditureLine

KEY = {10_000: 16.0, 100_000: 33.0}
_SCROLL = 50.0
_TABLES = (0, 1, 2, 5)
_KEYS = 60
_ROWS = 15
_SCROLLS = 30
_STEP = 37


def run(places: Places) -> Iterator[Figure]:
    """Measure the page at both sizes, over tables of few and of many rows."""
    application = make_application(["bench"])
    for size, budget in KEY.items():
        path = places.book(f"{size}.ysb", made_facts(places.pack, size))
        with Book.open(path, holder=HOLDER) as book:
            session = Session(book, places.folder / "codes", lambda: datetime.now(UTC))
            page = ReportsPage(session)
            page.resize(1112, 712)
            page.show()
            yield from _figures(page, application, f"{size:,} 条明细，4 张表", budget)
            page.hide()
            page.deleteLater()
            application.processEvents()


def _figures(
    page: ReportsPage, application: QApplication, about: str, budget: float
) -> Iterator[Figure]:
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    lines = [line for line in page.session.lines.values() if isinstance(line, ExpenditureLine)]
    keys, comes, scrolls, switches = [], [], [], []
    bar = page.sheet_view.verticalScrollBar()

    def type_key(line: ExpenditureLine, number: int) -> None:
        page.session.draft(replace(line, amount=number * 12_345_600))
        application.processEvents()

    def scroll(number: int) -> None:
        bar.setValue(number * _STEP)
        application.processEvents()

    def switch(row: int) -> None:
        page.contents.setCurrentRow(row)
        application.processEvents()

    used = {line.function for line in lines}
    codes = page.session.classification.all("function", "项")
    unused = [code.code for code in codes if code.code not in used]

    def bring_row(line: ExpenditureLine, function: str) -> None:
        page.session.draft(replace(line, function=function, amount=1_234_500))
        application.processEvents()

    for row in _TABLES:
        switches.append(milliseconds(partial(switch, row)))
        for number in range(_KEYS):
            line = chance.choice(lines)
            keys.append(milliseconds(partial(type_key, line, number)))
            page.session.withdraw(line.id)
            application.processEvents()
        for function in unused[:_ROWS]:
            line = chance.choice(lines)
            comes.append(milliseconds(partial(bring_row, line, function)))
            page.session.withdraw(line.id)
            application.processEvents()
        scrolls += [milliseconds(partial(scroll, n)) for n in range(_SCROLLS)]
    yield figure("报表：按键到数字画好 p50", percentile(keys, 50), "ms", budget, about)
    yield figure("报表：按键到数字画好 p95", percentile(keys, 95), "ms", budget, about)
    about_rows = f"{about}，新科目的行随后就位"
    yield figure(
        "报表：按键带出新行，数字画好 p95", percentile(comes, 95), "ms", budget, about_rows
    )
    yield figure("报表：滚动一步 p95", percentile(scrolls, 95), "ms", _SCROLL, about)
    yield figure("报表：换一张表 最慢", max(switches), "ms", 500.0, about)
