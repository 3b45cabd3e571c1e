from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from budgettool.codes import load_classification
from budgettool.importing import Register, propose

SAMPLE = Path(__file__).parents[2] / "templates" / "sample"


@pytest.fixture(scope="module")
def empty_register(henan):
    return Register(2020, (), henan.vocabulary, load_classification(2020), text=henan.text)


@pytest.fixture(scope="module")
def from_csv(empty_register):
    units = propose(SAMPLE / "units.csv", empty_register)
    known = empty_register.with_units(units.units)
    lines = propose(SAMPLE / "income.csv", known) + propose(SAMPLE / "expenditure.csv", known)
    projects = {line.project for line in lines.expenditure if line.project}
    return units + lines + propose(SAMPLE / "fields.csv", known.with_projects(projects))


def test_the_sample_is_taken_in_whole(from_csv):
    assert not from_csv.problems
    assert not from_csv.notices
    assert [len(from_csv.units), len(from_csv.income), len(from_csv.expenditure)] == [4, 4, 103]
    for lines in (from_csv.income, from_csv.expenditure):
        assert sum(line.amount for line in lines) == 1_991_600_000
    assert len(from_csv.fields) == 726


def test_the_goods_of_the_sample_are_what_was_published(from_csv):
    kinds = Counter()
    for line in from_csv.expenditure:
        kinds[line.procurement] += line.amount
    assert kinds == {"货物": 42_000_000, None: 1_949_600_000}


def test_an_accountants_workbook_holds_the_same(from_csv, empty_register):
    workbook = propose(SAMPLE / "sample.xlsx", empty_register)
    assert not workbook.problems
    assert not workbook.notices
    assert workbook.units == from_csv.units
    assert Counter(workbook.income) == Counter(from_csv.income)
    assert Counter(workbook.expenditure) == Counter(from_csv.expenditure)
    assert workbook.fields == from_csv.fields


def test_every_government_code_of_the_sample_follows(from_csv):
    assert {line.government_economic for line in from_csv.expenditure} == {None}
    assert replace(from_csv.expenditure[0], id="x").id == "x"
