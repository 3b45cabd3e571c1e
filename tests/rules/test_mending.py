"""Rounding keeps totals: the largest line of the same unit and source takes the difference."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgettool.rules.finding import FigureChange, Fix, SectionPlace
from budgettool.rules.mending import MendError, one_edit


@pytest.fixture
def fine(line):
    return line(amount=1_234_567)


@pytest.fixture
def large(line):
    return line(id="e2", department_economic="30202", amount=9_000_000)


def amounts(lines):
    return {line.id: line.amount for line in lines}


def test_the_finding_says_what_it_would_be(small, fine):
    (finding,) = small.checks(fine).findings()
    assert (finding.expected, finding.found) == (1_200_000, 1_234_567)
    assert finding.message == "金额细于公布的 0.1 万元"


def test_the_difference_goes_to_the_largest_line(small, fine, large):
    assert amounts(small.mended(fine, large)) == {"e1": 1_200_000, "e2": 9_034_567}


def test_lines_of_another_source_take_nothing(small, fine, large, line):
    largest = line(id="e3", source="事业收入", amount=90_000_000)
    assert amounts(small.mended(fine, large, largest))["e3"] == 90_000_000


def test_all_at_once_leave_a_sound_total(small, fine, large, line):
    third = line(id="e3", department_economic="30205", amount=1_065_433)
    assert amounts(small.mended(fine, large, third)) == {
        "e1": 1_200_000, "e2": 9_000_000, "e3": 1_100_000
    }  # fmt: skip


def test_the_largest_line_itself_is_not_rounded(small, fine):
    (finding,) = small.checks(fine).findings()
    with pytest.raises(MendError, match="金额最大"):
        one_edit(small.cube, [finding.fix])


def test_what_rounds_to_nothing_is_not_offered(small, line):
    (finding,) = small.checks(line(amount=49_999)).findings()
    assert (finding.code, finding.fix, finding.expected) == ("L14", None, None)


def test_lines_that_are_merged_are_not_rounded_too(small, fine, large):
    mended = amounts(small.mended(fine, replace(fine, id="e3"), large))
    assert mended == {"e1": 2_469_134, "e2": 9_000_000}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.tuples(
            st.integers(-300_000, 5_000_000),
            st.sampled_from(["事业收入", "其他收入"]),
            st.sampled_from(["30201", "30202", "30205", "30206"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_totals_stay_whatever_is_rounded_or_merged(small, line, lines):
    made = [
        line(id=f"e{number}", amount=amount, source=source, department_economic=code)
        for number, (amount, source, code) in enumerate(lines)
    ]
    fixes = [finding.fix for finding in small.checks(*made).findings() if finding.fix]
    try:
        one_edit(small.cube, fixes)
    except MendError:
        return
    assert totals(small.mended(*made)) == totals(made)


def totals(lines):
    sums = Counter()
    for each in lines:
        sums[each.source] += each.amount
    return {source: amount for source, amount in sums.items() if amount}


def field_at(start, end, source):
    place = SectionPlace("general", 0, start, end)
    return Fix("换成数字", figures=(FigureChange(place, source, "金额", "1.00万元"),))


def test_of_two_mends_in_the_same_words_the_first_counts(small):
    small.checks()
    fixes = [field_at(2, 6, "一"), field_at(4, 8, "二"), field_at(8, 10, "三")]
    joined = one_edit(small.cube, fixes)
    assert [change.source for change in joined.figures] == ["一", "三"]
    assert joined.label == "换成数字等 3 处"
