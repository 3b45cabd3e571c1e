"""Whether a book may be put out as 定稿件: it is 定稿, and no 错误 is open.

Leaves reports of what was checked to `check`.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from budgettool.cli.checked_book import check_book, judge_findings
from budgettool.cli.opened import OpenBook
from budgettool.errors import BudgetToolError
from budgettool.packs.definition import Pack
from budgettool.rules.finding import Finding
from budgettool.rules.grouping import grouped
from budgettool.rules.words import FindingWords

_LISTED: Final = 5


class NotFinalError(BudgetToolError):
    """A book that cannot be put out as 定稿件."""

    def __init__(self, reasons: Sequence[str], errors: Sequence[str]) -> None:
        listed = "".join(f"\n  {error}" for error in errors)
        super().__init__(f"不能生成定稿件：{'；'.join(reasons)}{listed}")
        self.reasons = tuple(reasons)


def require_final(book: OpenBook, pack: Pack) -> None:
    """Refuse a book that is not 定稿, or in which the tables of a pack find an open 错误.

    All of the book is asked, also where only one unit's tables are put out.

    Raises:
        NotFinalError: It says why, and what the errors are.
    """
    reasons = [] if book.book.sealed else ["账本还没有定稿，请先在窗口里定稿"]
    errors, words = _errors(book, pack)
    if errors:
        reasons.append(f"还有 {len(errors)} 个错误没有改正")
    if reasons:
        raise NotFinalError(reasons, _listed(errors, words))


def _errors(book: OpenBook, pack: Pack) -> tuple[list[Finding], FindingWords]:
    _, checker, words = check_book(book, pack)
    judged = judge_findings(book, checker.findings())
    return [finding for finding in judged.open if finding.level == "H"], words


def _listed(errors: Iterable[Finding], words: FindingWords) -> list[str]:
    """Say what the first errors are, those of one cause once."""
    firsts = [cause.first for cause in grouped(errors)]
    said = [f"{each.code} {words.place(each.place)}：{each.message}" for each in firsts[:_LISTED]]
    return [*said, "……"] if len(firsts) > _LISTED else said
