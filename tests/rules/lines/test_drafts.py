"""A text that is no value is an error at its field, and the only one there."""

import pytest


@pytest.mark.parametrize(
    ("field", "text", "code", "said"),
    [
        ("function", "20103019", "L01", "没有这个科目"),
        ("department_economic", "办公废", "L02", "办公费"),
        ("government_economic", "59", "L03", "59"),
        ("nature", "公用", "L05", "没有叫“公用”的支出性质"),
        ("source", "财政贷款", "L11", "没有叫“财政贷款”的资金来源"),
        ("unit", "016009", "L07", "单位表里没有“016009”"),
        ("amount", "1,00", "L08", "逗号要三位一隔"),
        ("procurement", "劳务", "L12", "劳务"),
    ],
)
def test_a_draft_is_an_error_of_its_field(small, line, field, text, code, said):
    small.drafts = {("e1", field): text}
    found = list(small.checks(line(**{field: None})).findings())
    assert [(f.code, f.level, f.place.field) for f in found if f.place.field == field] == [
        (code, "H", field)
    ]
    assert said in next(f.message for f in found if f.place.field == field)


def test_a_long_draft_is_said_shortly(small, line):
    small.drafts = {("e1", "unit"): "长" * 5_000}
    (finding,) = small.checks(line(unit=None)).found["e1"]
    assert len(finding.message) < 100


def test_a_draft_that_is_gone_is_no_finding(small, line):
    small.drafts = {("e1", "amount"): "一百"}
    checks = small.checks(line())
    assert len(checks.found["e1"]) == 1
    small.drafts.clear()
    assert checks.follow(["e1"]) == {"e1"}
    assert not checks.found
