"""Answering for findings (放行) in the window: what may be, for whom, and taking it back.

Leaves the form to `reason_form`, and what a waiver is to the book.
"""

from collections.abc import Sequence
from functools import partial

from budgettool.gui.checks.items import Item
from budgettool.gui.checks.reason_form import ReasonForm
from budgettool.gui.session import Session
from budgettool.rules.finding import Finding
from budgettool.rules.waivers import may_be_waived

_HINT = "写明为什么可以这样；说明印在审核报告里，数字一变就失效"


def waivable(items: Sequence[Item]) -> list[Finding]:
    """Give the findings that a reason will do for, and that nobody has answered for."""
    return [each.finding for each in items if may_be_waived(each.finding) and not each.waived]


def ask_why(form: ReasonForm, session: Session, items: Sequence[Item]) -> None:
    """Ask why findings may stand; the reason that was given for other figures is there to renew."""
    findings = waivable(items)
    if not findings:
        return
    old = next((item.waiver for item in items if item.waiver is not None), None)
    form.fill(old.reason if old else "", old.holder if old else session.book.holder)
    title = f"用同一理由放行这 {len(findings):,} 处" if len(findings) > 1 else ""
    form.ask(title, _HINT, "放行", partial(waive_all, session, findings))


def waive_all(session: Session, findings: Sequence[Finding], reason: str, who: str) -> None:
    """Keep one reason for findings.

    Raises:
        ReasonError: No reason is given.
        BookError: It cannot be written.
    """
    with session.deciding() as book:
        for each in findings:
            book.waive(each.code, each.key, each.digest, each.message, reason, who)


def withdraw_all(session: Session, items: Sequence[Item]) -> int:
    """Take back what was said for findings; gives for how many.

    Raises:
        BookError: It cannot be written.
    """
    keys = [item.key for item in items if item.waiver is not None]
    with session.deciding() as book:
        for key in keys:
            book.withdraw_waiver(key)
    return len(keys)
