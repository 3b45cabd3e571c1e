"""Lines that are alike: one finding for a group, mended by one line with their sum."""

import pytest


def test_two_lines_alike_are_one_finding(small, line):
    (finding,) = small.checks(line(), line(id="e2", amount=300_000, memo="另一笔")).findings()
    assert (finding.code, finding.level, finding.place.line) == ("L09", "S", "e1")
    assert [place.line for place in finding.also] == ["e2"]


def test_the_finding_stands_with_each_of_the_lines(small, line):
    checks = small.checks(line(), line(id="e2"), line(id="e3", source="事业收入"))
    assert checks.found["e1"] == checks.found["e2"]
    assert dict(checks.found).keys() == {"e1", "e2"}
    assert sum(checks.counts().values()) == 1


def test_they_are_merged_into_one(small, line):
    assert small.mended(line(), line(id="e2", amount=300_000)) == [line(amount=400_000)]


@pytest.mark.parametrize(
    "other",
    [
        {"procurement": "服务"},
        {"secret": True},
        {"counterparty": "016002"},
        {"measure": "prior"},
        {"department_economic": "30202"},
    ],
)
def test_lines_that_are_counted_apart_are_not_alike(small, line, other):
    assert small.found(line(), line(id="e2", **other)) == []


def test_half_filled_lines_are_not_compared(small, line):
    assert "L09" not in {
        code for code, _, _ in small.found(line(unit=None), line(id="e2", unit=None))
    }


def test_a_waiver_of_a_double_dies_with_an_amount(small, line):
    (one,) = small.checks(line(), line(id="e2")).findings()
    (other,) = small.checks(line(), line(id="e2", amount=200_000)).findings()
    assert one.key == other.key
    assert one.digest != other.digest
