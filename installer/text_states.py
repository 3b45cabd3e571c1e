"""The states of the page 说明文字 that are pictured; `states` puts them with the others."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from budgettool.gui.main_window import MainWindow
from budgettool.gui.texts.page import TextsPage
from budgettool.sheets.quantities import field_key
from installer.studio import LONG_NAME, Studio

State = Callable[[Studio], QWidget]

_WRONG: Final = "公务接待费31.00万元，公务用车运行维护费20.00万元。"


def _texts(act: Callable[[Studio, TextsPage], object], section: str) -> State:
    def show(studio: Studio) -> QWidget:
        window = studio.open(studio.sample(), "texts")
        if isinstance(window.page, TextsPage):
            window.page.shelf.read_all()
            window.page.contents.choose(section)
            act(studio, window.page)
        return window

    return show


def _fill(page: TextsPage, **fields: str) -> None:
    with page.session.edit("填写") as edit:
        for key, value in fields.items():
            edit.set_field(field_key(key.replace("__", ".")), value or None)
    page.renew()
    page.shelf.read_all()


def _nothing(_: Studio, page: TextsPage) -> None:
    page.editor.setFocus()


def _unfilled(_: Studio, page: TextsPage) -> None:
    with page.session.edit("清空") as edit:
        for key in page.session.facts.fields:
            edit.set_field(key, None)
    page.renew()
    page.shelf.read_all()


def _own(_: Studio, page: TextsPage) -> None:
    page.editor.setFocus()
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.editor.insertPlainText(_WRONG)
    page.leave()
    if page.editor.marks:
        page.editor.setTextCursor(page.editor.marks[-1].place)


def _changed(_: Studio, page: TextsPage) -> None:
    _fill(page, text__overall="{部门}收入总计{收入总计|金额}，由我们自己说明。", base__overall="旧")


def _last(_: Studio, page: TextsPage) -> None:
    _fill(page, last__text__overall="上年收入总计1869.30万元，支出总计1869.30万元，与前年持平。")
    page.beside.buttons["last"].click()


def _choosing(studio: Studio) -> QWidget:
    window: MainWindow = studio.open(studio.sample(), "texts")
    if not isinstance(window.page, TextsPage):
        return window
    window.page.contents.choose("three_public")
    window.page.desk.choose()
    window.page.desk.chooser.field.setText("gwjd")
    return window.page.desk.chooser


def _sealed(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "texts")
    with window.session.deciding() as book:
        book.seal()
    return window


def _long_words(_: Studio, page: TextsPage) -> None:
    _fill(page, reason__公务接待费=LONG_NAME * 3, duties="\n".join([LONG_NAME * 2] * 40))


TEXT_STATES: Final[dict[str, State]] = {
    "说明文字-三公": _texts(_nothing, "three_public"),
    "说明文字-其他事项": _texts(_nothing, "others"),
    "说明文字-待填": _texts(_unfilled, "three_public"),
    "说明文字-自写有误": _texts(_own, "general"),
    "说明文字-模板有变": _texts(_changed, "overall"),
    "说明文字-上年文字": _texts(_last, "overall"),
    "说明文字-长文字": _texts(_long_words, "duties"),
    "说明文字-插入数字": _choosing,
    "说明文字-定稿": _sealed,
}
"""What is shown, by the name of its picture."""
