import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.exporting.pdf.wrapping import (
    split_units,
    wrap,
    wrap_evenly,
    wrap_without_orphan,
)

CHINESE = st.text("预算支出情况表（）“”，。：、12345.6,%《》 a", max_size=60)


def measure(text):
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("支出，合计", ["支", "出，", "合", "计"]),
        ("（结转）", ["（结", "转）"]),
        ("《预算法》", ["《预", "算", "法》"]),
        ("共1,990.5万", ["共", "1,990.5", "万"]),
        ("下降12.5%。", ["下", "降", "12.5%。"]),
        ("“三公”经费", ["“三", "公”", "经", "费"]),
    ],
)
def test_units_keep_punctuation_and_figures_whole(text, units):
    assert list(split_units(text)) == units


@given(CHINESE, st.floats(4, 30))
def test_wrapping_loses_nothing(text, limit):
    for lines in (wrap(text, limit, measure), wrap_evenly(text, limit, measure)):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(CHINESE, st.floats(4, 30))
def test_no_line_is_wider_than_its_cell(text, limit):
    assert all(measure(line) <= limit for line in wrap(text, limit, measure))


@given(st.text("预算支出，。（）", min_size=1, max_size=40), st.floats(12, 30))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text, limit):
    units = split_units(text)
    if max(map(measure, units)) > limit:
        return
    first, *others = wrap(text, limit, measure)
    assert not any(line[0] in "，。）" for line in others)
    assert not any(line[-1] == "（" for line in [first, *others][:-1])


def test_line_breaks_of_a_form_are_kept():
    assert wrap("一、概况\n\n二、依据", 10, measure) == ["一、概况", "", "二、依据"]


def test_a_narrow_header_keeps_its_bracket_whole():
    lines = wrap_evenly("专户管理的教育收费结余（结转）", 3.3, measure)
    assert lines[-1] == "（结转）"
    assert min(map(len, lines)) > 1


def test_even_lines_are_as_few_as_possible():
    text = "用事业单位基金弥补收支差额"
    assert len(wrap_evenly(text, 7, measure)) == len(wrap(text, 7, measure)) == 2
    assert wrap_evenly("政府性基金", 3.3, measure) == ["政府性", "基金"]


def test_a_year_is_not_parted_from_its_number():
    text = "临溪市人民政府办公室2020年度部门预算情况说明"
    assert wrap_evenly(text, 20, measure) == ["临溪市人民政府办公室", "2020年度部门预算情况说明"]


def test_no_character_stands_alone_on_the_last_line():
    assert wrap("机关事业单位支出", 7, measure)[-1] == "出"
    assert wrap_without_orphan("机关事业单位支出", 7, measure)[-1] != "出"


def test_a_word_wider_than_its_cell_is_cut_and_not_lost():
    assert wrap("A" * 30, 6, measure) == ["A" * 12, "A" * 12, "A" * 6]
