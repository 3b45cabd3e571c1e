"""The sample of the project, which is the case behind a real published packet."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from budgettool.codes import load_classification
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.packet import derive

SAMPLE = Path(__file__).parents[1] / "templates" / "sample"


@pytest.fixture(scope="session")
def henan():
    return find_pack("henan-2020", pack_folders())


@pytest.fixture(scope="session")
def classification():
    return load_classification(2020)


@pytest.fixture(scope="session")
def sample_facts(henan):
    vocabulary = henan.vocabulary
    units = tuple(
        Unit(
            row["单位代码"],
            row["单位代码"],
            row["单位名称"],
            row["单位类型"],
            row["上级单位"] or None,
        )
        for row in _rows("units.csv")
    )
    expenditure = [
        ExpenditureLine(
            id=f"e{number}",
            unit=row["单位代码"],
            function=row["功能科目"].split()[0],
            department_economic=row["部门经济科目"].split()[0],
            nature=vocabulary.resolve("nature", row["支出性质"]),
            source=vocabulary.resolve("source", row["资金来源"]),
            project=row["项目名称"] or None,
            amount=_fen(row["金额（万元）"]),
        )
        for number, row in enumerate(_rows("expenditure.csv"))
    ]
    income = [
        IncomeLine(
            id=f"i{number}",
            unit=row["单位代码"],
            source=vocabulary.resolve("source", row["资金来源"]),
            amount=_fen(row["金额（万元）"]),
        )
        for number, row in enumerate(_rows("income.csv"))
    ]
    department = Department(
        "016", "临溪市人民政府办公室", "临溪市政府办公室", "临溪市人民政府办公室"
    )
    return Facts(2020, department, units, (), (*expenditure, *income))


@pytest.fixture(scope="session")
def sample(sample_facts, henan, classification):
    return derive(sample_facts, henan, classification)


def _rows(name):
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _fen(text):
    return int(Decimal(text) * 1_000_000)
