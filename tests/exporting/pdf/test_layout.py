"""How a table that is a little too long for a page is brought onto it."""

import itertools
from dataclasses import replace

import pytest

from budgettool.exporting.pdf.layout import draw_pages, lay_out
from budgettool.sheets.sheet import Caption, Page


@pytest.fixture
def laid(make_by_unit, typesetter):
    def lay(count):
        page = Page(orientation="portrait")
        return lay_out(replace(make_by_unit(count), page=page), typesetter)

    return lay


def test_less_space_is_tried_first_then_smaller_type(laid):
    settings = [
        (layout.frame.setting.size, layout.frame.setting.pad_y)
        for layout in map(laid, range(5, 45, 2))
        if layout.page_count == 1
    ]
    sizes = [size for size, _ in settings]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= 7.5
    tightest = [pad for size, pad in settings if size == sizes[0]]
    assert tightest[0] > tightest[-1]
    assert tightest == sorted(tightest, reverse=True)


def test_a_table_that_needs_two_pages_anyway_keeps_its_type(laid):
    layout = laid(120)
    assert layout.page_count > 1
    assert layout.frame.setting.size == layout.frame.sheet.page.size


def test_tighter_rows_are_used_where_they_save_a_page(laid):
    counts = range(44, 130)
    pages = [laid(count).page_count for count in counts]
    assert pages == sorted(pages)
    roomy = laid(130).frame.setting.pad_y
    assert any(laid(count).frame.setting.pad_y < roomy for count in counts)


@pytest.mark.parametrize("center", ["", "2020 年度"])
def test_a_long_name_above_a_table_leaves_room_for_the_unit(make_by_unit, typesetter, center):
    name = "单位：" + "城乡一体化示范区农村人居环境整治工作联席会议办公室" * 3
    sheet = replace(
        make_by_unit(3),
        captions=(Caption(name, center, "单位：万元"),),
        page=Page(orientation="portrait"),
    )
    layout = lay_out(sheet, typesetter)
    texts = next(draw_pages(layout, 0, 1)).texts
    wanted = [text for text in (name, center, "单位：万元") if text]
    placed = [next(text for text in texts if text.text == each) for each in wanted]
    cut = layout.frame.cut("body")
    for before, after in itertools.pairwise(placed):
        assert before.x + typesetter.width(before.text, cut) * before.size < after.x
    assert placed[0].stretch == 1
