from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.exporting.pdf.columns import Needs, divide_width, share_width
from budgettool.exporting.pdf.frame import SMALLEST, Setting, make_frame
from budgettool.sheets.sheet import Column


def test_width_is_divided_in_proportion():
    assert share_width(100, [1, 3], [5, 5]) == [25, 75]


def test_a_column_gets_what_it_needs():
    assert share_width(100, [1, 9, 10], [30, 10, 10]) == pytest.approx([30, 33.16, 36.84], abs=0.01)


@given(
    st.lists(st.tuples(st.floats(0.1, 50), st.floats(1, 9), st.floats(1, 30)), min_size=1),
    st.booleans(),
)
def test_columns_fill_the_page_and_hold_their_figures(items, figures):
    columns = [Column("", weight, "amount" if figures else "text") for weight, *_ in items]
    needs = Needs([least for _, least, _ in items], [least + more for _, least, more in items])
    room = sum(needs.least) + 20
    widths = divide_width(columns, needs, room)
    assert sum(widths) == pytest.approx(room)
    assert all(width >= least - 1e-6 for width, least in zip(widths, needs.least, strict=True))


def grow(sheet, text):
    def figures(row):
        return tuple(
            cell._replace(text=text) if cell.kind == "amount" else cell for cell in row.cells
        )

    return [row._replace(cells=figures(row)) for row in sheet.body]


@pytest.mark.parametrize(
    ("text", "tight"), [("9,999.9", False), ("-99,999,999.99", False), ("9" * 40, True)]
)
def test_long_figures_get_smaller_type_and_then_a_report(make_by_unit, typesetter, text, tight):
    sheet = make_by_unit(3)
    sheet = sheet.__class__(
        **{name: getattr(sheet, name) for name in sheet.__slots__}
        | {"body": tuple(grow(sheet, text))}
    )
    frame = make_frame(sheet, typesetter, Setting(9, 3))
    assert frame.tight is tight
    assert frame.setting.size >= SMALLEST
    width = typesetter.width(text, frame.cut("body", bold=True)) * frame.setting.size
    assert tight or width <= frame.inner_width(6, 1)


def test_names_beside_huge_figures_are_not_set_one_character_a_line(two_sided, typesetter):
    sheet = replace(two_sided, body=tuple(grow(two_sided, "-9,999,999,999.9")))
    frame = make_frame(sheet, typesetter, Setting(9, 3))
    assert frame.tight
    assert frame.inner_width(3, 1) > 3 * frame.setting.size


def test_a_long_heading_is_not_set_one_character_a_line(make_by_unit, typesetter):
    sheet = make_by_unit(3)
    body = tuple(grow(sheet, "123,456,789.01"))
    narrow = [replace(column, width=column.width / 9) for column in sheet.columns]
    named = next(item for item in sheet.header if item.colspan == 1 and len(item.text) > 6)
    frame = make_frame(replace(sheet, body=body, columns=tuple(narrow)), typesetter, Setting(9, 3))
    room = frame.inner_width(named.column, 1)
    assert all(
        len(line) > 1 for line in frame.lines(named.text, frame.cut("head"), room, "center")[:-1]
    )
