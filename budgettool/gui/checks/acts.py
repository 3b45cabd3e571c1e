"""What is done about findings: mended in one edit, or answered for.

Leaves showing what was done, and asking for reasons, to the views.
"""

from collections.abc import Iterable, Iterator, Sequence

from budgettool.gui.session import Session
from budgettool.gui.texts.live import kept_words
from budgettool.narrative.markup import write_markup
from budgettool.rules.finding import Finding, Fix
from budgettool.rules.mending import MendError, one_edit
from budgettool.rules.text.mending import mended
from budgettool.sheets.quantities import field_key


def mend(session: Session, findings: Iterable[Finding]) -> str:
    """Make the mends that findings offer as one edit; gives its label, empty if none is offered.

    Raises:
        MendError: Nothing is left to be done.
    """
    offered = [finding for finding in findings if finding.fix is not None]
    if not offered:
        return ""
    fixes = _that_stand(session, offered)
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
        for key, text in _words_of(session, fix):
            edit.set_field(field_key(key), text)


def _that_stand(session: Session, findings: Sequence[Finding]) -> list[Fix]:
    """Give the mends of findings; of those in the text only such as are still found as they were.

    Raises:
        MendError: None of them is.
    """
    of_text = session.checks.text
    if any(each.fix.figures for each in findings if each.fix is not None):
        of_text.catch_up()
    fixes = [
        each.fix
        for each in findings
        if each.fix is not None and (not each.fix.figures or each in of_text.found)
    ]
    if not fixes:
        raise MendError("这一节的文字刚刚改过，这里已不是原来的数；请看现在的文字")
    return fixes


def _words_of(session: Session, fix: Fix) -> Iterator[tuple[str, str | None]]:
    """Give what fields are to hold that sections have the figures of a mend."""
    live = session.checks.text.live
    sections = {change.place.section for change in fix.figures}
    for part, definition in live.listed:
        written = live.written(part, definition) if definition.id in sections else None
        if written is not None:
            markup = write_markup(mended(written.section, fix).paragraphs)
            yield from kept_words(written, markup).items()
