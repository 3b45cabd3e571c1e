"""The states of the page 绩效 that are pictured; `states` puts them with the others."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from budgettool.gui.targets.page import TargetsPage
from installer.studio import Studio

State = Callable[[Studio], QWidget]


def _targets(act: Callable[[TargetsPage], object], book: str = "sample") -> State:
    def show(studio: Studio) -> QWidget:
        path = {"sample": studio.sample, "bare": studio.bare, "long": studio.long}[book]()
        window = studio.open(path, "targets")
        if isinstance(window.page, TargetsPage):
            act(window.page)
        studio.settle()
        return window

    return show


def _nothing(_: TargetsPage) -> None:
    """Leave the page as it opens."""


def _project(page: TargetsPage) -> None:
    page.reveal("车辆购置")


def _typing(page: TargetsPage) -> None:
    page.reveal("车辆购置")
    page.view.go_to(("overview", 0))
    page.view.edit(page.view.currentIndex())


def _wrong(page: TargetsPage) -> None:
    page.reveal("车辆购置")
    filling = page.view.form.filling
    number = 0
    for spot in filling.spots():
        if spot.cell.field and spot.cell.field[0] == "indicator.value" and spot.cell.text:
            number = spot.cell.field[1]
            filling.write("填目标值", [(spot.cell, "=100%通过率")])
            break
    page.view.form.refresh()
    page.view.go_to(("indicator.value", number))


TARGET_STATES: Final[dict[str, State]] = {
    "绩效-部门": _targets(_nothing),
    "绩效-项目": _targets(_project),
    "绩效-填写": _targets(_typing),
    "绩效-有误": _targets(_wrong),
    "绩效-空白": _targets(_nothing, "bare"),
    "绩效-很长": _targets(_nothing, "long"),
}
"""What is shown, by the name of its picture."""
