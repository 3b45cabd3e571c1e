"""The sample of the project, which is the case behind a real published packet."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from budgettool.codes import load_classification
from budgettool.importing import Register, compare, propose_files
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.money import FEN_PER_UNIT, parse_amount
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.packet import derive

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_LABELS = {
    "资金用途": "use", "项目负责人": "leader", "联系人": "contact", "联系电话": "phone",
    "开始时间": "start", "结束时间": "end", "项目概况": "overview", "立项依据": "basis",
}  # fmt: skip
_AMOUNTS = {"项目总金额": "total", "上年度项目总金额": "prior_total", "项目上年度金额": "prior"}
_COLUMNS = {
    "一级指标": "level1", "二级指标": "level2", "三级指标": "name", "指标值": "value",
    "目标值": "value", "指标值说明": "note",
}  # fmt: skip

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


@pytest.fixture(scope="session")
def forms():
    """The forms 10 and 11 that were really published, as data."""
    path = Path(__file__).parent / "data" / "published_forms_2020.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def published_forms(sample_facts, forms, henan, classification):
    """The sample with the fields of the published forms in the place of its own."""
    form = forms["10"]
    fields = {("department", "", "goal", 0): form["fields"]["年度履职目标"]}
    for row, (name, content) in enumerate(form["fields"]["年度主要任务"]):
        fields["department", "", "task.name", row] = name
        fields["department", "", "task.content", row] = content
    fields |= _indicators("department", "", form["indicators"])
    ids = {project.name: project.id for project in sample_facts.projects}
    for project in forms["11"]["projects"]:
        fields |= _of_project(ids[project["项目名称"]], project)
    return derive(replace(sample_facts, fields=fields), henan, classification)


def _of_project(identity, project):
    said = {key: project[label] for label, key in _LABELS.items() if project[label]}
    for label, key in _AMOUNTS.items():
        said[key] = str(parse_amount(project[label], FEN_PER_UNIT["万元"]))
    fields = {("project", identity, key, 0): text for key, text in said.items()}
    return fields | _indicators("project", identity, project["indicators"])


def _indicators(kind, subject, rows):
    return {
        (kind, subject, f"indicator.{_COLUMNS[column]}", number): text
        for number, row in enumerate(rows)
        for column, text in row.items()
        if text
    }
