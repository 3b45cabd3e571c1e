"""B11.3, B11.4: the targets of projects are whole, and projects stay within their 项.

A project has targets to be looked at where anything of its form is filled in. Leaves what the text
says of projects to `publication.targets`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from budgettool.money import exact_text
from budgettool.packs.definition import Pack, TableDefinition
from budgettool.packs.field_value import flaw_of
from budgettool.packs.forms import form_keys
from budgettool.packs.reference import Path
from budgettool.packs.rule import Level
from budgettool.packs.text import FieldDefinition
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.sums import NAMED, PROJECT_FUNCTIONS, SPENT
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member
from budgettool.sheets.filled import Filled, fields_by_subject, form_projects
from budgettool.sheets.target import parse_target

_B113: Final = Rule(
    code="B11.3",
    level="S",
    title="项目绩效目标表填写完整：必填的栏目，起止时间先后相符并含本年，"
    "数量、质量、时效和效果目标都有指标",
    scope="填了绩效目标的项目；读不出数量和单位的目标值为提示",
    mend="在“绩效”页补上或改正",
    basis="预算11表；《中央部门预算绩效目标管理办法》第七条：绩效目标应当细化、量化",
    example=("2020-01-01 至 2020-12-31，各级都有指标", "2020-12-31 至 2020-01-01"),
)
_B114: Final = Rule(
    code="B11.4",
    level="S",
    title="一个项下各项目的明细之和不大于这个项的项目支出",
    scope="有项目绩效目标表的表样包；按功能科目的项",
    mend="核对这个项下记了项目、支出性质却不是项目支出的明细",
    basis="预算03表：项目支出；预算11表：项目本年度金额",
    example=("项目共 30 万元，项目支出 30 万元", "项目共 30 万元，项目支出 29 万元"),
)
_START: Final = "start"
_END: Final = "end"
_REPEAT: Final = "indicator"
_VALUE: Final = f"{_REPEAT}.value"
_LEVELS: Final = (f"{_REPEAT}.level1", f"{_REPEAT}.level2")
_SAID: Final = (f"{_REPEAT}.name", _VALUE)
"""The fields of forms of projects, as every pack calls them."""

_YEAR: Final = len("2020")
_LISTED: Final = 6
_LONGEST: Final = 40
_DAY: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
_CLEAR: Final = "写成比较符号、数和单位，如 ≥95%、=100%、12次；说不成数的写一个词，如 及时"


class Flaw(NamedTuple):
    """Something wrong with a project's targets, told to whoever asks of it."""

    project: str
    field: str
    part: str
    message: str
    level: Level | None = None
    mend: str = ""


def _flaws(state: BookState) -> Iterator[Member]:
    """Look at the targets of each project that has a sheet."""
    context = state.context
    filled = fields_by_subject(context.facts, "project")
    forms = [table for table in context.pack.tables if table.per == "project" and table.form]
    for form in forms:
        fields = _fields_of(context, form)
        for project in form_projects(form, context.facts):
            said = filled[project.id]
            yield from _of_fields(project.name, fields, said)
            yield from flaws_of_form(context.pack, context.facts.year, project.name, said)


def flaws_of_form(pack: Pack, year: int | None, project: str, said: Filled) -> Iterator[Flaw]:
    """Look at a form of which only what is printed is known: days, levels and targets.

    Args:
        pack: Says which levels are wanted.
        year: Of the budget; None where it is not known.
        project: Whose form it is.
        said: What is filled in.
    """
    yield from _of_days(project, year, said)
    yield from _of_levels(project, levels_wanted(pack), said)
    yield from _of_values(project, said)


def _told(_: BookState, rule: Rule, flaw: Member) -> Finding | None:
    assert isinstance(flaw, Flaw)  # noqa: S101 - as `_flaws` gives them
    return finding_of(rule, flaw)


def finding_of(rule: Rule, flaw: Flaw) -> Finding:
    """Tell of something wrong with a project's targets."""
    place = SubjectPlace("project", flaw.project, flaw.field)
    level, mend = flaw.level or rule.level, flaw.mend or rule.mend
    about = (flaw.message,)
    return Finding(rule.code, level, place, flaw.message, mend, about=about, part=flaw.part)


