"""The states of the page 审核 and of 定稿 that are pictured; `states` puts them with the others."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from budgettool.gui.checks.page import ChecksPage
from budgettool.gui.main_window import MainWindow
from budgettool.model import ExpenditureLine
from installer.studio import Studio

State = Callable[[Studio], QWidget]


def _break(window: MainWindow) -> None:
    """Put findings of each level into a book: some with one cause, some with a mend."""
    lines = [each for each in window.session.lines.values() if isinstance(each, ExpenditureLine)]
    with window.session.edit("改明细") as edit:
        edit.update(lines[3].id, unit=None)
        edit.draft(lines[5].id, "amount", "二十万")
        edit.update(lines[7].id, government_economic="50502")
        edit.update(lines[9].id, amount=(lines[9].amount or 0) + 1)
        for line in lines[18:22]:
            edit.update(line.id, function="2010301")


def _checks(act: Callable[[Studio, ChecksPage], object], broken: bool = True) -> State:  # noqa: FBT001, FBT002
    def show(studio: Studio) -> QWidget:
        window = studio.open(studio.sample(), "checks")
        if broken:
            _break(window)
        studio.settle()
        if isinstance(window.page, ChecksPage):
            act(studio, window.page)
        return window

    return show


def _few(_: Studio, page: ChecksPage) -> None:
    page.list.expandAll()


def _waive(_: Studio, page: ChecksPage) -> None:
    page.head.shown["S"].click()
    page.waive()
    page.detail.form.reason.setPlainText("机构改革过渡期，按原编制口径编报")


def _waived(studio: Studio, page: ChecksPage) -> None:
    _waive(studio, page)
    page.detail.form.accept_button.click()
    page.head.shown["waived"].click()


def _against(_: Studio, page: ChecksPage) -> None:
    page.head.seal_button.click()


def _unknown(_: Studio, page: ChecksPage) -> None:
    page.head.shown["unknown"].click()


def _public(studio: Studio, page: ChecksPage) -> None:
    page.head.shown["public"].click()
    studio.settle()


def _sealed(_: Studio, page: ChecksPage) -> None:
    page.head.seal_button.click()
    page.sealing.seal()
    page.sealing.log_button.click()


def _unseal(studio: Studio, page: ChecksPage) -> None:
    _sealed(studio, page)
    page.sealing.ask_to_unseal()


def _sealed_lines(studio: Studio) -> QWidget:
    window = studio.open(studio.sample(), "expenditure")
    with window.session.deciding() as book:
        book.seal()
    return window


def _many(studio: Studio) -> QWidget:
    window = studio.open(studio.long(), "checks")
    with window.session.edit("改金额") as edit:
        for line in window.session.lines.values():
            edit.update(line.id, amount=0)
    studio.settle()
    return window


CHECK_STATES: Final[dict[str, State]] = {
    "审核-几个": _checks(_few),
    "审核-上万个": _many,
    "审核-放行": _checks(_waive),
    "审核-已说明": _checks(_waived),
    "审核-不能定稿": _checks(_against),
    "审核-可以定稿": _checks(_against, broken=False),
    "审核-不能核对": _checks(_unknown),
    "审核-公开": _checks(_public),
    "审核-定稿": _checks(_sealed, broken=False),
    "审核-撤销定稿": _checks(_unseal, broken=False),
    "支出-定稿": _sealed_lines,
}
"""What is shown, by the name of its picture."""
