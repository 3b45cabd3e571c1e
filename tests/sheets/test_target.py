"""Targets of indicators: read, written, and every one that was really published."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.sheets.target import Target, parse_target, quantity

PUBLISHED = json.loads(
    (Path(__file__).parents[1] / "data" / "published_forms_2020.json").read_text(encoding="utf-8")
)
UNITS = ["", "%", "‰", "件", "人次", "万元", "元/人", "平方米", "㛃"]


def published_targets():
    values = [each["指标值"] for each in PUBLISHED["10"]["indicators"]]
    for project in PUBLISHED["11"]["projects"]:
        values += [each["目标值"] for each in project["indicators"]]
    return [value or "" for value in values]


def test_every_published_target_is_given_back_as_it_was():
    texts = published_targets()
    assert len(texts) == 27 + 158
    assert [str(parse_target(text)) for text in texts] == texts


def test_one_published_target_cannot_be_read():
    kinds = [parse_target(text).kind for text in published_targets()]
    assert [text for text in published_targets() if parse_target(text).kind == "unclear"] == [
        "=100%通过率"
    ]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "quantity": 57, "quality": 84, "blank": 43, "unclear": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("≥1746件", quantity("≥", Decimal(1746), "件")),
        ("1套", quantity("", Decimal(1), "套")),
        ("=100%", quantity("=", Decimal(100), "%")),
        ("＞＝９５％", quantity("≥", Decimal(95), "%")),
        (" <= 1,234.50 万元 ", quantity("≤", Decimal("1234.50"), "万元")),
        ("-3℃", quantity("", Decimal(-3), "℃")),
        ("大于上年度", Target("quality", words="大于上年度")),
        ("贫困户人均收入超1.8万", Target("quality", words="贫困户人均收入超1.8万")),
        ("", Target("blank")),
        (" \n", Target("blank")),
    ],
)
def test_targets_are_read(text, target):
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "=100%通过率",
        "≥",
        "80-90%",
        "5次以上",
        "95%左右",
        "==3",
        "1e5",
        "1_000件",
        "9" * 400,
        "≥上年",
    ],
)
def test_what_begins_as_a_quantity_and_is_none_is_unclear(text):
    assert parse_target(text) == Target("unclear", words=text)


@given(
    operator=st.sampled_from(["≥", "≤", ">", "<", "=", ""]),
    number=st.decimals(
        min_value=-(10**15) + 1, max_value=10**15 - 1, places=6, allow_nan=False
    ).map(lambda number: number.quantize(Decimal("0.01"))),
    unit=st.sampled_from(UNITS),
)
def test_what_is_written_is_read_as_it_was(operator, number, unit):
    target = quantity(operator, number, unit)
    assert parse_target(str(target)) == target


@given(st.text(max_size=60))
def test_any_text_is_read_and_reading_settles(text):
    target = parse_target(text)
    assert parse_target(str(target)) == target
