"""A check in words: one problem a cause, worst first; what is waived, unknown, passed."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from budgettool.exporting.checkreport import as_record
from budgettool.exporting.checkreport.report import first_of_each, same_cause, waived_together
from budgettool.model import ExpenditureLine
from budgettool.rules.finding import Finding, LinePlace

GUIDE = Path(__file__).parents[3] / "docs" / "guide.md"


def running(line):
    return Finding("L10", "S", LinePlace(line, "function"), "行政运行不用于事业单位", "改科目")


def test_findings_of_one_cause_are_one_problem_and_the_worst_is_first(report):
    first, *rest = report.problems
    assert [each.finding.code for each in (first.first, *first.others)] == ["D01", "B01.1"]
    assert [each.first.finding.code for each in rest] == ["L10", "L10"]
    assert report.conclusion() == "发现错误 2 处、核实 2 处；有错误，不能定稿"


@pytest.mark.parametrize(
    ("sealed", "said"), [(False, "不能定稿"), (True, "不能公开"), (None, "要改正")]
)
def test_the_conclusion_says_what_errors_stand_against(report, sealed, said):
    about = replace(report.about, sealed=sealed)
    assert replace(report, about=about).conclusion().endswith(f"；有错误，{said}")


def test_a_place_and_its_amounts_are_said_as_printed(report):
    first = report.problems[0].others[0]
    assert first.place == "预算01表 收入合计［金额］"
    assert first.amounts == "应为 1.0，现为 2.0，差 1.0 万元（10,000 元）"


def test_what_must_not_exceed_something_is_not_said_to_equal_it(make, report):
    finding = replace(report.problems[0].others[0].finding, code="B02.2")
    assert make(finding).problems[0].first.amounts.startswith("不应大于 1.0，")


def test_what_one_rule_found_in_many_lines_is_in_the_order_of_the_lines(make, sample_facts):
    spent = (line for line in sample_facts.lines if isinstance(line, ExpenditureLine))
    lines = [line.id for line in islice(spent, 12)]
    same = (replace(running(line), cause="L10 2010301") for line in reversed(lines))
    (problem,) = make(*same).problems
    assert problem.first.place == "支出第 1 行 功能科目"
    said = "同一原因另有 11 处：支出第 2 行 功能科目；支出第 3 行 功能科目；……"
    assert same_cause(problem, 2) == said


def test_waivers_in_the_same_words_are_told_once(make, sample_facts):
    report = make(waived=[running(line.id) for line in sample_facts.lines[:3]])
    assert [count for _, count in waived_together(report.waived)] == [3]


def test_a_dead_waiver_stands_with_its_finding(report):
    dead = [each.dead.reason for each in report.open() if each.dead]
    assert dead == ["历年如此"]


def test_a_rule_passed_only_if_it_was_asked_and_found_nothing(report):
    passed = {rule.code for rule in report.passed}
    assert "B01.2" in passed
    assert not passed & {"B01.1", "D01", "L10", "B05.1"}


def test_nothing_found_is_said(make):
    assert make().conclusion() == "没有发现问题"


def test_of_each_rule_only_the_first_are_kept(report):
    kept, left = first_of_each(report.problems, 1)
    assert [each.first.finding.code for each in kept] == ["D01", "L10"]
    assert [(rule.code, count) for rule, count in left] == [("L10", 1)]


def test_the_record_has_every_finding_once(report):
    record = as_record(report)
    problems = [
        finding["code"] for each in record["problems"] for finding in (each, *each["same_cause"])
    ]
    assert problems == ["D01", "B01.1", "L10", "L10"]
    assert record["counts"] == {
        "H": 2, "S": 2, "I": 0, "waived": 1,
        "passed_rules": len(report.passed), "unknown_rules": 1, "residues": 1,
    }  # fmt: skip
    assert record["problems"][0]["difference_fen"] == 1_000_000
    assert record["waived"][0]["waiver"]["who"] == "张三"
    assert record["unknown"][0]["reason"] == "没有预算03表"


def keys_in(record):
    for key, value in record.items():
        yield key
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, dict):
                yield from keys_in(each)


def test_the_guide_names_every_key_of_the_record(report):
    told = GUIDE.read_text(encoding="utf-8").split("## 审核")[1].split("\n## ")[0]
    known = {"id", "name", "version"}  # of the pack
    assert {key for key in keys_in(as_record(report)) if f"`{key}`" not in told} <= known
