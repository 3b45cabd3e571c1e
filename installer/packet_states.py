"""The states of the page 成册 that are pictured, each by the name of its picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from budgettool.gui.binding.page import BindingPage
from budgettool.gui.main_window import MainWindow
from budgettool.gui.work import Task
from installer.studio import Studio

_PAGE: Final = "packet"
_MOST_TURNS: Final = 400
_TURN_MS: Final = 50
_SMALL: Final = (683, 350)


def _page_of(window: MainWindow) -> BindingPage:
    page = window.page
    if not isinstance(page, BindingPage):
        raise SystemExit("没有打开“成册”页")
    return page


def _shown(studio: Studio, book: Path) -> MainWindow:
    """Show the page, once its pages have been made."""
    window = studio.open(book, _PAGE)
    _wait(studio, window)
    return window


def _wait(studio: Studio, window: MainWindow) -> None:
    page = _page_of(window)
    for _ in range(_MOST_TURNS):
        if page.bound is not None and not page.pages.busy and not page.pages.is_old:
            break
        QTest.qWait(_TURN_MS)
    studio.settle()


def _at(part: str) -> Callable[[Studio], QWidget]:
    def show(studio: Studio) -> QWidget:
        window = _shown(studio, studio.sample())
        _page_of(window).show_part(part)
        return window

    return show


def _small(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    window.resize(*_SMALL)
    return window


def _unit(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    page = _page_of(window)
    page.choose_unit(window.session.facts.units[-1].code)
    page.panel.show_units(window.session.facts, page.order().unit)
    _wait(studio, window)
    return window


def _long(studio: Studio) -> QWidget:
    return _shown(studio, studio.long())


def _final(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    with window.session.deciding() as book:
        for key, said in (
            ("secrecy_review", "李四 2026-11-20"),
            ("signed_by", "王五 2026-11-21"),
            ("approval_date", "2026-11-10"),
        ):
            book.record(key, said)
        book.seal()
    _wait(studio, window)
    return window


def _secret(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    lines = list(window.session.lines.values())
    with window.session.edit("涉密") as edit:
        edit.update(lines[3].id, secret=True)
        edit.set_field(
            ("department", "", "duties", 0), "联系电话 13800138000；办理𰻞\U0002fa1d事务"
        )
    _wait(studio, window)
    return window


def _writing(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    task = Task(lambda _progress: None, window)  # never begun, so that it stays under way
    _page_of(window).strip.follow("生成 PDF、Word、Excel、网页", task)
    task.report("写 PDF", 18, 30)
    return window


def _nothing_chosen(studio: Studio) -> QWidget:
    window = _shown(studio, studio.sample())
    page = _page_of(window)
    for row in range(page.panel.parts.count()):
        page.panel.parts.item(row).setCheckState(page.panel.parts.item(4).checkState())
    return window


PACKET_STATES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "成册-说明文字": _at("explanation"),
    "成册-附件": _at("annex"),
    "成册-单位": _unit,
    "成册-长名称": _long,
    "成册-定稿": _final,
    "成册-没有列入的": _secret,
    "成册-生成中": _writing,
    "成册-没有选": _nothing_chosen,
    "成册-小屏": _small,
}
"""What is shown, by the name of its picture."""
