"""After any edits, what was followed is what asking from nothing gives."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CHANGES = {
    "unit": ["016001", "016002", "016", "017", None],
    "function": ["2010301", "2010350", "20103", "2010398"],
    "department_economic": ["30101", "30201", "30202", "30210", None],
    "government_economic": ["50201", "50502", None],
    "nature": ["基本支出/公用经费", "项目支出/专项资金", None],
    "source": ["一般公共预算/财政拨款", "一般公共预算/债务收入"],
    "project": [None, "其他项目"],
    "amount": [None, 0, 1, 100_000, -100_000],
    "measure": ["amount", "prior"],
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["e1", "e2", "e3", "e4"]),
        st.one_of(
            st.just(None),
            st.sampled_from(sorted(CHANGES)).flatmap(
                lambda field: st.tuples(st.just(field), st.sampled_from(CHANGES[field]))
            ),
            st.tuples(st.just("draft"), st.sampled_from(["", "不是数字"])),
        ),
    ),
    max_size=12,
)


def apply(small, lines, name, change):
    if change is None:
        lines.pop(name, None)
        small.cube.remove(name)
    elif change[0] == "draft":
        small.drafts.pop((name, "amount"), None)
        if change[1]:
            small.drafts[name, "amount"] = change[1]
    else:
        lines[name] = replace(lines.get(name, lines["sound"]), id=name, **dict([change]))
        small.cube.put(lines[name])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_following_is_asking_from_nothing(small, line, edits):
    small.drafts = {("e9", "amount"): ""}
    lines = {each: line(id=each) for each in ("sound", "e1", "e2")}
    checks = small.checks(*lines.values())
    cube = small.cube
    for name, change in edits:
        small.cube = cube
        before = dict(checks.found)
        apply(small, lines, name, change)
        concerned = checks.follow([name])
        anew = small.checks(*lines.values())
        assert sorted(checks.findings(), key=repr) == sorted(anew.findings(), key=repr)
        assert checks.counts() == +anew.counts()
        after = dict(checks.found)
        changed = {one for one in {*before, *after} if before.get(one) != after.get(one)}
        assert changed <= concerned


def test_many_lines_alike_are_followed_at_once(small, line):
    lines = [line(id=f"e{number}") for number in range(3_000)]
    checks = small.checks(*lines)
    assert len(checks.found) == 3_000
    for each in lines[1:]:
        small.cube.remove(each.id)
    checks.follow(each.id for each in lines)
    assert not checks.found


def test_the_findings_are_counted_without_being_made(small, line):
    lines = [line(id=f"e{n}", function="2010398", amount=n) for n in range(1_000)]
    checks = small.checks(*lines)
    assert checks.counts() == Counter(finding.level for finding in checks.findings())
