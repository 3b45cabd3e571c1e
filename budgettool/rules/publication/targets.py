"""B10, B11.1: the amounts that forms of targets print, against the tables that they come from.

On a book they hold by construction; they judge sheets as they are printed, whatever made them:
`rules.forms` asks them of sheets that were read. A figure of a form is found by the label that
stands before it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from budgettool.model import AMOUNT, ExpenditureLine
from budgettool.money import AmountError, exact_text, parse_amount, round_half_up, step
from budgettool.packs.definition import Pack
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.publication.publication import Publication, PublicationRule
from budgettool.rules.rule import Rule
from budgettool.sheets.sheet import Cell, Sheet

_B10: Final = Rule(
    code="B10",
    level="H",
    title="整体绩效目标表的预算情况与各表相符：总额 = 财政性资金 + 其他资金 = 基本支出 + 项目支出"
    " = 01 表支出合计，财政性资金 = 04 表收入合计",
    scope="印出的部门整体绩效目标表，按格子前的名称认；由账本编成的处处相符",
    mend="由明细重新编出这张表，或改正填写的数",
    basis="预算10表：预算情况取自预算01表、预算04表",
    tolerance="按印出的数；两数相加可差一个末位",
    example=("1991.6 = 1990.5 + 1.1", "1991.6，其他资金写 1.3"),
)
_B111: Final = Rule(
    code="B11.1",
    level="H",
    title="项目本年度金额等于项目的明细之和（全部资金来源），不大于项目总金额",
    scope="印出的各项目绩效目标表，按格子前的名称认；公开时略去涉密明细后的数",
    mend="由明细重新编出这张表，或改正项目总金额",
    basis="预算11表：项目总金额、项目本年度金额",
    tolerance="按印出的数",
    example=("明细共 30 万元，印 30.0，总金额 30.0", "明细共 30 万元，印 30.1"),
)
_WHOLE: Final = "部门预算总额"
_FISCAL: Final = "财政性资金"
_OTHER: Final = "其他资金"
_BASIC: Final = "基本支出"
_PROJECTS: Final = "项目支出"
_YEAR: Final = "项目本年度金额"
_TOTAL: Final = "项目总金额"
_SPENT: Final = "01.支出合计[合计]"
_GRANTED: Final = "04.收入合计[金额]"


_LISTED: Final = 6
_SHOWN: Final = 40
_SAID: Final = {_SPENT: "预算01表支出合计", _GRANTED: "预算04表收入合计"}
"""What the cells of tables are called."""


class _Amount(NamedTuple):
    """An amount in 分, and the 分 in its last printed place."""

    fen: int
    place: int


class _Equation(NamedTuple):
    """What ought to be equal: a label, and the labels or cells of which it is the sum."""

    label: str
    parts: tuple[str, ...]
    said: str


_LABELS: Final = (_WHOLE, _FISCAL, _OTHER, _BASIC, _PROJECTS)

_EQUATIONS: Final = (
    _Equation(_WHOLE, (_FISCAL, _OTHER), "财政性资金与其他资金之和"),
    _Equation(_WHOLE, (_BASIC, _PROJECTS), "基本支出与项目支出之和"),
    _Equation(_WHOLE, (_SPENT,), _SAID[_SPENT]),
    _Equation(_FISCAL, (_GRANTED,), _SAID[_GRANTED]),
)


def wrong_overall(pack: Pack, sheets: Sequence[Sheet], rule: Rule) -> Iterator[Finding]:
    """Find amounts of the department's form that are not those of the tables, or not of a sum."""
    for sheet in forms_of(pack, sheets, per=""):
        known = _known(pack, sheets, sheet)
        for number, equation in enumerate(_EQUATIONS):
            if all(name in known for name in (equation.label, *equation.parts)):
                yield from _compared(sheet, rule, equation, known, str(number))


def unread_overall(pack: Pack, sheets: Sequence[Sheet]) -> str:
    """Say which figures of form and tables were not found, so that nothing passes silently."""
    forms = forms_of(pack, sheets, "")
    if not forms:
        return "没有部门整体绩效目标表"
    wanted = dict.fromkeys(n for each in _EQUATIONS for n in (each.label, *each.parts))
    known = _known(pack, sheets, forms[0])
    missing = [_SAID.get(name, name) for name in wanted if name not in known]
    return f"没有读到{'、'.join(missing)}" if missing else ""


def _known(pack: Pack, sheets: Sequence[Sheet], form: Sheet) -> dict[str, _Amount]:
    return _references(pack, sheets) | _labelled(form, _LABELS)


def _compared(
    sheet: Sheet, rule: Rule, equation: _Equation, known: Mapping[str, _Amount], part: str
) -> Iterator[Finding]:
    """Compare as printed: to the last place that all of the figures have."""
    parts = [known[name] for name in equation.parts]
    place = max(each.place for each in (known[equation.label], *parts))
    found = round_half_up(known[equation.label].fen, place)
    expected = sum(round_half_up(each.fen, place) for each in parts)
    allowed = place if len(equation.parts) > 1 else 0
    if abs(found - expected) > allowed:
        yield Finding(
            rule.code,
            rule.level,
            SubjectPlace("table", sheet.id),
            f"{equation.label}与{equation.said}不相等",
            rule.mend,
            expected,
            found,
            sheet.unit,
            sheet.decimals,
            part=part,
        )


