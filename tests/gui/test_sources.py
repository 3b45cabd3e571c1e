"""Names of sources where the bar at the foot and its list say them."""

import pytest

from budgettool.gui.sources_popup import name_of_source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("一般公共预算/财政拨款", "财政拨款"),
        ("政府性基金/上年结余（结转）", "政府性基金 · 上年结余（结转）"),
        ("部门结转", "部门结转"),
        ("", "未填来源"),
    ],
)
def test_a_name_that_two_funds_have_is_said_with_its_fund(session, source, said):
    assert name_of_source(session, source) == said
