"""Lines of a small department under the line rules."""

from dataclasses import replace
from functools import cache

import pytest

from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, Line, Project, Unit
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.context import Context
from budgettool.rules.lines import LINE_RULES
from budgettool.rules.lines.asking import LineChecks
from budgettool.rules.mending import one_edit
from budgettool.rules.rule import as_packed

UNITS = (
    Unit("u0", "016", "临溪市人民政府办公室", "汇总"),
    Unit("u1", "016001", "机关本级", "行政", "016"),
    Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016"),
    Unit("u3", "016003", "机关后勤组", "行政", "016001", merged=True),
)
PROJECTS = (Project("p1", "电子平台建设", nature="项目支出/专项资金"), Project("p2", "其他项目"))
SOUND = ExpenditureLine(
    "e1",
    unit="016001",
    function="2010301",
    department_economic="30201",
    nature="基本支出/公用经费",
    source="一般公共预算/财政拨款",
    amount=100_000,
)


codes_of = cache(load_classification)


class Small:
    """A small book under check, which a test may change."""

    def __init__(self, pack):
        self.pack = pack
        self.year = 2020
        self.overlays = ()
        self.units = UNITS
        self.drafts = {}

    def checks(self, *lines: Line) -> LineChecks:
        facts = Facts(self.year, Department("016", "临溪市人民政府办公室"), self.units, PROJECTS)
        classification = codes_of(self.year, self.overlays)
        self.cube = open_cube(self.pack, replace(facts, lines=lines), classification)
        context = Context(self.pack, facts, self.cube, self.drafts)
        checks = LineChecks(context, LINE_RULES, as_packed(PROGRAM_RULES, self.pack))
        checks.all()
        return checks

    def found(self, *lines: Line) -> list[tuple[str, str, str]]:
        findings = self.checks(*lines).findings()
        return sorted((each.code, each.level, each.place.field) for each in findings)

    def mended(self, *lines: Line) -> list[Line]:
        """Make every mend that is offered."""
        fixes = [each.fix for each in self.checks(*lines).findings() if each.fix]
        edit = one_edit(self.cube, fixes)
        fields = {change.line: dict(change.fields) for change in edit.changes}
        kept = (line for line in lines if line.id not in edit.removed)
        return [replace(line, **fields.get(line.id, {})) for line in kept]


@pytest.fixture
def small(henan):
    return Small(henan)


@pytest.fixture
def line():
    def changed(**fields):
        return replace(SOUND, **fields)

    return changed
