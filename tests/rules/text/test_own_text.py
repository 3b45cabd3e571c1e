"""The text of the templates: nothing is found in it but what is truly missing."""

from dataclasses import replace

import pytest

from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.rules.text.checking import check_text
from tests.rules.text.conftest import LAST_YEAR, known

COUNTS = {"vehicles.general": "4", "vehicles.law": "0", "vehicles.other": "0",
          "equipment.general": "0", "equipment.special": "0", "transfers": "0",
          "duties": "承担会议服务。\n起草公文；"}  # fmt: skip
REASONS = {f"reason.{source}": "公务用车购置减少 2 万元；下降 3%。" for source in LAST_YEAR}


def odd(line):
    return replace(line, amount=(line.amount or 0) + 12_345)


def negative(line):
    return replace(line, amount=-(line.amount or 0))


def prior(line):
    amount = (line.amount or 0) * 9 // 10
    return (line, replace(line, id=f"p{line.id}", measure="prior", amount=amount))


FUND = "政府性基金/当年收入"


def with_fund(lines):
    unit = lines[0].unit
    return (
        *lines,
        IncomeLine("i", unit=unit, source=FUND, amount=30_000_000),
        ExpenditureLine("e", unit=unit, function="2120899", department_economic="30227",
                        nature="项目支出/专项资金", source=FUND, amount=30_000_000),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "last_year"),
    [
        (lambda lines: lines, known()),
        (lambda lines: lines, {}),
        (lambda lines: lines, {f"prior.{source}": "0" for source in LAST_YEAR}),
        (lambda lines: tuple(map(odd, lines)), known()),
        (lambda lines: tuple(map(negative, lines)), known()),
        (lambda lines: tuple(each for line in lines for each in prior(line)), {}),
        (with_fund, known()),
        (with_fund, {}),
    ],
)
def test_nothing_is_found_in_what_the_templates_write(book, sample_facts, change, last_year):
    made = book(COUNTS | REASONS | last_year, lines=change(sample_facts.lines))
    sections = made.document().sections
    result = check_text(made.packet.pack, sections, made.quantities, made.packet.sheets)
    assert [(each.code, each.message) for each in result.findings] == []
    assert result.unknown == {}


def test_reasons_that_were_not_given_are_missing_and_nothing_else(book):
    made = book(COUNTS | known() | dict.fromkeys(REASONS, ""))
    result = check_text(made.packet.pack, made.document().sections, made.quantities)
    assert {(each.code, each.part.split()[0]) for each in result.findings} == {
        ("BT12", source) for source in LAST_YEAR if source != "公务用车购置费"
    }


def test_an_empty_book_only_has_what_is_to_be_filled_in(book, sample_facts):
    nothing = {key: "" for _, _, key, _ in sample_facts.fields}
    made = book(nothing, units=(), projects=(), lines=())
    result = check_text(made.packet.pack, made.document().sections, made.quantities)
    assert {(each.code, each.level) for each in result.findings} <= {("BT11", "S")}
    assert all("【待填" in each.message for each in result.findings)


def test_the_longest_names_and_rare_characters_are_none_of_its_business(book, sample_facts):
    department = replace(sample_facts.department, full="镕㛃𫖯" * 20, short="")
    made = book(COUNTS | known() | REASONS, department=department)
    assert check_text(made.packet.pack, made.document().sections, made.quantities).findings == ()
