"""A check of a small book with everything in it that a report speaks of."""

from datetime import datetime, timedelta, timezone

import pytest

from budgettool.book.decisions import Decision
from budgettool.cube.scope import open_cube
from budgettool.exporting.checkreport import About, make_report
from budgettool.packs.reference import parse_reference
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.equations import Residue
from budgettool.rules.finding import CellPlace, Finding, LinePlace, SubjectPlace
from budgettool.rules.result import CheckResult
from budgettool.rules.rule import as_packed
from budgettool.rules.waivers import judge
from budgettool.rules.words import FindingWords

AT = datetime(2020, 1, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def source_finding(source, income, spent):
    return Finding(
        "D01", "H", SubjectPlace("source", source), f"{source}的收入与支出不相等", "补齐收入",
        expected=income, found=spent, unit="万元", cause="D01",
    )  # fmt: skip


def cell_finding():
    return Finding(
        "B01.1", "H", CellPlace(parse_reference("01.收入合计[金额]")), "收入合计与支出合计不相等",
        "逐项核对", expected=1_000_000, found=2_000_000, unit="万元", decimals=1, cause="D01",
    )  # fmt: skip


def running(line):
    return Finding("L10", "S", LinePlace(line, "function"), "行政运行不用于事业单位", "改科目")


def waiver_of(finding, digest=None):
    said = (finding.message, "历年如此", "张三")
    digest = digest or finding.digest
    return Decision("waive", finding.code, finding.key, digest, *said, AT)


@pytest.fixture(scope="session")
def make(sample_facts, henan, classification):
    """Make the report of some findings; those of `waived` were answered for."""
    cube = open_cube(henan, sample_facts, classification)
    words = FindingWords(henan, cube.dimensions, sample_facts.lines)
    rules = as_packed(PROGRAM_RULES, henan)

    def report(*findings, waived=(), dead=(), **more):
        waivers = {each.key: waiver_of(each) for each in waived}
        waivers |= {each.key: waiver_of(each, "other") for each in dead}
        about = About(
            "临溪市人民政府办公室", 2020, "样例.ysb", "明细 107 条", henan, "0.1.0", AT,
            code="016", notices=("内置科目表不是官方科目书",),
        )  # fmt: skip
        everything = (*findings, *waived, *dead)
        return make_report(
            about, CheckResult(rules, everything, **more), judge(everything, waivers), words
        )

    return report


@pytest.fixture
def report(make, sample_facts):
    first, second, third = (line.id for line in sample_facts.lines[:3])
    return make(
        source_finding("财政拨款", 1_000_000, 2_000_000),
        cell_finding(),
        running(first),
        waived=(running(second),),
        dead=(running(third),),
        unknown={"B05.1": "没有预算03表"},
        residues=(Residue("B02.1", parse_reference("02.合计[总计]"), 100_000),),
    )
