"""What is found on a page, for the panel beside it: the worst first, and no more than is read.

Leaves the whole list, and what are mere 提示, to the page 审核.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from budgettool.gui.checks.places import destination
from budgettool.gui.session import Session
from budgettool.packs.rule import Level
from budgettool.rules.finding import Finding, LinePlace
from budgettool.rules.grouping import Cause, grouped

MOST: Final = 200
"""Lines of which findings are listed, at most."""

_EVERYTHING: Final = "overview"
"""The page on which what is found anywhere is shown."""
_LEVELS: Final[tuple[Level, ...]] = ("H", "S")


def found_on(session: Session, page_id: str) -> list[Cause]:
    """List what is found on a page, findings of one cause as one."""
    checks = session.checks
    lines = islice(_lines_on(session, page_id), MOST)
    of_lines = (finding for line in lines for finding in checks.of_line(line))
    of_others = (each for each in checks.others() if _is_on(session, each, page_id))
    unique = {id(each): each for each in (*of_lines, *of_others) if _is_listed(session, each)}
    keyed = {each.key: each for each in unique.values()}
    return grouped(keyed.values())


def _lines_on(session: Session, page_id: str) -> Iterator[str]:
    """Walk the marked lines of a page, those with 错误 first."""
    marked = session.checks.marked_lines()
    for level in _LEVELS:
        for line, worst in marked.items():
            if worst == level and _shows(session, line, page_id):
                yield line


def _shows(session: Session, line: str, page_id: str) -> bool:
    if page_id == _EVERYTHING:
        return True
    found = destination(session, LinePlace(line))
    return found is not None and found[0] == page_id


def _is_on(session: Session, finding: Finding, page_id: str) -> bool:
    if page_id == _EVERYTHING:
        return True
    found = destination(session, finding.place)
    return found is not None and found[0] == page_id


def _is_listed(session: Session, finding: Finding) -> bool:
    return finding.level != "I" and not session.checks.is_waived(finding)
