"""Reading `rules.toml`: the equations of a pack, each name in them looked up in its tables.

    [rules."B02.1"]
    title = "各行总计等于各项资金来源之和"
    table = "02"
    each = "row"
    equal = ["总计", "parts(总计)"]
    message = "总计与各列之和不相等"

A rule of the program itself (L01, D07…) may be given another level, or put off with a reason.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any, Final

from budgettool.packs.conditions import read_axis
from budgettool.packs.definition import Axis, SideDefinition, TableDefinition
from budgettool.packs.naming import Names
from budgettool.packs.reading import Entry, PackError
from budgettool.packs.reference import (
    ReferenceSyntaxError,
    cell_references,
    parse_expression,
)
from budgettool.packs.rule import EquationRule, Level, Override, RuleBook

LEVELS: Final[tuple[Level, ...]] = ("H", "S", "I")
_CODE = re.compile(r"[A-Z]{1,2}\d{2,4}(\.\d{1,2})?")
_HOLE = re.compile(r"\{(\w+)\}")
_OF_EQUATIONS = frozenset(
    {"equal", "at_most", "each", "table", "by", "for", "tolerance", "book_level"}
)
_MOST = 500
"""Equations of one rule, at most."""


def read_rules(
    entry: Entry, tables: tuple[TableDefinition, ...], unlisted: Collection[str] = ()
) -> RuleBook:
    """Read all rules of a pack.

    Args:
        entry: The file.
        tables: The pack's tables.
        unlisted: Ids of tables that the pack has from another one and does not print; equations
            over them are put off.

    Raises:
        PackError: One is not understood, or names a table, row or column that does not exist.
    """
    settings = entry.value("settings", {})
    if not isinstance(settings, dict):
        raise entry.fail("settings", "应为表")
    listed = entry.entry("rules")
    equations: list[EquationRule] = []
    overrides: dict[str, Override] = {}
    for code in listed.unread() if listed else ():
        assert listed is not None  # noqa: S101 - there is a code
        rule = listed.entry(code)
        if not _CODE.fullmatch(code) or rule is None:
            raise listed.fail(code, "规则编号应为字母加数字，如 B02.1")
        if rule.has("equal") or rule.has("at_most"):
            put_off = rule.text("off", "") or _lacking(rule, unlisted)
            equations.append(
                _put_off(code, rule, put_off) if put_off else _equation_rule(code, rule, tables)
            )
        else:
            overrides[code] = _override(rule)
        rule.done()
    entry.done()
    return RuleBook(tuple(equations), overrides, settings)


def _override(entry: Entry) -> Override:
    level = entry.choice("level", LEVELS) if entry.has("level") else None
    override = Override(level, entry.text("off", ""))  # type: ignore[arg-type]
    if override == Override():
        raise entry.fail("level", "应写明 level 或 off，或写 equal、at_most 等式")
    return override


def _lacking(entry: Entry, unlisted: Collection[str]) -> str:
    """Say which of the tables that an equation reads are not printed; empty where all are."""
    if not unlisted:
        return ""
    read = {entry.text("table", "").partition("/")[0]}
    for text in chain(*_spelled_out(entry, "equal" if entry.has("equal") else "at_most")):
        with suppress(ReferenceSyntaxError):  # which is told where the equation itself is read
            read.update(reference.table for reference in cell_references(parse_expression(text)))
    lacking = sorted(read & set(unlisted))
    return f"本表样没有{'、'.join(lacking)}表" if lacking else ""


def _put_off(code: str, entry: Entry, reason: str) -> EquationRule:
    """Read a rule that a pack has from another one and does not ask for: its tables may lack."""
    level: Level = entry.choice("level", LEVELS, "H")  # type: ignore[assignment]
    for key in entry.unread():
        if key in _OF_EQUATIONS:
            entry.value(key)
    return EquationRule(
        code=code,
        level=level,
        title=entry.text("title", ""),
        equations=(),
        message=entry.text("message", ""),
        mend=entry.text("mend", ""),
        basis=entry.text("basis", ""),
        off=reason,
    )


def _equation_rule(code: str, entry: Entry, tables: tuple[TableDefinition, ...]) -> EquationRule:
    comparison = "equal" if entry.has("equal") else "at_most"
    if entry.has("equal") and entry.has("at_most"):
        raise entry.fail("at_most", "一条规则只能写 equal 或 at_most 之一")
    each = entry.choice("each", ("once", "row", "column"), "once")
    table, side = _side(entry, tables, each)
    texts = list(_spelled_out(entry, comparison))
    named = Names(entry, comparison, tables, each, side)
    level: Level = entry.choice("level", LEVELS, "H")  # type: ignore[assignment]
    return EquationRule(
        code=code,
        level=level,
        title=entry.text("title"),
        equations=tuple(named.equation(left, right) for left, right in texts),
        comparison=comparison,  # type: ignore[arg-type]
        each=each,  # type: ignore[arg-type]
        table=table.id if table else "",
        side=table.sides.index(side) if table and side else 0,
        by=_by(entry),
        tolerance=entry.whole("tolerance", 0, most=1_000),
        message=entry.text("message"),
        mend=entry.text("mend"),
        basis=entry.text("basis"),
        book_level=entry.choice("book_level", LEVELS) if entry.has("book_level") else None,  # type: ignore[arg-type]
    )


def _by(entry: Entry) -> Axis | None:
    """Read what rows of different tables are matched by."""
    if not entry.has("by"):
        return None
    try:
        return read_axis(entry, entry.text("by"), "expenditure", "unit")
    except PackError as error:
        raise entry.fail("by", error.reason) from error


def _side(
    entry: Entry, tables: tuple[TableDefinition, ...], each: str
) -> tuple[TableDefinition | None, SideDefinition | None]:
    """Find the side of a table that a rule is asked of, such as `02` or `01/支出`."""
    if each == "once":
        return None, None
    table_id, _, head = entry.text("table").partition("/")
    for table in tables:
        if table.id == table_id:
            for side in table.sides:
                if side.head == head or len(table.sides) == 1:
                    return table, side
    raise entry.fail("table", f"没有“{entry.text('table')}”；两侧的表写作 01/支出")


def _spelled_out(entry: Entry, key: str) -> Iterator[tuple[str, str]]:
    """Give each pair of texts, with the values of `for` put in."""
    given = entry.value(key)
    several = isinstance(given, list) and given and isinstance(given[0], list)
    pairs = given if several else [given]
    values = entry.value("for", {})
    if not isinstance(values, dict) or len(values) > 1:
        raise entry.fail("for", "应写作 { 名称 = [值, …] }")
    count = 0
    for pair in pairs:
        if not _is_pair(pair):
            raise entry.fail(key, '应为两个式子，如 ["01.收入合计[金额]", "01.支出合计[合计]"]')
        for filled in _filled(entry, pair, values):
            count += 1
            if count > _MOST:
                raise entry.fail(key, f"等式超过 {_MOST} 个")
            yield filled


def _is_pair(given: object) -> bool:
    two = isinstance(given, list) and len(given) == 2  # noqa: PLR2004 - a left and a right side
    return two and all(isinstance(text, str) for text in given)  # type: ignore[attr-defined]


def _filled(entry: Entry, pair: list[str], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    left, right = pair
    holes = {*_HOLE.findall(left), *_HOLE.findall(right)}
    for hole in holes:
        if hole not in values:
            raise entry.fail("for", f"没有给出 {{{hole}}} 的值")
    if not holes:
        yield left, right
        return
    (name, listed), *_ = values.items()
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise entry.fail("for", "应写作 { 名称 = [值, …] }")
    for item in listed:
        yield left.replace(f"{{{name}}}", item), right.replace(f"{{{name}}}", item)
