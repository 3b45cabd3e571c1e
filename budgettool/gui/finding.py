"""What Ctrl+K finds: pages, tables, codes, units, projects and lines, and where each one leads.

Leaves the list and its keys to `palette`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from budgettool.codes.code import Scheme
from budgettool.codes.initials import find as find_initials
from budgettool.codes.initials import initials
from budgettool.gui.amounts import shown
from budgettool.gui.session import Session
from budgettool.model import AMOUNT, ExpenditureLine, IncomeLine
from budgettool.packs.definition import Label
from budgettool.packs.labels import fill

_OF_A_KIND: Final = 6
_MAX_HITS: Final = 30
_SCHEMES: Final[tuple[tuple[Scheme, str, str], ...]] = (
    ("function", "function", "功能科目"),
    ("department_economic", "department_economic", "部门经济科目"),
    ("government_economic", "government_economic", "政府经济科目"),
)
_WITH_MEMO: Final = (ExpenditureLine, IncomeLine)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: What it is, in a word or two, as the list shows at its right.
        text: Its name.
        icon: Which icon stands before it.
        page_id: The page that shows it.
        target: What that page is to reveal; None for the page itself.
    """

    kind: str
    text: str
    icon: str
    page_id: str
    target: object = None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return f"{self.kind} {self.text}"


def find_hits(session: Session, pages: Sequence[tuple[str, str]], query: str) -> list[Hit]:
    """Find what fits all words of a query, at most a few of each kind; all pages for none."""
    words = query.casefold().split()
    listed = [Hit("页面", title, page_id, page_id) for page_id, title in pages]
    if not words:
        return listed
    known = {page_id for page_id, _ in pages}
    fits = _matcher(words)
    found: list[Hit] = []
    for hits in (
        (hit for hit in listed if fits(hit.text)),
        (hit for hit in _tables(session) if fits(hit.text)),
        (hit for hit in _units(session) if fits(hit.text)),
        (hit for hit in _projects(session) if fits(hit.text)),
        _codes(session, query),
        _lines(session, words),
    ):
        found += islice((hit for hit in hits if hit.page_id in known), _OF_A_KIND)
    return found[:_MAX_HITS]


def _matcher(words: Sequence[str]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        plain = text.casefold()
        letters = None
        for word in words:
            if word in plain:
                continue
            if letters is None:
                letters = initials(plain)
            if not word.isascii() or find_initials(word, letters) is None:
                return False
        return True

    return fits


def _tables(session: Session) -> Iterator[Hit]:
    for table in session.pack.tables:
        if table.printed:
            text = f"{_said(table.number)}　{_said(table.title)}"
            yield Hit("报表", text, "reports", "reports", table.id)


def _said(label: Label) -> str:
    """Give a label without what is filled in when it is printed, such as the year."""
    return fill(label, lambda _: "").removeprefix("年")


def _units(session: Session) -> Iterator[Hit]:
    for unit in session.facts.units:
        yield Hit("单位", f"{unit.code}　{unit.name}", "units", "units", unit.id)


def _projects(session: Session) -> Iterator[Hit]:
    for project in session.facts.projects:
        text = f"{project.code}　{project.name}" if project.code else project.name
        yield Hit("项目", text, "projects", "projects", project.id)


def _codes(session: Session, query: str) -> Iterator[Hit]:
    for scheme, field, kind in _SCHEMES:
        for code in session.classification.search(scheme, query, limit=_OF_A_KIND // 2):
            target = {"filter": {field: code.code}}
            yield Hit(kind, f"{code.code}　{code.name}", "code", "expenditure", target)


def _lines(session: Session, words: Sequence[str]) -> Iterator[Hit]:
    """Find lines by their memos; there may be very many, and this is asked at every key."""
    first = words[0]
    for line in session.lines.values():
        if not isinstance(line, _WITH_MEMO):
            continue
        text = line.memo.casefold()
        if first in text and line.measure == AMOUNT and all(word in text for word in words):
            page = "income" if isinstance(line, IncomeLine) else "expenditure"
            amount = "" if line.amount is None else f"　{shown(line.amount, '万元')} 万元"
            yield Hit("明细", f"{line.memo}{amount}", "line", page, line.id)
