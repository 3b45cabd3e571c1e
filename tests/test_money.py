"""Money: what is understood, what is refused, and how figures are rounded and printed."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.money import (
    MAX_FEN,
    AmountError,
    exact_text,
    fen_from_decimal,
    format_fen,
    half_up,
    parse_amount,
    round_half_up,
    step,
    to_decimal,
)

YUAN, WAN = 100, 1_000_000
FEN = st.integers(-MAX_FEN, MAX_FEN)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("18", 1800),
        ("1,234.5", 123_450),
        ("１，２３４．５", 123_450),
        ("￥18", 1800),
        ("¥ 18.00", 1800),
        ("-0.01", -1),
        ("−3", -300),
        ("－3", -300),
        (" 7 ", 700),
        ("+7", 700),
        ("1.500", 150),
    ],
)
def test_amounts_are_read_as_people_write_them(text, fen):
    assert parse_amount(text, YUAN) == fen


@pytest.mark.parametrize(
    "text",
    ["1e5", "NaN", "1,23", "-", "", "1_000", "inf", "1.2.3", "0x10", "一百", "--1", "1 000", "¼"],
)
def test_what_is_no_amount_is_refused_and_named(text):
    with pytest.raises(AmountError, match="不是金额"):
        parse_amount(text, YUAN)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1e5", "科学计数法"),
        ("1,23", "三位一隔"),
        ("（5）", "写“-”"),
        ("△5.5", "写“-”"),
        ("12万元", "只写数字"),
        ("-", "不是数字"),
        ("NaN", "不是数字"),
    ],
)
def test_what_is_meant_as_an_amount_is_told_how_to_be_one(text, advice):
    with pytest.raises(AmountError, match=advice):
        parse_amount(text, WAN)


def test_nothing_finer_than_a_fen_is_rounded_away():
    with pytest.raises(AmountError, match="一分"):
        parse_amount("0.001", YUAN)
    assert parse_amount("0.000001", WAN) == 1


@pytest.mark.parametrize("text", ["9" * 41, "99999999999999999"])
def test_absurd_amounts_are_refused(text):
    with pytest.raises(AmountError):
        parse_amount(text, WAN)


@given(FEN, st.sampled_from([YUAN, WAN]))
def test_an_amount_survives_being_written_and_read(fen, unit):
    assert parse_amount(f"{to_decimal(fen, unit):f}", unit) == fen
    assert fen_from_decimal(to_decimal(fen, unit), unit) == fen


@given(FEN, st.sampled_from([(YUAN, 2), (YUAN, 0), (WAN, 1), (WAN, 2), (WAN, 6)]))
def test_published_figures_are_half_up_of_the_exact_amount(fen, places):
    unit, decimals = places
    expected = to_decimal(fen, unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(format_fen(fen, unit, decimals, thousands=False)) == expected


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (19_905_000_00, "1,990.5"),
        (0, "0.0"),
        (49_999, "0.0"),
        (-49_999, "0.0"),
        (50_000, "0.1"),
        (-50_000, "-0.1"),
        (-1_234_560_000, "-1,234.6"),
    ],
)
def test_wan_yuan_with_one_decimal(fen, text):
    assert format_fen(fen, WAN, 1) == text


def test_a_unit_has_only_so_many_places():
    assert step(WAN, 1) == 100_000
    with pytest.raises(ValueError, match="decimals"):
        step(YUAN, 3)


def test_rounding_leaves_the_small_difference_that_it_makes():
    parts = [333_333_333, 333_333_333, 333_333_334]
    assert sum(parts) == 1_000_000_000
    printed = half_up([*parts, sum(parts)], 100_000, {3: (0, 1, 2)})
    assert printed[3] - sum(printed[:3]) == 100_000


@given(FEN, st.integers(1, 10**9))
def test_rounding_moves_by_half_a_step_at_most(fen, step_fen):
    rounded = round_half_up(fen, step_fen)
    assert rounded % step_fen == 0
    assert 2 * abs(rounded - fen) <= step_fen
    assert round_half_up(-fen, step_fen) == -rounded


@pytest.mark.parametrize(
    ("fen", "unit", "text"),
    [
        (1_990_500_000, "万元", "1,990.5 万元"),
        (1, "元", "0.01 元"),
        (0, "元", "0 元"),
        (-1, "万元", "-0.000001 万元"),
    ],
)
def test_exact_amounts_lose_nothing_and_have_no_idle_zeros(fen, unit, text):
    assert exact_text(fen, unit) == text
