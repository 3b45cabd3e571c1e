"""The reference grammar: what is written can be read again, and mistakes are placed."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.packs.reference import (
    Call,
    CellReference,
    EachReference,
    Name,
    Number,
    Operation,
    ReferenceSyntaxError,
    cell_references,
    names,
    parse_expression,
    parse_reference,
)

WORDS = st.text(min_size=1, max_size=12)
PATHS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)


@given(WORDS, PATHS, PATHS)
def test_any_cell_can_be_written_and_read_again(table, row, column):
    reference = CellReference(table, row, column)
    assert parse_reference(str(reference)) == reference


@given(WORDS, WORDS, PATHS)
def test_any_column_of_an_axis_can_be_written_and_read_again(table, axis, column):
    reference = EachReference(table, axis, column)
    assert parse_expression(str(reference)) == reference


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(ReferenceSyntaxError):
        parse_expression(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05.合计[总计]", CellReference("05", ("合计",), ("总计",))),
        (
            "06.301/30101/50101[一般公共预算/小计]",
            CellReference("06", ("301", "30101", "50101"), ("一般公共预算", "小计")),
        ),
        ('"11.a"."智慧""城市"""[金额]', CellReference("11.a", ('智慧"城市"',), ("金额",))),
        ("sum(05[each 项, 总计])", Call("sum", (EachReference("05", "项", ("总计",)),))),
        ("本年/小计 - 上年", Operation("-", Name(("本年", "小计")), Name(("上年",)))),
        ("a / b", Operation("/", Name(("a",)), Name(("b",)))),
        (
            "2 * (甲 + 乙)",
            Operation("*", Number(Decimal(2)), Operation("+", Name(("甲",)), Name(("乙",)))),
        ),
        ("-甲", Operation("-", Number(Decimal(0)), Name(("甲",)))),
    ],
)
def test_expressions_are_read(text, expected):
    assert parse_expression(text) == expected


def test_minus_goes_from_left_to_right_and_times_first():
    assert parse_expression("a - b - c * d") == Operation(
        "-",
        Operation("-", Name(("a",)), Name(("b",))),
        Operation("*", Name(("c",)), Name(("d",))),
    )


def test_references_and_names_inside_an_expression_are_found():
    expression = parse_expression("rate(甲, 乙) + 01.合计[丙] - sum(05[each 项, 总计])")
    assert list(names(expression)) == [("甲",), ("乙",)]
    assert [str(found) for found in cell_references(expression)] == [
        "01.合计[丙]",
        "05[each 项, 总计]",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "05.合计[", "05.合计", "05[项, 总计]", "a +", "(a", "a b", '"a', "sum(", "a//b", "(" * 99],
)
def test_mistakes_are_refused_in_chinese(text):
    with pytest.raises(ReferenceSyntaxError, match=r"引用“.*”第 \d+ 个字符处"):
        parse_expression(text)


def test_a_reference_must_be_one_cell():
    with pytest.raises(ReferenceSyntaxError, match="应为一个单元格"):
        parse_reference("a + b")


def test_an_absurdly_long_text_is_refused():
    with pytest.raises(ReferenceSyntaxError, match="过长"):
        parse_expression("甲" * 3000)
