"""The sample of the project, which is the case behind a real published packet."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from budgettool.codes import load_classification
from budgettool.importing import Register, compare, propose_files
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.packet import derive

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLE = Path(__file__).parents[1] / "templates" / "sample"


@pytest.fixture(scope="session")
def henan():
    return find_pack("henan-2020", pack_folders())


@pytest.fixture(scope="session")
def classification():
    return load_classification(2020)


@pytest.fixture(scope="session")
def sample_facts(henan, classification):
    """The sample's lines and fields, as the program itself imports them."""
    department = Department(
        "016", "临溪市人民政府办公室", "临溪市政府办公室", "临溪市人民政府办公室"
    )
    facts = Facts(2020, department)
    register = Register(2020, (), henan.vocabulary, classification, text=henan.text)
    files = [SAMPLE / f"{name}.csv" for name in ("expenditure", "income", "units", "fields")]
    ids = (f"id{number}" for number in itertools.count())
    difference = compare(propose_files(files, register), facts, "append", lambda: next(ids))
    added = difference.added
    return replace(
        facts,
        units=tuple(row for row in added if isinstance(row, Unit)),
        projects=tuple(row for row in added if isinstance(row, Project)),
        lines=tuple(row for row in added if isinstance(row, ExpenditureLine | IncomeLine)),
        fields={each.key: each.after for each in difference.filled},
    )


@pytest.fixture(scope="session")
def sample(sample_facts, henan, classification):
    return derive(sample_facts, henan, classification)
