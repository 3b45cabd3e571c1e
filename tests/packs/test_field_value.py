"""What is typed in a field, as the book keeps it."""

import pytest

from budgettool.packs.field_value import FieldValueError, read_value
from budgettool.packs.text import FieldDefinition


def count_of(unit):
    return FieldDefinition("count", "数量", "资产", kind="count", unit=unit)


@pytest.mark.parametrize("text", ["3", "３", "3台（套）", "3 台(套)", "3台", " 3 "])
def test_a_count_is_typed_with_or_without_its_unit(text):
    assert read_value(count_of("台（套）"), text) == "3"


def test_large_counts_have_separators():
    assert read_value(count_of("辆"), "1,200辆") == "1200"


@pytest.mark.parametrize("text", ["3辆", "3.5", "约3", "-3", "台（套）"])
def test_what_is_no_count_is_told_with_its_unit(text):
    with pytest.raises(FieldValueError, match="应是整数，单位台（套）"):
        read_value(count_of("台（套）"), text)


def test_a_count_without_a_unit():
    assert read_value(count_of(""), "7") == "7"
    with pytest.raises(FieldValueError, match=r"应是整数$"):
        read_value(count_of(""), "七")
