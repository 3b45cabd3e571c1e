"""A small book under the rules about the book."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.packs.rule import RuleBook
from budgettool.rules.book import BOOK_RULES
from budgettool.rules.book.asking import BookChecks
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.context import Context
from budgettool.rules.rule import as_packed

SOUND = Facts(
    2020,
    Department("016", "临溪市人民政府办公室"),
    units=(
        Unit("u0", "016", "临溪市人民政府办公室", "汇总"),
        Unit("u1", "016001", "机关本级", "行政", "016", headcount=2),
    ),
    projects=(Project("p1", "平台建设", nature="项目支出/专项资金"),),
)
GRANT = "一般公共预算/财政拨款"


class SmallBook:
    """A book that a test changes part by part."""

    def __init__(self, pack):
        self.pack = pack
        self.classification = load_classification(2020)
        self.facts = SOUND

    def facts_with(self, lines=(), **parts):
        fields = MappingProxyType(parts.pop("fields", {}))
        return replace(SOUND, lines=tuple(lines), fields=fields, **parts)

    def checks(self, lines=(), settings=None, **parts):
        pack = self.pack
        if settings is not None:
            pack = replace(pack, rules=RuleBook(settings=settings))
        facts = self.facts_with(lines, **parts)
        self.cube = open_cube(pack, facts, self.classification)
        packed = as_packed(PROGRAM_RULES, replace(pack, rules=RuleBook()))
        checks = BookChecks(Context(pack, facts, self.cube), BOOK_RULES, packed)
        checks.all()
        return checks

    def found(self, code, lines=(), **parts):
        findings = self.checks(lines, **parts).findings()
        return [finding for finding in findings if finding.code == code]


@pytest.fixture
def book(henan):
    return SmallBook(henan)


@pytest.fixture
def spent():
    """Make a line of expenditure."""
    sound = ExpenditureLine(
        "e1",
        unit="016001",
        function="2010301",
        department_economic="30201",
        nature="基本支出/公用经费",
        source=GRANT,
        amount=100,
    )
    return lambda amount=100, **fields: replace(sound, amount=amount, **fields)


@pytest.fixture
def earned():
    """Make a line of income."""
    return lambda amount=100, **fields: replace(
        IncomeLine("i1", unit="016001", source=GRANT), amount=amount, **fields
    )