def wrong_projects(
    pack: Pack, sheets: Sequence[Sheet], rule: Rule, spent: Mapping[str, int] | None
) -> Iterator[Finding]:
    """Find amounts of projects that are not those of their lines, or are above their whole.

    Args:
        pack: Says which sheets are forms of projects.
        sheets: Those that are printed.
        rule: As the pack has it.
        spent: What the lines of each project come to, in 分; None where no lines are known.
    """
    for sheet in forms_of(pack, sheets, per="project"):
        printed = _labelled(sheet, (_YEAR, _TOTAL))
        year, total = printed.get(_YEAR), printed.get(_TOTAL)
        if year is None:
            continue
        lines = None if spent is None else spent.get(project_of(sheet), 0)
        if lines is not None and round_half_up(year.fen - lines, year.place):
            yield _wrong(rule, sheet, "year", "项目本年度金额与明细之和不相等", (lines, year.fen))
        if total is not None and year.fen > total.fen:
            said = f"项目本年度金额大于项目总金额 {exact_text(total.fen, sheet.unit)}"
            yield _wrong(rule, sheet, "total", said, (total.fen, year.fen))


def unread_projects(pack: Pack, sheets: Sequence[Sheet]) -> str:
    """Say which amounts of projects were not found."""
    forms = forms_of(pack, sheets, "project")
    if not forms:
        return "没有项目绩效目标表"
    missing = [project_of(sheet) for sheet in forms if _YEAR not in _labelled(sheet, (_YEAR,))]
    more = f"等 {len(missing)} 个" if len(missing) > _LISTED else ""
    listed = "、".join(name[:_SHOWN] for name in missing[:_LISTED])
    return f"没有读到项目本年度金额：{listed}{more}" if missing else ""


def project_of(sheet: Sheet) -> str:
    """Give the project whose form a sheet is."""
    return sheet.id.partition("/")[2]


def _wrong(rule: Rule, sheet: Sheet, part: str, message: str, amounts: tuple[int, int]) -> Finding:
    place = SubjectPlace("project", project_of(sheet), "total")
    expected, found = amounts
    return Finding(
        rule.code, rule.level, place, message, rule.mend, expected, found, sheet.unit,
        sheet.decimals, part=part,
    )  # fmt: skip


def forms_of(pack: Pack, sheets: Sequence[Sheet], per: str) -> list[Sheet]:
    """List the sheets that are forms: `project` for those of projects, nothing for others."""
    ids = {table.id for table in pack.tables if table.form and table.per == per}
    return [sheet for sheet in sheets if sheet.id.partition("/")[0] in ids]


def _references(pack: Pack, sheets: Sequence[Sheet]) -> dict[str, _Amount]:
    """Give the amounts of tables by address; a form's are not its own."""
    tables = {table.id for table in pack.tables if table.sides}
    return {
        cell.reference: _Amount(cell.exact, step(sheet.fen_per_unit, sheet.decimals))
        for sheet in sheets
        if sheet.id in tables
        for row in sheet.body
        for cell in row.cells
        if cell.reference in _SAID and cell.exact is not None
    }


def _labelled(sheet: Sheet, labels: Sequence[str]) -> dict[str, _Amount]:
    """Find the amounts that stand after labels; a text that is no amount is not among them."""
    found: dict[str, _Amount] = {}
    for row in sheet.body:
        for cell, after in zip(row.cells, row.cells[1:], strict=False):
            words = "".join(cell.text.split())
            label = next((each for each in labels if _names(words, each)), None)
            amount = _amount(after, sheet) if label else None
            if label and amount is not None:
                found.setdefault(label, amount)
    return found


def _names(words: str, label: str) -> bool:
    """Tell whether words are a label, but for a number before it and a unit after it."""
    plain = words.removesuffix("（万元）").removesuffix("（元）")
    return plain == label or plain.endswith(f"）{label}")


def _amount(cell: Cell, sheet: Sheet) -> _Amount | None:
    """Read an amount with its last printed place; whole numbers are as exact as the sheet."""
    decimals = len(cell.text.strip().partition(".")[2]) or sheet.decimals
    place = step(sheet.fen_per_unit, min(decimals, sheet.decimals))
    if cell.kind == "amount" or cell.exact is not None:
        return None if cell.exact is None else _Amount(cell.exact, place)
    try:
        return _Amount(parse_amount(cell.text, sheet.fen_per_unit), place)
    except AmountError:
        return None


def _overall(publication: Publication, rule: Rule) -> Iterator[Finding]:
    return wrong_overall(publication.pack, publication.sheets, rule)


def _unread(publication: Publication) -> str:
    return unread_overall(publication.pack, publication.sheets)


def _of_projects(publication: Publication, rule: Rule) -> Iterator[Finding]:
    spent: defaultdict[str, int] = defaultdict(int)
    for line in publication.published.facts.lines:
        if isinstance(line, ExpenditureLine) and line.measure == AMOUNT and line.project:
            spent[line.project] += line.amount or 0
    return wrong_projects(publication.pack, publication.sheets, rule, spent)


def _no_projects(publication: Publication) -> str:
    return unread_projects(publication.pack, publication.sheets)


TARGET_RULES: Final = (
    PublicationRule(_B10, _overall, _unread),
    PublicationRule(_B111, _of_projects, _no_projects),
)
