"""The text of a real publication against the book whose tables it tells of: last year is known."""

from pathlib import Path

import pytest

from budgettool.importing.typed_text import read_text, sections_of
from budgettool.rules.text.checking import check_text
from tests.rules.text.conftest import known

TEXT = Path(__file__).parents[2] / "data" / "published_text_2020.txt"
COUNTS = {"vehicles.general": "4", "vehicles.law": "0", "vehicles.other": "0",
          "equipment.general": "0", "equipment.special": "0", "transfers": "0"}  # fmt: skip
FOUND = {
    "D09": ["列出的单位没有登记", "没有列出登记的单位"],
    "BT2": [
        "“三公”经费的增减幅度写 15.50%，应为 28.38%",
        "“三公”经费的增减额写 16万元，应为 34.55 万元",
        "公务用车购置费的增减幅度写 12.50%，应为 0.00%",
        "公务用车购置费的增减额写 2万元，应为 0 万元",
    ],
    "BT3": ["公务用车购置费写“增加”，应为“持平”", "公务用车购置费写“增幅”，应为“持平”"],
    "BT6": [
        "公务用车购置及运行费写 41.2 万元，各项 25.2 万元 + 18 万元 = 43.2 万元",
        "公务用车购置费写 18万元，预算08表为 16 万元",
    ],
    "BT12": ["机关运行经费减少，没有写原因"],
}


@pytest.fixture
def check(book):
    made = book(COUNTS | known())
    lines = read_text(TEXT)

    def found(lines=lines):
        sections = sections_of(lines, made.text)
        return check_text(made.packet.pack, sections, made.quantities, made.packet.sheets)

    found.lines = lines
    return found


def messages(result, code):
    told = (each.message.split("：")[0] for each in result.findings if each.code == code)
    return sorted(told)


def test_what_the_publication_has_wrong_is_told_against_last_year_too(check):
    result = check()
    assert {code: messages(result, code) for code in FOUND} == {
        code: sorted(told) for code, told in FOUND.items()
    }
    assert {each.code for each in result.findings} - set(FOUND) <= {"BT4", "BT10", "BT11", "B11.2"}
    assert result.unknown == {}


@pytest.mark.parametrize(("right", "wrong"), [("121.20万元", "121.21万元"), ("有0项", "有1项")])
def test_what_tables_alone_cannot_tell_a_book_can(check, right, wrong):
    lines = [line.replace(right, wrong) for line in check.lines]
    assert lines != check.lines
    assert len(check(lines).findings) == len(check().findings) + 1
