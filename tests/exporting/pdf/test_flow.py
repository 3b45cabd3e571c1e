"""Pages of text: one grid of lines, no lonely headings, no lonely lines."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.flow import flow_text
from budgettool.exporting.pdf.paper import PITCH, ROWS, TOP, RunningHead
from budgettool.exporting.pdf.text import Typesetter
from budgettool.sheets.document import Part
from budgettool.sheets.text import Paragraph, Plain, Section

ITEMS = st.lists(st.tuples(st.sampled_from([0, 0, 0, 1, 2]), st.integers(1, 8)), max_size=25)


@pytest.fixture(scope="module")
def flow():
    typesetter = Typesetter(open_font_book())

    def make(*sections, title=""):
        part = Part("p", "text", title, sections=tuple(sections))
        return flow_text(part, typesetter, RunningHead(typesetter, "某局2020年度部门预算"))

    return make


def lines_of(count, level=0):
    """Make a paragraph that takes so many lines."""
    return Paragraph((Plain("支" * (26 + 28 * (count - 1))),), level)


@settings(deadline=None)
@given(items=ITEMS)
def test_no_heading_and_no_line_of_a_paragraph_stands_alone(flow, items):
    paragraphs = tuple(lines_of(1 if level else count, level) for level, count in items)
    block = flow(Section("s", "一、情况", paragraphs))
    shown = defaultdict(list)
    for page, stretches in enumerate(block.pages):
        for item, row, start, stop in stretches:
            assert 0 <= row <= ROWS - (stop - start)
            shown[id(item)].append((page, start, stop))
            if len(item.lines) > 3:
                assert stop - start >= 2
        last = stretches[-1] if stretches else None
        if last and page + 1 < len(block.pages):
            assert not last.item.heading
    assert len(shown) == len(items) + 1
    for pieces in shown.values():
        assert pieces[0][1] == 0
        assert all(before[2] == after[1] for before, after in itertools.pairwise(pieces))


def test_every_line_of_text_stands_on_the_grid(flow):
    texts = [lines_of(count % 5 + 1, count % 3) for count in range(40)]
    block = flow(Section("s", "一、情况", tuple(texts)), title="第一部分　概况")
    bodies = [
        {
            round((text.y - TOP) / PITCH % 1, 3)
            for text in page.texts
            if text.size == 16 and text.y > TOP
        }
        for page in block.draw(Numbers(0, 9, {}))
    ]
    assert len(bodies) > 3
    assert len(set.union(*bodies)) == 1


def test_a_full_page_has_22_lines_of_28_characters(flow):
    block = flow(Section("s", "", (lines_of(60),)))
    (page, *_) = block.draw(Numbers(0, 9, {}))
    rows = defaultdict(str)
    for text in page.texts:
        if text.size == 16:
            rows[round(text.y, 1)] += text.text
    assert len(rows) == 22
    assert {len(text) for text in list(rows.values())[1:]} == {28}


def test_headings_are_set_each_in_its_own_face(flow):
    section = Section("s", "一、情况", (lines_of(1, 1), lines_of(1, 2), lines_of(1)))
    (page,) = flow(section).draw(Numbers(0, 1, {}))
    fonts = [(text.font, text.bold) for text in page.texts if text.size == 16]
    assert fonts == [("hei", False), ("kai", False), ("fangsong", True), ("fangsong", False)]


def test_the_first_line_of_a_paragraph_begins_two_characters_in(flow):
    (page,) = flow(Section("s", "", (lines_of(3),))).draw(Numbers(0, 1, {}))
    first, second, third = (text.x for text in page.texts if text.size == 16)
    assert second == third
    assert first - second == pytest.approx(2 * 442.2 / 28, abs=0.1)


def test_a_heading_longer_than_a_page_goes_on(flow):
    block = flow(Section("s", "职" * 900, (lines_of(2),)))
    assert block.page_count == 2
    assert sum(stop - start for page in block.pages for _, _, start, stop in page) == 35


def test_a_part_without_text_has_a_page_for_its_title(flow):
    assert flow(title="第三部分　名词解释").page_count == 1