def _fields_of(context: Context, form: TableDefinition) -> list[FieldDefinition]:
    keys = form_keys(form.form) if form.form else frozenset()
    fields = context.pack.text.fields if context.pack.text else ()
    return [each for each in fields if each.subject == "project" and each.key in keys]


def _of_fields(project: str, fields: Iterable[FieldDefinition], said: Filled) -> Iterator[Flaw]:
    """Name the fields that are wanting, and each that holds what it cannot hold."""
    wanting = []
    for field in fields:
        text = said.get((field.key, 0), "").strip()
        if field.required and not text:
            wanting.append(field)
        elif flaw := flaw_of(field, text):
            yield Flaw(project, field.key, "value", flaw)
    if wanting:
        names = "、".join(field.label for field in wanting[:_LISTED])
        more = f"等 {len(wanting)} 项" if len(wanting) > _LISTED else ""
        yield Flaw(project, wanting[0].key, "fields", f"没有填{names}{more}")


def _of_days(project: str, year: int | None, said: Filled) -> Iterator[Flaw]:
    start, end = (read_day(said.get((key, 0), "")) for key in (_START, _END))
    if not start or not end:
        return
    if end < start[: len(end)] or end[: len(start)] < start:
        yield Flaw(project, _END, "days", f"结束时间 {end} 早于开始时间 {start}")
    elif year is not None and not start[:_YEAR] <= str(year) <= end[:_YEAR]:
        yield Flaw(project, _START, "year", f"起止时间 {start} 至 {end} 不含 {year} 年")


def _of_levels(project: str, wanted: Iterable[Path], said: Filled) -> Iterator[Flaw]:
    rows = {row for key, row in said if key in _SAID and said[key, row].strip()}
    present = {tuple(said.get((key, row), "").strip() for key in _LEVELS) for row in rows}
    lacking = [
        "·".join(level)
        for level in wanted
        if not any(each[: len(level)] == level for each in present)
    ]
    if lacking:
        yield Flaw(project, _LEVELS[0], "levels", f"没有这些方面的指标：{'、'.join(lacking)}")


def _of_values(project: str, said: Filled) -> Iterator[Flaw]:
    for (key, row), text in said.items():
        if key == _VALUE and parse_target(text).kind == "unclear":
            name = said.get((f"{_REPEAT}.name", row), "").strip() or f"第 {row + 1} 个指标"
            message = f"“{name[:_LONGEST]}”的目标值“{text[:_LONGEST]}”读不出数和单位"
            yield Flaw(project, _VALUE, str(row), message, "I", _CLEAR)


def read_day(text: str) -> str:
    """Give a day or month as fields keep it; empty for any other text."""
    return text if _DAY.fullmatch(text) else ""


def levels_wanted(pack: Pack) -> tuple[Path, ...]:
    """Give the levels of which a project needs an indicator, as the pack says."""
    given = pack.rules.settings.get("targets", {}).get("levels", ())
    return tuple(tuple(level) for level in given)


def _functions(state: BookState) -> Iterable[Member]:
    """Walk the functions, where any project has something filled in; reading them takes long."""
    begun = any(kind == "project" for kind, *_ in state.context.facts.fields)
    return state.tallies[PROJECT_FUNCTIONS].members() if begun else ()


def _within(state: BookState, rule: Rule, function: Member) -> Finding | None:
    tally = state.tallies[PROJECT_FUNCTIONS]
    named, most = tally.sum(NAMED, function), tally.sum(SPENT, function)
    if named <= most:
        return None
    said = f"各项目共 {exact_text(named, '万元')}，项目支出 {exact_text(most, '万元')}"
    place = SubjectPlace("function", str(function))
    return Finding(
        rule.code, rule.level, place, said, rule.mend, expected=most, found=named, unit="万元"
    )


def _no_form(state: BookState) -> str:
    printed = any(table.per == "project" for table in state.context.pack.tables)
    return "" if printed else "表样包没有项目绩效目标表"


TARGET_RULES: Final = (
    BookRule(_B113, _flaws, _told, lacks=_no_form),
    BookRule(_B114, _functions, _within, PROJECT_FUNCTIONS, _no_form),
)
