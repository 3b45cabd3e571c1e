"""Personal data are found by their own form, and amounts and codes are left alone."""

import pytest

from budgettool.sheets.personal import find_personal, mask, mask_name


def kinds(text, **where):
    return [found.kind for found in find_personal(text, **where)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13800138000", ["手机号码"]),
        ("138-0013-8000", ["手机号码"]),
        ("１３８００１３８０００", ["手机号码"]),
        ("12800138000", []),
        ("1380013800", []),
        ("138001380001", []),
        ("13800138000.50", []),
        ("11010519491231002X", ["身份证号码"]),
        ("110105194912310021", []),
        ("11010519491331002X", []),
        ("联系人张晓明 13800138000", ["姓名", "手机号码"]),
        ("张晓明，联系电话：13800138000", ["姓名", "手机号码"]),
        ("联系电话：13800138000", ["手机号码"]),
        ("2010301 行政运行 1,990.5", []),
        ("2020-02-14", []),
    ],
)
def test_what_is_personal(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize("text", ["0391-6633001", "6633001", "(010)66330012"])
def test_landlines_count_in_contact_fields_only(text):
    assert kinds(text, contact=True) == ["电话号码"]
    assert kinds(text) == []


def test_masks_keep_the_rest():
    assert mask("张晓明 13800138000，2020年") == "张** 138****8000，2020年"
    assert mask("办公费 1,990.5 万元") == "办公费 1,990.5 万元"
    assert mask("11010519491231002X") == "110***************"
    assert mask_name("张晓明") == "张**"
