"""Number formats display the printed text, and totals are spelt as short sums."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.exporting.excel.figures import figures_of
from budgettool.exporting.excel.names import CellNames, sheet_names
from budgettool.exporting.excel.sums import MAX_FORMULA, straight_runs, total_formula
from budgettool.money import format_fen, step
from budgettool.sheets.sheet import Cell, Column, Row, Sheet

UNITS = [(1_000_000, decimals) for decimals in (0, 1, 2, 6)] + [(100, 0), (100, 2)]


def one_cell(fen, unit, decimals, *, thousands, zero):
    text = format_fen(fen, unit, decimals, thousands=thousands) if fen or zero else ""
    return Sheet(
        id="x",
        number="",
        title="",
        unit="",
        fen_per_unit=unit,
        decimals=decimals,
        thousands=thousands,
        captions=(),
        columns=(Column("a", 1, "amount"),),
        header=(),
        header_rows=0,
        numbers=(),
        body=(Row((Cell(0, text, "amount", fen),)),),
    )


def displayed(number, number_format):
    """Show a number as spreadsheets do: by 15 digits, rounded half up, sign by section."""
    if number is None:
        return ""
    value = Decimal(f"{number:.15g}")
    section = number_format.split(";")[0 if value > 0 else 1 if value < 0 else 2]
    digits = section.lstrip("-")
    if not digits:
        return ""
    places = len(digits.partition(".")[2])
    size = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return section.removesuffix(digits) + (f"{size:,}" if "," in digits else f"{size}")


def test_a_display_is_made_like_a_spreadsheet_makes_it():
    assert displayed(0.35, "#,##0.0;-#,##0.0;") == "0.4"
    assert displayed(-1234.05, "#,##0.0;-#,##0.0;") == "-1,234.1"


@given(
    fen=st.one_of(
        st.integers(-(10**14), 10**14),
        st.integers(-200_000, 200_000),
        st.integers(-(10**6), 10**6).map(lambda odd: (2 * odd + 1) * 50_000),
        st.integers(-(10**8), 10**8).map(lambda wan: wan * 1_000_000 // 3),
    ),
    unit=st.sampled_from(UNITS),
    thousands=st.booleans(),
    zero=st.booleans(),
)
def test_every_amount_displays_its_printed_text(fen, unit, thousands, zero):
    sheet = one_cell(fen, *unit, thousands=thousands, zero=zero)
    figure = figures_of(sheet)[0, 0]
    assert displayed(figure.number, figure.number_format) == sheet.body[0].cells[0].text


@given(fen=st.integers(-(10**17), 10**17), unit=st.sampled_from(UNITS))
def test_an_amount_beyond_fifteen_digits_is_right_or_text(fen, unit):
    sheet = one_cell(fen, *unit, thousands=True, zero=True)
    figure = figures_of(sheet)[0, 0]
    if figure.number is not None:
        assert displayed(figure.number, figure.number_format) == sheet.body[0].cells[0].text


def test_tiny_negatives_lose_their_minus_only_below_half_a_place():
    half = step(1_000_000, 1) // 2
    shown = [
        figures_of(one_cell(fen, 1_000_000, 1, thousands=True, zero=False))[0, 0].unsigned
        for fen in (-half + 1, -half)
    ]
    assert shown == [True, False]


@pytest.mark.parametrize(
    ("parts", "formula"),
    [
        ([(6, 3), (7, 3), (8, 3)], "=ROUND(SUM(D7:D9),6)"),
        ([(6, 3), (6, 5)], "=ROUND(D7+F7,6)"),
        ([(6, 3), (6, 4), (6, 6)], "=ROUND(SUM(D7:E7,G7),6)"),
        ([(6, 3), (8, 3)], "=ROUND(D7+D9,6)"),
        ([(6, 3), (7, 3), (6, 5), (7, 5)], "=ROUND(SUM(D7:D8,F7:F8),6)"),
    ],
)
def test_totals_join_what_touches(parts, formula):
    assert total_formula(parts, 6) == formula


@given(st.sets(st.tuples(st.integers(0, 30), st.integers(0, 5)), min_size=1))
def test_runs_cover_their_cells_and_no_other(parts):
    covered = [
        (row, column)
        for first, last in straight_runs(parts)
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    ]
    assert sorted(covered) == sorted(parts)


def test_more_than_255_arguments_are_summed_in_groups():
    formula = total_formula([(row, 0) for row in range(0, 1000, 2)], 6)
    assert formula.count("SUM(") == 3
    assert max(group.count(",") for group in formula.split("SUM(")) <= 255
    assert len(formula) < MAX_FORMULA


def test_a_formula_longer_than_excel_allows_is_not_made():
    assert total_formula([(row, 0) for row in range(0, 9000, 2)], 6) is None


def test_names_of_cells_are_valid_and_unique():
    names = CellNames()
    assert names.claim("预算05", "合计[基本支出/小计]") == "预算05_合计_基本支出_小计"
    assert names.claim("预算05", "合计[基本支出/小计]") == "预算05_合计_基本支出_小计_2"
    assert names.claim("A1", "") == "_A1"
    assert names.claim("（一）") == "一"


def test_names_of_worksheets_are_what_excel_accepts():
    assert sheet_names(["'a'", "A", "History", "", "\x00", "a:b"]) == [
        "a", "A_2", "History_2", "表", "表_2", "a_b",
    ]  # fmt: skip
