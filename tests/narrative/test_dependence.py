"""Changing one line changes every figure that depends on it, in tables and text, and no other."""

from dataclasses import replace

import pytest

from budgettool.model import ExpenditureLine, IncomeLine
from budgettool.sheets.text import Figure

SHARES = {("类支出/201", "金额")} | {
    (source, "占比")
    for source in ("基本支出", "项目支出", "类支出/201", "类支出/208", "类支出/221")
}
CASES = {
    "30212": SHARES | {
        ("支出总计", "金额"), ("项目支出", "金额"), ("一般公共预算支出", "金额"),
        ("因公出国费", "金额"), ("因公出国费", "增减额"), ("因公出国费", "增减率"),
        ("三公经费", "金额"), ("三公经费", "增减额"), ("三公经费", "增减率"),
    },
    "30201": SHARES | {
        ("支出总计", "金额"), ("基本支出", "金额"), ("一般公共预算支出", "金额"),
        ("机关运行经费", "金额"), ("机关运行经费", "增减额"), ("机关运行经费", "增减率"),
    },
}  # fmt: skip
"""Going abroad is paid of a project, office costs of a unit: what depends on each."""

WAN = 1_000_000


def figures(document):
    """Every figure of the text by its place, source and form."""
    return {
        (section.id, number, place, run.source, run.form): run.text
        for section in document.sections
        for number, paragraph in enumerate(section.paragraphs)
        for place, run in enumerate(paragraph.runs)
        if isinstance(run, Figure)
    }


def words(document):
    """All that is no figure, and which figures stand in it."""
    return [
        [run[1:] if isinstance(run, Figure) else run for run in paragraph.runs]
        for section in document.sections
        for paragraph in section.paragraphs
    ]


def cells(document):
    return {
        (sheet.id, cell.reference): cell.text
        for sheet in document.sheets
        for row in sheet.body
        for cell in row.cells
        if cell.reference
    }


def changed(before, after):
    assert before.keys() == after.keys()
    return {key for key, text in before.items() if after[key] != text}


def with_more(facts, wanted, more):
    """Add so much to the line of this id."""
    lines = tuple(
        replace(line, amount=line.amount + more) if line.id == wanted.id else line
        for line in facts.lines
    )
    return replace(facts, lines=lines)


@pytest.mark.parametrize("code", CASES)
def test_one_line_changes_what_depends_on_it_and_nothing_else(told, compose, code):
    line = next(
        each
        for each in told.lines
        if isinstance(each, ExpenditureLine) and each.department_economic == code
    )
    begun = with_more(told, line, 10 * WAN)  # so that income and expenditure differ before as after
    one, two = compose(begun), compose(with_more(begun, line, 15 * WAN))
    before, after = one.document(), two.document()
    assert {key[3:] for key in changed(figures(before), figures(after))} == CASES[code]
    assert words(after) == words(before)
    fed = {str(cell) for cell in two.packet.cube.cells_fed(line.id) if cell.table != "by_project"}
    printed = {key[1] for key in changed(cells(before), cells(after))}
    assert printed == fed


def test_one_line_of_income_changes_income_alone(told, compose):
    line = next(each for each in told.lines if isinstance(each, IncomeLine))
    begun = with_more(told, line, 10 * WAN)
    before, after = (compose(with_more(begun, line, more)).document() for more in (0, 500 * WAN))
    assert {key[3:] for key in changed(figures(before), figures(after))} == {
        ("收入总计", "金额"), ("一般公共预算收入", "金额"), ("一般公共预算收入", "占比"),
        ("部门结转", "占比"), ("财政拨款收支", "金额"), ("财政拨款收支", "增减额"),
        ("财政拨款收支", "增减率"),
    }  # fmt: skip


def test_a_count_changes_its_own_figures_alone(told, fill, compose):
    before, after = (
        compose(fill(told, {"vehicles.general": count})).document() for count in ("4", "5")
    )
    assert {key[3] for key in changed(figures(before), figures(after))} == {"车辆", "一般公务用车"}
    assert changed(cells(before), cells(after)) == set()
