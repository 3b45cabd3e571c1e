"""The grid of lines: keys until they are painted, scrolling, filtering, sorting, pasting."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.figure import Figure, figure, milliseconds, percentile
from bench.lines import made_facts
from bench.places import HOLDER, Places, run_cold

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from budgettool.gui.lines.page import ExpenditurePage

KEY_MS = {10_000: 16.0, 100_000: 33.0}
SCROLL_MS = 50.0
FILTER_MS = 300.0
SORT_MS = 500.0
GROUP_MS = 500.0
FOLD_MS = 300.0
PASTE_SECONDS = 1.0
_PASTED = 5_000
_KEYS = 40
"""Distinct keys in a hundred lines: a bad case."""

_TIMES = 60
_P95 = 95


def run(places: Places) -> Iterator[Figure]:
    """Measure the page of expenditure, alone in a new process."""
    for lines, key in KEY_MS.items():
        path = places.book(
            f"grid-{lines}.ysb", made_facts(places.pack, lines, keys=lines * _KEYS // 100)
        )
        found = json.loads(run_cold("-m", "bench.grid", path)[1])
        about = f"{lines:,} 条明细"
        yield figure("打开单元格的一键到画完 p95", found["first"], "ms", key, about)
        yield figure("其后一键到画完 p95", found["next"], "ms", key, about)
        yield figure("在中间新增一行到画完 p95", found["insert"], "ms", KEY_MS[100_000], about)
        yield figure("翻一屏到画完 p95", found["scroll"], "ms", SCROLL_MS, about)
        yield figure("按词筛选", found["word"], "ms", FILTER_MS, about)
        yield figure("按数字筛选", found["digits"], "ms", FILTER_MS, about)
        yield figure("只看要改的", found["marked"], "ms", FILTER_MS, about)
        yield figure("按金额排序", found["amount"], "ms", SORT_MS, about)
        yield figure("按政府科目排序", found["government"], "ms", SORT_MS, about)
        yield figure("按单位分组", found["group"], "ms", GROUP_MS, about)
        yield figure("按支出性质分组", found["nature"], "ms", GROUP_MS, about)
        yield figure("折叠最大的一组", found["fold"], "ms", FOLD_MS, about)
        yield figure("展开最大的一组", found["unfold"], "ms", FOLD_MS, about)
        yield figure("分组时一键到画完 p95", found["grouped"], "ms", key, about)
        yield figure("分组时一行移到别组", found["moved"], "ms", key, about)
        pasted = f"{about}，粘贴 {_PASTED:,} 行"
        yield figure("粘贴", found["paste"] / 1000, "s", PASTE_SECONDS, pasted)


def show(path: Path) -> dict[str, float]:
    """Work on a book's page of expenditure; gives milliseconds."""
    from budgettool.book import Book  # noqa: PLC0415 - Qt only in the new process
    from budgettool.gui.application import make_application  # noqa: PLC0415
    from budgettool.gui.lines.page import ExpenditurePage  # noqa: PLC0415
    from budgettool.gui.session import Session  # noqa: PLC0415

    application = make_application(["budgettool"])
    with TemporaryDirectory() as folder:
        book = Book.open(path, holder=HOLDER)
        page = ExpenditurePage(Session(book, Path(folder), lambda: datetime.now(UTC)))
        page.session.checks.begin()
        page.resize(1280, 720)
        page.show()
        page.activateWindow()
        application.processEvents()
        found = {**_choices(page), **_keys(page, application), **_scrolls(page, application)}
        found |= _groups(page, application)
        found["insert"] = _inserts(page, application)
        found["paste"] = _paste(page, application)
        page.close()
        book.close()
    return found


def _choices(page: "ExpenditurePage") -> dict[str, float]:
    from budgettool.gui.lines.choosing import Choice  # noqa: PLC0415

    asked = {
        "word": Choice(words="办公"),
        "digits": Choice(words="302"),
        "marked": Choice(marked=True),
        "amount": Choice(sorted_by="amount"),
        "government": Choice(sorted_by="government_economic"),
    }
    found = {
        name: milliseconds(partial(page.model.choose, choice)) for name, choice in asked.items()
    }
    page.model.choose(Choice())
    return found


def _groups(page: "ExpenditurePage", application: "QApplication") -> dict[str, float]:
    """Group, fold the largest group, type under headings, and give a line to another group."""
    from budgettool.gui.lines.grouping import GROUPINGS  # noqa: PLC0415

    by = {grouping.title: grouping for grouping in GROUPINGS}

    def painted(act: Callable[[], object]) -> float:
        def both() -> None:
            act()
            application.processEvents()

        return milliseconds(both)

    found = {"nature": painted(lambda: page.group_by(by["支出性质"]))}
    found["group"] = painted(lambda: page.group_by(by["单位"]))
    groups = list(page.model.groups or ())
    largest = max(groups, key=lambda group: group.count)
    for name, folded in (("fold", True), ("unfold", False)):
        found[name] = painted(partial(page.model.fold, largest, folded=folded))
    keys = _keys(page, application)
    found["grouped"] = max(keys["first"], keys["next"])
    line_id = groups[0].line_ids[-1]
    page.session.change_line("改单位", line_id, unit=groups[-1].key)
    found["moved"] = milliseconds(lambda: page.model.regroup(None))
    page.group_by(None)
    return found


def _keys(page: "ExpenditurePage", application: "QApplication") -> dict[str, float]:
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    def press(key: Qt.Key) -> None:
        field = application.focusWidget()
        assert field is not None  # noqa: S101 - the grid has the focus
        QTest.keyClick(field, key)
        application.processEvents()

    first, following = [], []
    page.grid.setFocus()
    for row in range(1, _TIMES):
        page.grid.show_cell(row, page.model.column_of("amount"))
        application.processEvents()
        first.append(milliseconds(lambda: press(Qt.Key.Key_1)))
        following.append(milliseconds(lambda: press(Qt.Key.Key_2)))
        press(Qt.Key.Key_Return)
    return {"first": percentile(first, _P95), "next": percentile(following, _P95)}


def _inserts(page: "ExpenditurePage", application: "QApplication") -> float:
    """Begin lines below one in the middle, and take them back."""

    def insert() -> None:
        page.acts.new_line()
        application.processEvents()

    spent = []
    for _ in range(_TIMES):
        page.grid.show_cell(len(page.model.line_ids) // 2, 0)
        application.processEvents()
        spent.append(milliseconds(insert))
    for _ in range(_TIMES):
        page.session.undo()
    return percentile(spent, _P95)


def _scrolls(page: "ExpenditurePage", application: "QApplication") -> dict[str, float]:
    bar = page.grid.verticalScrollBar()

    def turn() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        application.processEvents()

    return {"scroll": percentile([milliseconds(turn) for _ in range(_TIMES)], _P95)}


def _paste(page: "ExpenditurePage", application: "QApplication") -> float:
    """Paste copies of the first lines below the last."""
    line = page.model.line_at(0)
    assert line is not None  # noqa: S101 - the book was made with lines
    cells = [page.model.cells.edited(line, column) for column in page.columns]
    application.clipboard().setText("\n".join(["\t".join(cells)] * _PASTED))
    page.grid.show_cell(len(page.model.line_ids), 0)

    def paste() -> None:
        page.desk.paste()
        if page.paste_strip.isVisible():
            page.paste_strip.all.click()
        application.processEvents()

    before = len(page.model.line_ids)
    spent = milliseconds(paste)
    if len(page.model.line_ids) != before + _PASTED:
        raise RuntimeError("粘贴没有放入全部行")
    return spent


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(json.dumps(show(Path(sys.argv[1]))))
