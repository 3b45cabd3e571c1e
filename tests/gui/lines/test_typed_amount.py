from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.gui.lines.typed_amount import exact_text, read_typed_amount, say_understood
from budgettool.money import AmountError


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("12.3", "万元", 12_300_000),
        ("1.5万", "元", 1_500_000),
        ("1.5万", "万元", 1_500_000),
        ("３００元", "万元", 30_000),
        ("2亿", "万元", 20_000_000_000),
        ("=1200*12", "元", 1_440_000),
        ("=1.5万+30元", "元", 1_503_000),
        ("=(1+2)*3/2", "元", 450),
        ("=-5+8", "元", 300),
        ("＝１２×３", "元", 3_600),
        ("￥1,234.50", "元", 123_450),
        ("−7", "元", -700),
        ("=10/3", "元", 333),
    ],
)
def test_amounts_are_understood_as_typed(text, unit, fen):
    assert read_typed_amount(text, unit).fen == fen


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1e5", "=1+", "=1/0", "=(1", "1_000", "0.001", "=2**9", "9" * 81, "=__import__"],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountError):
        read_typed_amount(text, "元")


def test_what_was_understood_is_said_in_both_units():
    amount = read_typed_amount("=1200*12", "元")
    assert not amount.plain
    assert say_understood(amount, "元") == "= 14,400 元（1.44 万元）"
    assert "四舍五入" in say_understood(read_typed_amount("=10/3", "元"), "元")


@given(st.integers(-(10**15), 10**15), st.sampled_from(["元", "万元"]))
def test_the_text_of_an_edited_amount_is_exact(fen, unit):
    assert read_typed_amount(exact_text(fen, unit), unit).fen == fen


@given(st.text("0123456789.+-*/()万元亿= ", max_size=30))
def test_any_text_is_an_amount_or_refused(text):
    with suppress(AmountError):
        read_typed_amount(text, "万元")
