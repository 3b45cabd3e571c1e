"""After any edits, what was followed is what asking from nothing gives."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgettool.model import Ceiling, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reading import PackError
from budgettool.packs.rule import RuleBook
from budgettool.rules.book import BOOK_RULES
from budgettool.rules.book.asking import BookChecks
from budgettool.rules.book.settings import check_book_settings
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.context import Context
from budgettool.rules.rule import as_packed

CEILINGS = (
    Ceiling("c1", unit="016", amount=250),
    Ceiling("c2", project="平台建设", amount=50),
    Ceiling("c3", nature="基本支出", source="一般公共预算", amount=100),
)
CHANGES = {
    "unit": ["016001", "016002", None],
    "function": ["2010301", "2010302", None],
    "department_economic": ["30201", "30217"],
    "nature": ["基本支出/公用经费", "项目支出/专项资金"],
    "source": ["一般公共预算/财政拨款", "事业收入", None],
    "project": [None, "平台建设"],
    "amount": [None, 0, 90, 111, -100],
    "measure": ["amount", "prior"],
    "counterparty": [None, "016002"],
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["e1", "e2", "i1"]),
        st.one_of(
            st.none(),
            st.sampled_from(sorted(CHANGES)).flatmap(
                lambda field: st.tuples(st.just(field), st.sampled_from(CHANGES[field]))
            ),
        ),
    ),
    max_size=10,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_following_is_asking_from_nothing(book, spent, earned, edits):
    parts = {
        "ceilings": CEILINGS,
        "units": (*book.facts.units, Unit("u2", "016002", "办事处", "行政", "016", headcount=1)),
    }
    sound = {"e1": spent(), "e2": spent(id="e2"), "i1": earned(200)}
    lines = dict(sound)
    checks = book.checks(lines.values(), **parts)
    cube = book.cube
    for name, change in edits:
        if change is None:
            lines.pop(name, None)
            cube.remove(name)
        elif hasattr(sound[name], change[0]):
            lines[name] = replace(lines.get(name, sound[name]), **dict([change]))
            cube.put(lines[name])
        checks.follow([name])
        anew = book.checks(lines.values(), **parts)
        assert sorted(checks.findings(), key=repr) == sorted(anew.findings(), key=repr)
        assert checks.unknown == anew.unknown


def test_ceilings_and_fields_are_taken_over(book, spent):
    lines = [spent(100)]
    checks = book.checks(lines)
    checks.reread(book.facts_with(lines, ceilings=(Ceiling("c", amount=99),)))
    assert "D04" in {finding.code for finding in checks.findings()}
    assert "D04" not in checks.unknown
    checks.reread(book.facts_with(lines))
    assert checks.unknown["D04"] == "没有控制数"


def test_nothing_but_what_lacks_is_said_of_the_real_case(sample):
    packed = as_packed(PROGRAM_RULES, sample.pack)
    checks = BookChecks(Context(sample.pack, sample.facts, sample.cube), BOOK_RULES, packed)
    checks.all()
    assert list(checks.findings()) == []
    assert {"D04", "D05", "D06", "D07", "D08"} <= set(checks.unknown)


def test_every_rule_is_told_to_people_in_full():
    for each in BOOK_RULES:
        rule = each.rule
        assert all((rule.title, rule.scope, rule.mend, rule.basis, *rule.example)), rule.code


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021"])
def test_shipped_settings_are_understood(pack_id):
    check_book_settings(find_pack(pack_id, pack_folders()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"change": {"percent": -1}}, "settings.change.percent"),
        ({"change": {"by": "memo"}}, "settings.change.by"),
        ({"change": {"percents": 1}}, "settings.change.percents"),
        ({"official_spending": {"source": [{"fund": "没有"}]}}, "没有符合"),
        ({"running_costs": {"standard": {"行政": 0}}}, "settings.running_costs.standard.行政"),
        ({"running_costs": {"standard": {"企业": 1}}}, "应为单位类型"),
        ({"projects": {"total": "total", "unit": "亿元"}}, "settings.projects.unit"),
        ({"publication": {"days": 0}}, "settings.publication.days"),
        ({"publication": {"contact_fields": 1}}, "settings.publication.contact_fields"),
    ],
)
def test_a_mistake_in_settings_is_refused_by_place(henan, given, said):
    with pytest.raises(PackError) as refused:
        check_book_settings(replace(henan, rules=RuleBook(settings=given)))
    assert said in str(refused.value)
