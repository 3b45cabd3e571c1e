"""Labels: texts with holes, and the forms in which row labels write codes."""

import pytest

from budgettool.packs.definition import Placeholder
from budgettool.packs.labels import (
    apply_row_form,
    chinese_number,
    fill,
    is_row_form,
    parse_label,
    placeholders,
)


def test_a_label_is_split_at_its_holes_and_put_together_again():
    label = parse_label("{year}年{ department.full }表{function.款:2}")
    assert placeholders(label) == (
        Placeholder("year"),
        Placeholder("department.full"),
        Placeholder("function.款", "2"),
    )
    assert (
        fill(label, lambda hole: f"<{hole.source}>") == "<year>年<department.full>表<function.款>"
    )


@pytest.mark.parametrize("text", ["{year", "year}", "{}", "{{year}}"])
def test_a_brace_without_its_partner_is_refused(text):
    with pytest.raises(ValueError, match="花括号"):
        parse_label(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (34, "三十四"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_chinese_numbers_are_written_as_in_headings(number, text):
    assert chinese_number(number) == text


@pytest.mark.parametrize(
    ("text", "form", "written"),
    [
        ("20103", "2", "03"),
        ("201", "", "201"),
        ("234", "中文-200", "三十四"),
        ("12", "中文", "十二"),
        ("未分类", "中文-200", "未分类"),
    ],
)
def test_codes_are_written_in_the_form_of_the_label(text, form, written):
    assert is_row_form(form)
    assert apply_row_form(text, form) == written


@pytest.mark.parametrize("form", ["3", "中文+1", "中文-"])
def test_other_forms_are_not_known(form):
    assert not is_row_form(form)
