"""What is published lacks what is secret, balances as before, and shows no telephone number."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project
from budgettool.sheets.packet import derive
from budgettool.sheets.publishing import publish, publish_packet

GRANT = "一般公共预算/财政拨款"


def secret(amount, **fields):
    line = ExpenditureLine("s", unit="016001", source=GRANT, amount=amount, secret=True)
    return replace(line, **fields)


def income(line_id, amount, unit="016001", source=GRANT):
    return IncomeLine(line_id, unit, source, None, amount)


def published(henan, *lines, **parts):
    return publish(Facts(2020, Department("016", "办公室"), lines=lines, **parts), henan)


def amounts(result):
    return {line.id: line.amount for line in result.facts.lines}


@pytest.mark.parametrize(
    ("amount", "left"),
    [(1, {"a": 99, "b": 50, "c": 70}), (120, {"b": 30, "c": 70}), (150, {"c": 70})],
)
def test_as_much_income_of_the_same_source_is_left_out(henan, amount, left):
    lines = [income("a", 100), income("b", 50, "016002"), income("c", 70, source="事业收入")]
    result = published(henan, secret(amount), *lines)
    assert amounts(result) == left
    assert sum(result.expenditure.values()) == sum(result.income.values()) == amount


def test_income_that_does_not_suffice_is_told(henan):
    result = published(henan, secret(101), income("a", 100))
    assert amounts(result) == {}
    assert (dict(result.expenditure), dict(result.income)) == (
        {("amount", GRANT): 101},
        {("amount", GRANT): 100},
    )


def test_a_project_with_secret_lines_only_is_not_named(henan):
    projects = (Project("p", "甲工程"), Project("q", "乙工程"))
    fields = MappingProxyType(
        {("project", "p", "use", 0): "用途", ("project", "q", "use", 0): "用"}
    )
    result = published(henan, secret(1, project="甲工程"), projects=projects, fields=fields)
    assert [project.name for project in result.facts.projects] == ["乙工程"]
    assert list(result.facts.fields) == [("project", "q", "use", 0)]


def test_contacts_are_masked(henan):
    fields = MappingProxyType(
        {
            ("project", "p", "phone", 0): "0391-6633001",
            ("project", "p", "contact", 0): "张晓明",
            ("project", "p", "overview", 0): "请联系李华 13800138000",
        }
    )
    masked = published(henan, fields=fields).facts.fields
    assert list(masked.values()) == ["039*****3001", "张**", "请联系李* 138****8000"]


@pytest.mark.parametrize(
    "key",
    [("department", "", "prior.收入总计", 0), ("project", "p", "total", 0)],
)
def test_an_amount_with_the_digits_of_a_telephone_number_is_no_personal_data(henan, key):
    fields = MappingProxyType({key: "13800138000"})
    assert published(henan, fields=fields).facts.fields == fields


def test_a_telephone_number_typed_in_place_of_an_amount_is_masked(henan):
    fields = MappingProxyType({("project", "p", "total", 0): "问 13800138000"})
    assert list(published(henan, fields=fields).facts.fields.values()) == ["问 138****8000"]


def test_published_tables_balance(sample, henan, classification):
    spending = next(line for line in sample.facts.lines if isinstance(line, ExpenditureLine))
    marked = tuple(
        replace(line, secret=True) if line is spending else line for line in sample.facts.lines
    )
    facts = publish(replace(sample.facts, lines=marked), henan).facts
    cube = derive(facts, henan, classification).cube
    withheld = sample.cube.balance.expenditure() - cube.balance.expenditure()
    assert withheld == spending.amount
    assert all(income == spent for income, spent in cube.balance.by_source().values())


def test_a_packet_without_anything_to_withhold_is_published_as_it_is(sample):
    plain = replace(sample, facts=replace(sample.facts, fields={}))
    assert publish_packet(plain)[0] is plain


def test_people_and_telephones_of_the_forms_are_masked(sample):
    sheets = {sheet.id: sheet for sheet in publish_packet(sample)[0].sheets}
    shown = {cell.text for row in sheets["11/车辆购置"].body for cell in row.cells}
    assert {"周**", "039*****0000"} <= shown
    assert not {"周以宁", "0391-0000000"} & shown


def test_a_packet_with_secrets_is_derived_anew(sample, henan, classification):
    spending = next(line for line in sample.facts.lines if isinstance(line, ExpenditureLine))
    marked = tuple(
        replace(line, secret=True) if line is spending else line for line in sample.facts.lines
    )
    packet = derive(replace(sample.facts, lines=marked), henan, classification)
    outward, published = publish_packet(packet)
    assert published.lines == 1
    assert outward.cube.balance.expenditure() == packet.cube.balance.expenditure() - spending.amount
