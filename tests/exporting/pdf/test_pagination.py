import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.exporting.pdf.pagination import Part, Room, Rows, paginate
from budgettool.sheets.sheet import Cell, Row


def rows_of(heights, bold=(), spans=()):
    rows = [Row((), "bold" if number in bold else "plain") for number in range(len(heights))]
    cells = tuple((start, Cell(0, "", rowspan=span)) for start, span in spans)
    return Rows(tuple(rows), tuple(heights), cells)


@given(
    st.lists(st.floats(10, 90), max_size=80),
    st.sets(st.integers(0, 79)),
    st.floats(100, 400),
    st.floats(0, 90),
)
def test_every_row_stands_on_one_page_in_order(heights, bold, further, notes):
    rows = rows_of(heights, bold)
    parts = paginate(rows, Room(further * 0.9, further, notes))
    assert [row for part in parts for row in range(part.start, part.stop)] == list(
        range(len(heights))
    )
    assert all(sum(heights[part.start : part.stop]) <= further + 0.01 for part in parts)


def test_the_first_page_has_less_room():
    assert paginate(rows_of([10] * 25), Room(100, 150)) == [Part(0, 10), Part(10, 25)]


def test_the_total_is_not_alone_on_the_last_page():
    assert paginate(rows_of([10] * 11), Room(100, 100)) == [Part(0, 9), Part(9, 11)]


def test_a_units_heading_goes_with_its_rows():
    assert paginate(rows_of([10] * 20, bold={9}), Room(100, 120)) == [Part(0, 9), Part(9, 20)]


def test_a_merged_cell_moves_whole_where_little_is_given_up():
    rows = rows_of([10] * 20, spans=[(8, 6)])
    assert paginate(rows, Room(100, 120)) == [Part(0, 8), Part(8, 20)]


def test_a_long_merged_cell_is_divided():
    rows = rows_of([10] * 20, spans=[(2, 16)])
    assert paginate(rows, Room(100, 120))[0] == Part(0, 10)
    assert [cell.rowspan for _, cell in rows.open_at(10)] == [16]


@pytest.mark.parametrize(
    ("notes", "parts"),
    [
        (20, [Part(0, 8)]),
        (40, [Part(0, 6), Part(6, 8)]),
        (900, [Part(0, 8), Part(8, 8)]),
    ],
)
def test_notes_stay_with_the_last_rows(notes, parts):
    assert paginate(rows_of([10] * 8), Room(100, 100, notes)) == parts
