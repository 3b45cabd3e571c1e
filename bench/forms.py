"""Books whose forms 10 and 11 are filled in: the sample's projects, or many made ones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.places import HOLDER, Places
from bench.sample import correct_facts
from budgettool.book import Book
from budgettool.model import ExpenditureLine, Facts, FieldKey, IncomeLine, Project

LEVELS = (
    ("投入与目标管理", "投入管理"),
    ("投入与目标管理", "财务管理"),
    ("产出目标", "数量"),
    ("产出目标", "质量"),
    ("产出目标", "时效"),
    ("产出目标", "成本"),
    ("效果目标", "社会效益"),
    ("影响力目标", "长效管理"),
)
"""Levels of the indicators of a project; others stay blank, as in most offices."""

INDICATORS = 26
"""How many indicators a project has: those of the real case are 158 for six."""

_TEXTS = ("overview", "basis", "need", "measures", "plan", "memo", "goal", "year_goal")
_SENTENCE = (
    "按照年度工作计划安排，委托专业机构承担系统运行维护和第三方评估，按季度付款、年底验收，"
    "保证政务服务不间断，群众反映的问题按时办结并公开结果。"
)
_TIMES = 9
"""How often a text of a project says it: so that a project has three to four pages."""

_OWN = {
    "use": "业务类",
    "leader": "张三",
    "contact": "李四",
    "phone": "0000-0000000",
    "start": "2020年1月",
    "end": "2020年12月",
    "total": "20000000",
}
_NATURE = "项目支出/专项资金"
_SOURCE = "一般公共预算/财政拨款"
_FEN = 12_345_00


def filled_book(places: Places, name: str, projects: int = 0) -> Path:
    """Write a book of the sample whose forms are filled in.

    Args:
        places: Where it is written, and with which pack.
        name: The file's name.
        projects: How many projects to add to the sample's own.
    """
    facts = _with_projects(correct_facts(places, 1), projects)
    path = places.folder / name
    with (
        Book.create(path, facts.department, facts.year, places.stored, holder=HOLDER) as book,
        book.edit("导入") as edit,
    ):
        edit.insert_all((*facts.units, *facts.projects, *facts.lines))
        for key, value in _fields(facts):
            edit.set_field(key, value)
    return path


def _with_projects(facts: Facts, count: int) -> Facts:
    """Add projects, each with a line, and the income that covers them."""
    unit = next(unit.code for unit in facts.units if unit.kind != "汇总")
    added = tuple(
        Project(f"q{number}", f"政务信息系统运行维护第{number + 1}期", nature=_NATURE, unit=unit)
        for number in range(count)
    )
    lines = tuple(
        ExpenditureLine(
            f"q{number}", unit, "2010301", "30299", "50299", _NATURE, _SOURCE, project.name, _FEN
        )
        for number, project in enumerate(added)
    )
    income = (IncomeLine("q", unit, _SOURCE, None, _FEN * count),) if count else ()
    return replace(facts, projects=(*facts.projects, *added), lines=(*facts.lines, *lines, *income))


def _fields(facts: Facts) -> Iterator[tuple[FieldKey, str]]:
    """Fill the form of the department and those of all projects."""
    yield ("department", "", "duties", 0), "\n".join([_SENTENCE] * 12)
    yield ("department", "", "goal", 0), _SENTENCE * 2
    for row, task in enumerate(("公文办理", "会务保障", "督查督办", "政务公开")):
        yield ("department", "", "task.name", row), task
        yield ("department", "", "task.content", row), _SENTENCE
    for project in facts.projects:
        for key, text in _OWN.items():
            yield ("project", project.id, key, 0), text
        for key in _TEXTS:
            yield ("project", project.id, key, 0), _SENTENCE * _TIMES
        for row in range(INDICATORS):
            first, second = LEVELS[row * len(LEVELS) // INDICATORS]
            yield ("project", project.id, "indicator.level1", row), first
            yield ("project", project.id, "indicator.level2", row), second
            yield ("project", project.id, "indicator.name", row), f"第{row + 1}项工作完成情况"
            yield ("project", project.id, "indicator.value", row), "≥95%"
