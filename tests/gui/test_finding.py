"""What Ctrl+K finds among the lines: by memo, of this year, however many words."""

import pytest

from budgettool.gui.finding import find_hits
from budgettool.model import ExpenditureLine, IncomeLine

PAGES = [("expenditure", "支出"), ("income", "收入")]


@pytest.fixture
def named(session):
    """One line of each kind with a memo, and one of last year."""
    lines = (
        ExpenditureLine("e", amount=12_3456_00, memo="Office 楼 A座维修"),
        IncomeLine("i", memo="A座出租"),
        ExpenditureLine("p", amount=1_00, memo="A座维修", measure="prior"),
    )
    with session.edit("备注") as edit:
        edit.insert_all(lines)
    return session


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("a座", [("expenditure", "e"), ("income", "i")]),
        ("维修 office", [("expenditure", "e")]),
        ("a座 出租", [("income", "i")]),
        ("b座", []),
    ],
)
def test_lines_are_found_by_all_words_of_their_memo(named, query, found):
    hits = [hit for hit in find_hits(named, PAGES, query) if hit.kind == "明细"]
    assert [(hit.page_id, hit.target) for hit in hits] == found


def test_a_line_that_was_found_says_its_amount(named):
    (hit,) = (hit for hit in find_hits(named, PAGES, "维修") if hit.kind == "明细")
    assert hit.text == "Office 楼 A座维修　12.35 万元"
