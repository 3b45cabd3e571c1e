"""P03, P04: everything that must be there before publishing, and the twenty days for it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from budgettool.book.records import APPROVED, PUBLISHED, RECORDS, read_date
from budgettool.model import AMOUNT, ExpenditureLine
from budgettool.packs.definition import TableDefinition
from budgettool.packs.labels import fill
from budgettool.rules.finding import Finding, SectionPlace, SubjectPlace
from budgettool.rules.publication.publication import Publication, PublicationRule
from budgettool.rules.rule import Rule

_NEEDED: Final = ("secrecy_review", "signed_by")

_P03: Final = Rule(
    code="P03",
    level="H",
    title="公开前的清单齐全：表样包要求的各表、说明文字各节和必填的栏目，保密审查和负责人审签的记录",
    scope="要公开的整套表；没有数的表也要公开空表；每个项目一张的表，有项目明细的至少要有一张，"
    "各张由 B11 核对",
    mend="补上缺少的表、文字、栏目，或记下保密审查、负责人审签（谁，何时）",
    basis="《预算法》第十四条；《政府信息公开条例》第十七条（保密审查）",
    example=("各表齐全，已记保密审查和审签", "没有记负责人审签"),
)
_P04: Final = Rule(
    code="P04",
    level="S",
    title="财政部门批复后二十日内公开",
    scope="记了批复日期的账本；期限以内只提示还有几天（提示），逾期为核实",
    mend="在期限内公开，并记下公开日期；逾期的写明原因",
    basis="《预算法》第十四条：经本级政府财政部门批复后二十日内由各部门向社会公开",
    example=("2 月 1 日批复，2 月 21 日公开", "2 月 1 日批复，2 月 22 日公开"),
)
_DAYS: Final = 20


def _complete(publication: Publication, rule: Rule) -> Iterator[Finding]:
    present = {sheet.id.partition("/")[0] for sheet in publication.sheets}
    for table in publication.pack.tables:
        if _is_wanted(publication, table) and table.id not in present:
            message = f"缺少{fill(table.number, str)}"
            yield _finding(rule, SubjectPlace("table", table.id), message, "补上这张表")
    yield from _sections(publication, rule)
    yield from _fields(publication, rule)
    for key in _NEEDED:
        if not publication.field(key):
            name = RECORDS[key]
            place, mend = SubjectPlace("department", "", key), f"记下{name}：谁，何时"
            yield _finding(rule, place, f"没有记{name}", mend)


def _is_wanted(publication: Publication, table: TableDefinition) -> bool:
    """Tell whether a table must be there; one a project, where projects have lines."""
    if table.per != "project":
        return table.printed and not table.per
    lines = publication.published.facts.lines
    return table.printed and any(
        isinstance(line, ExpenditureLine) and line.measure == AMOUNT and line.project
        for line in lines
    )


def _sections(publication: Publication, rule: Rule) -> Iterator[Finding]:
    """Find required sections that the document does not have, or that hold nothing."""
    text = publication.pack.text
    if text is None or publication.document is None:
        return
    written = {section.id for section in publication.sections if section.text.strip()}
    for part in text.parts:
        for section in part.sections:
            if section.required and section.id not in written:
                name = fill(section.title, str) or part.name
                place, message = SectionPlace(section.id), f"说明文字没有“{name}”"
                yield Finding(rule.code, rule.level, place, message, "补上这一节", part=section.id)


def _fields(publication: Publication, rule: Rule) -> Iterator[Finding]:
    """Find required fields that are empty: the department's, and those of projects with a form."""
    text = publication.pack.text
    if text is None or publication.document is None:
        return
    required = [field for field in text.fields if field.required and not field.repeat]
    facts = publication.published.facts
    for field in required:
        key = ("department", "", field.key, 0)
        if field.subject == "department" and not facts.fields.get(key, "").strip():
            place = SubjectPlace("department", "", field.key)
            yield _finding(rule, place, f"没有填“{field.label}”", f"填写{field.label}")
    of_projects = [field for field in required if field.subject == "project"]
    with_form = {sheet.id.partition("/")[2] for sheet in publication.sheets}
    for project in (each for each in facts.projects if each.name in with_form):
        given = (facts.fields.get(("project", project.id, f.key, 0), "") for f in of_projects)
        empty = [f.label for f, said in zip(of_projects, given, strict=True) if not said.strip()]
        if empty:
            place = SubjectPlace("project", project.name, "")
            message = f"没有填{'、'.join(f'“{label}”' for label in empty)}"
            yield _finding(rule, place, message, "填写项目绩效目标表")


def _in_time(publication: Publication, rule: Rule) -> Iterator[Finding]:
    approved = read_date(publication.field(APPROVED))
    if approved is None:
        return
    published = read_date(publication.field(PUBLISHED))
    deadline = approved + timedelta(_setting(publication))
    day = published or publication.today
    place = SubjectPlace("department", "", PUBLISHED)
    late = (day - deadline).days
    if late > 0:
        verb = "公开" if published else "还没有公开"
        message = f"{approved} 批复，应在 {deadline} 前公开，{verb}，已逾期 {late} 天"
        yield Finding(rule.code, rule.level, place, message, rule.mend, about=(str(deadline),))
    elif published is None:
        message = f"{approved} 批复，应在 {deadline} 前公开，还有 {-late} 天"
        yield Finding(rule.code, "I", place, message, rule.mend)


def _setting(publication: Publication) -> int:
    days: int = publication.pack.rules.settings.get("publication", {}).get("days", _DAYS)
    return days


def _undated(publication: Publication) -> str:
    text = publication.field(APPROVED)
    if not text:
        return "没有记批复日期"
    if read_date(text) is None:
        return f"批复日期“{text[:20]}”不是日期"
    return ""


def _finding(rule: Rule, place: SubjectPlace, message: str, mend: str) -> Finding:
    return Finding(rule.code, rule.level, place, message, mend)


CHECKLIST_RULES: Final = (
    PublicationRule(_P03, _complete),
    PublicationRule(_P04, _in_time, _undated),
)
