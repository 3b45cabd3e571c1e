"""What is done about findings: mended in one edit, or answered for.

Leaves showing what was done, and asking for reasons, to the views.
"""

from collections.abc import Iterable

from budgettool.gui.session import Session
from budgettool.rules.finding import Finding, Fix
from budgettool.rules.mending import one_edit


def mend(session: Session, findings: Iterable[Finding]) -> str:
    """Make the mends that findings offer as one edit; gives its label, empty if none is offered.

    Raises:
        MendError: Nothing is left to be done.
    """
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    if not fixes:
        return ""
    fix = one_edit(session.cube, fixes)
    _apply(session, fix)
    return fix.label


def waive(session: Session, finding: Finding, reason: str, who: str = "") -> None:
    """Keep why a finding is as it should be, as somebody says, or else the holder.

    Raises:
        ReasonError: No reason is given.
        BookError: It cannot be written.
    """
    said = (finding.code, finding.key, finding.digest, finding.message, reason)
    with session.deciding() as book:
        book.waive(*said, who)


def withdraw_waiver(session: Session, key: str) -> None:
    """Take back what was said for a finding.

    Raises:
        BookError: It cannot be written.
    """
    with session.deciding() as book:
        book.withdraw_waiver(key)


def _apply(session: Session, fix: Fix) -> None:
    with session.edit(fix.label) as edit:
        for line, fields in fix.changes:
            edit.update(line, **dict(fields))
        for line in fix.removed:
            edit.delete(line)
