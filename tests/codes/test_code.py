import pytest

from budgettool.codes import CodeValueError, as_record, code_from_record, own_code
from budgettool.codes.bundled import bundled_codes
from budgettool.codes.code import SCHEMES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bundled_rows_pass_the_strict_reader_unchanged(scheme):
    for code in bundled_codes(scheme):
        assert code_from_record(scheme, as_record(code)) == code


def test_bundled_years_of_a_code_do_not_overlap():
    for scheme in SCHEMES:
        rows = list(bundled_codes(scheme))
        for year in range(2017, 2027):
            valid = [code.code for code in rows if code.is_valid(year)]
            assert len(valid) == len(set(valid))


def test_own_code_gets_level_and_parent_from_its_digits():
    code = own_code("function", " ２０１０３９８ ", "应急值守")
    assert (code.code, code.level, code.parent) == ("2010398", "项", "20103")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("20103981", "甲"),
        ("2010x", "甲"),
        ("", "甲"),
        ("20103", ""),
        ("20103", "=1"),
        ("20103", "甲\n乙"),
    ],
)
def test_a_wrong_own_code_is_refused(code, name):
    with pytest.raises(CodeValueError):
        own_code("function", code, name)
