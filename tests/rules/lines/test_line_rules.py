"""Each rule about lines: one line that passes, and one that breaks it by the least."""

from dataclasses import replace

import pytest

from budgettool.model import IncomeLine
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.context import Context
from budgettool.rules.lines import LINE_RULES, RULES_OF_LINES
from budgettool.rules.lines.asking import LineChecks
from budgettool.rules.rule import as_packed

PAIR = {"government_economic": "50201"}
STAFF = {"department_economic": "30101", "nature": "基本支出/工资福利支出"}
PROJECT = {"function": "2010302", "nature": "项目支出/一般性项目", "project": "其他项目"}
INSTITUTION = {"unit": "016002", "function": "2010350"}
BOND = {"source": "一般公共预算/债务收入"}

CASES = [
    ({}, {"function": "2010398"}, "L01 S function"),
    ({}, {"function": "20103"}, "L01 H function"),
    ({}, {"function": "201030"}, "L01 H function"),
    ({}, {"function": None}, "L01 H function"),
    ({}, {"function": "2010301 行政运行"}, "L01 H function"),
    ({}, {"department_economic": "30210", **PAIR}, "L02 S department_economic"),
    ({}, {"department_economic": "302", **PAIR}, "L02 H department_economic"),
    ({}, {"department_economic": None}, "L02 H department_economic"),
    ({}, {"government_economic": "50210"}, "L03 S government_economic"),
    ({}, {"government_economic": "502"}, "L03 H government_economic"),
    (STAFF, {**STAFF, "department_economic": "30107"}, "L03 H government_economic"),
    (PAIR, {"government_economic": "50502"}, "L04 S government_economic"),
    (PAIR, {"government_economic": "50501"}, "L04 H government_economic"),
    (STAFF, {**STAFF, "nature": "基本支出/公用经费"}, "L05 H nature"),
    (STAFF, {**PROJECT, "department_economic": "30101"}, "L05 H nature"),
    ({}, {"nature": None}, "L05 H nature"),
    ({}, {"nature": "基本支出"}, "L05 H nature"),
    ({}, {"nature": "公用经费"}, "L05 H nature"),
    (PROJECT, {**PROJECT, "project": None}, "L06 H project"),
    (PROJECT, {**PROJECT, "project": "没有登记的项目"}, "L06 H project"),
    ({}, {"project": "其他项目"}, "L06 H project"),
    ({}, {"project": "电子平台建设"}, "L06 H nature"),
    ({}, {"unit": None}, "L07 H unit"),
    ({}, {"unit": "016009"}, "L07 H unit"),
    ({}, {"unit": "016", **PAIR}, "L07 H unit"),
    ({}, {"unit": "016003"}, "L07 H unit"),
    ({"counterparty": "016002"}, {"counterparty": "016001"}, "L07 H counterparty"),
    ({"counterparty": "016002"}, {"counterparty": "017"}, "L07 H counterparty"),
    ({}, {"amount": 0}, "L08 H amount"),
    ({}, {"amount": None}, "L08 H amount"),
    ({}, {"amount": -100_000}, "L08 S amount"),
    ({}, {"function": "2010350"}, "L10 S function"),
    (INSTITUTION, {**INSTITUTION, "function": "2010301"}, "L10 S function"),
    (BOND | PROJECT, BOND, "L11 S source"),
    ({}, {"source": None}, "L11 H source"),
    ({}, {"source": "财政拨款"}, "L11 H source"),
    ({}, {"source": "财政贷款"}, "L11 H source"),
    (
        {**PROJECT, "department_economic": "31002", "procurement": "货物"},
        {**PROJECT, "department_economic": "31002", "procurement": "服务"},
        "L12 I procurement",
    ),
    ({"procurement": "服务"}, {"procurement": "劳务"}, "L12 H procurement"),
    ({}, {"amount": 100_001}, "L14 I amount"),
]  # fmt: skip


@pytest.mark.parametrize(("passes", "breaks", "found"), CASES)
def test_a_line_passes_and_breaks_by_the_least(small, line, passes, breaks, found):
    assert small.found(line(**passes)) == []
    assert small.found(line(**breaks)) == [tuple(found.split())]


@pytest.mark.parametrize("breaks", [breaks for _, breaks, _ in CASES])
def test_an_offered_mend_mends(small, line, breaks):
    broken = line(**breaks)
    rest = line(id="e0", department_economic="30202", amount=900_000)
    if not any(finding.fix for finding in small.checks(broken).findings()):
        return
    assert small.found(*small.mended(broken, rest)) in ([], [("L14", "I", "amount")])


@pytest.mark.parametrize(
    ("breaks", "found"),
    [
        ({"unit": "016009"}, "L07 H unit"),
        ({"source": None}, "L11 H source"),
        ({"function": "2010398"}, "L01 S function"),
        ({"amount": 0}, "L08 H amount"),
        ({"amount": 1}, "L14 I amount"),
    ],
)
def test_income_is_asked_what_concerns_it(small, breaks, found):
    income = IncomeLine("i", "016001", "一般公共预算/财政拨款", amount=100_000)
    assert small.found(income) == []
    assert small.found(replace(income, **breaks)) == [tuple(found.split())]


def test_figures_of_other_years_are_not_asked(small, line):
    assert small.found(line(measure="prior", function="2010398", amount=0)) == []


@pytest.mark.parametrize("text", ["长" * 100_000, "9" * 100_000, " ", "\0", "=1+1", "²", "１"])
def test_hostile_texts_are_findings_of_a_bounded_length(small, line, text):
    fields = ("unit", "function", "department_economic", "government_economic", "nature", "source")
    broken = line(**dict.fromkeys((*fields, "project", "procurement", "counterparty"), text))
    found = list(small.checks(broken).findings())
    assert {finding.place.field for finding in found} >= set(fields)
    assert all(len(finding.message) < 400 for finding in found)


def test_every_rule_of_lines_has_a_pair():
    elsewhere = {"L09", "L13"}
    shown = {found.split()[0] for _, _, found in CASES}
    assert shown | elsewhere == {rule.code for rule in RULES_OF_LINES}


def test_every_rule_is_told_to_people_in_full():
    for rule in RULES_OF_LINES:
        assert all((rule.title, rule.scope, rule.mend, rule.basis, *rule.example)), rule.code


def test_nothing_is_found_in_the_lines_of_the_real_case(sample):
    context = Context(sample.pack, sample.facts, sample.cube)
    checks = LineChecks(context, LINE_RULES, as_packed(PROGRAM_RULES, sample.pack))
    checks.all()
    assert list(checks.findings()) == []
