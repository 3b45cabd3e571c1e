"""D02, D03, D09: units and projects that are registered have lines, and stand in a sound tree."""

from collections.abc import Iterable, Iterator
from typing import Final

from budgettool.model import AMOUNT, Project, Unit
from budgettool.money import FEN_PER_UNIT, AmountError, exact_text, parse_amount
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.settings import total_of_project
from budgettool.rules.book.sums import MEASURES, PRIOR, PROJECTS, UNITS, WHOLE
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member
from budgettool.sheets.filled import read_fen

_D02: Final = Rule(
    code="D02",
    level="S",
    title="每个基层单位都有支出明细",
    scope="不是汇总单位、也没有并入上级的单位；账本里已经有支出明细时",
    mend="录入或导入这个单位的明细；今年不编预算的，从单位表删去或标为并入上级",
    basis="《预算法》第三十二条：各单位编制本单位预算草案",
    example=("单位有一条支出明细", "单位没有支出明细"),
)
_D03: Final = Rule(
    code="D03",
    level="H",
    title="每个项目都有明细，本年度金额不大于项目总金额",
    scope="项目表里的每个项目；只有上年明细的项目不算缺，没有填项目总金额的不比大小",
    mend="补上这个项目的明细，或改正项目总金额；不再安排的项目从项目表删去",
    basis="预算11表：项目总金额、项目本年度金额",
    example=("总金额 100 万元，明细共 100 万元", "总金额 100 万元，明细共 1,000,000.01 元"),
)
D09: Final = Rule(
    code="D09",
    level="H",
    title="单位名册可以汇总：代码不重复，上级已登记，不循环，并入的单位有上级承接；"
    "说明文字列出的预算单位与名册一致",
    scope="单位表的每个单位；说明文字的单位构成一节，只有公开表的与表里的单位个数核对，为核实",
    mend="在“单位”页改正代码、上级单位或并入上级；按名册改正文字，并入上级的在名称后注明",
    basis="部门预算公开说明中的单位名册，应与单位表一致并注明并入的单位",
    example=("016001 的上级是 016", "016001 的上级是没有登记的 017"),
)


def _carrying(state: BookState) -> Iterable[str]:
    return (unit.code for unit in state.context.facts.units if _carries(unit))


def _carries(unit: Unit) -> bool:
    return unit.kind != "汇总" and not unit.merged


def _has_lines(state: BookState, rule: Rule, code: Member) -> Finding | None:
    unit = state.context.dimensions.units.get(str(code))
    if unit is None or not _carries(unit) or state.tallies[UNITS].count(AMOUNT, code):
        return None
    place = SubjectPlace("unit", unit.code)
    return Finding(rule.code, rule.level, place, "没有支出明细", rule.mend, cause="D02")


def _no_lines(state: BookState) -> str:
    return "" if state.tallies[MEASURES].count(AMOUNT, WHOLE) else "还没有支出明细"


def _project(state: BookState, rule: Rule, name: Member) -> Finding | None:
    project = state.context.dimensions.projects.get(str(name))
    if project is None:
        return None
    place = SubjectPlace("project", project.name)
    tally = state.tallies[PROJECTS]
    if not tally.count(AMOUNT, name):
        if tally.count(PRIOR, name):
            return None
        return Finding(rule.code, rule.level, place, "没有明细", rule.mend, cause="D03")
    try:
        total = _total(state, project)
    except AmountError as error:
        message = f"项目总金额填写的{error}"
        return Finding(rule.code, rule.level, place, message, "改正项目总金额")
    spent = tally.sum(AMOUNT, name)
    if total is None or spent <= total:
        return None
    message = f"明细共 {exact_text(spent, '万元')}，大于项目总金额 {exact_text(total, '万元')}"
    return Finding(
        rule.code, rule.level, place, message, rule.mend, expected=total, found=spent, unit="万元"
    )


def _total(state: BookState, project: Project) -> int | None:
    key, unit = total_of_project(state.context)
    text = state.context.facts.fields.get(("project", project.id, key, 0), "").strip()
    if not text:
        return None
    book = state.context.pack.text
    definition = book.field(key, "project") if book else None
    if definition is None or definition.kind != "amount":
        return parse_amount(text, FEN_PER_UNIT[unit])
    if (fen := read_fen(text)) is None:
        raise AmountError(text, "不是数字")
    return fen


def _register(state: BookState) -> Iterator[Member]:
    """Give each unit's place in the register, and whether its code stands there before."""
    seen: set[str] = set()
    for number, unit in enumerate(state.context.facts.units):
        yield number, unit.code in seen
        seen.add(unit.code)


def _registered(state: BookState, rule: Rule, entry: Member) -> Finding | None:
    assert isinstance(entry, tuple)  # noqa: S101 - as `_register` gives them
    number, repeated = entry
    assert isinstance(number, int)  # noqa: S101 - see above
    unit = state.context.facts.units[number]
    message = _flaw(state, unit) or ("单位代码重复" if repeated else "")
    if not message:
        return None
    return Finding(rule.code, rule.level, SubjectPlace("unit", unit.code), message, rule.mend)


def _flaw(state: BookState, unit: Unit) -> str:
    """Say what is wrong with a unit's place in the tree."""
    known = state.context.dimensions.units
    if unit.parent and unit.parent not in known:
        return f"上级单位“{unit.parent}”没有登记"
    seen, above = {unit.code}, known.get(unit.parent or "")
    while above is not None and above.code not in seen:
        seen.add(above.code)
        above = known.get(above.parent or "")
    if above is not None and above.code == unit.code:
        return "上级单位循环：沿上级单位向上找，又回到这个单位"
    return _unmerged(known.get(unit.parent or "")) if unit.merged else ""


def _unmerged(above: Unit | None) -> str:
    """Say why nobody keeps the lines of a merged unit."""
    if above is None:
        return "并入上级，但没有填上级单位"
    if not _carries(above):
        return f"并入上级，但上级单位 {above.code} {above.name}自己没有明细（是汇总单位或也已并入）"
    return ""


def _projects(state: BookState) -> Iterable[str]:
    return (project.name for project in state.context.facts.projects)


REGISTER_RULES: Final = (
    BookRule(_D02, _carrying, _has_lines, UNITS, _no_lines),
    BookRule(_D03, _projects, _project, PROJECTS),
    BookRule(D09, _register, _registered),
)
