"""B0507: what 07 spends under government 505 and 506 is what 05 spends for institutions (事业单位).

A function and no equation, because no table prints the kind of a unit.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from budgettool.cube.block import Block
from budgettool.cube.matching import RowKey
from budgettool.packs.definition import RowDefinition
from budgettool.packs.reference import CellReference, Path
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.sums import MEASURES, WHOLE
from budgettool.rules.context import Context
from budgettool.rules.finding import CellPlace, Finding
from budgettool.rules.rule import Rule

_B0507: Final = Rule(
    code="B0507",
    level="S",
    title="07 表政府预算经济分类 505、506 类之和等于 05 表事业单位的工资福利支出与公用经费之和",
    scope="05 表每一单位行只含一种性质的单位时",
    mend="核对事业单位基本支出明细的政府预算经济科目：一般为 505、506 类",
    basis="财预〔2017〕98号：对事业单位的补助列 505、506 类",
    example=("事业单位工资福利和公用经费 100，505、506 类 100", "同上，505、506 类 99.99"),
)
_TOTAL: Final = ("一般公共预算", "合计")
_STAFF: Final = ("基本支出", "工资福利支出")
_RUNNING: Final = ("基本支出", "公用经费")
_FOR_INSTITUTIONS: Final = ("505", "506")


def _check(state: BookState, rule: Rule) -> Iterator[Finding]:
    blocks = state.context.cube.blocks
    by_function, by_economic = blocks["05"][0], blocks["07"][0]
    units = _unit_rows(by_function)
    kinds = _kinds(state, units)
    institutions = [row for unit, row in units.items() if kinds[unit] == {True}]
    pairs = list(_pairs(by_economic))
    expected = sum(
        by_function.amount((row, by_function.columns[column]))
        for row in institutions
        for column in (_STAFF, _RUNNING)
    )
    found = sum(by_economic.amount((row, by_economic.columns[_TOTAL])) for row in pairs)
    if expected != found:
        places = [*_cells(by_economic, pairs, _TOTAL), *_cells(by_function, institutions, _RUNNING)]
        yield Finding(
            rule.code,
            rule.level,
            places[0],
            "07 表 505、506 类之和与 05 表事业单位的工资福利支出、公用经费之和不相等",
            rule.mend,
            expected,
            found,
            by_economic.table.unit,
            by_economic.table.decimals,
            also=tuple(places[1:]),
        )


def _lacks(state: BookState) -> str:
    blocks = state.context.cube.blocks
    columns = {"05": {_STAFF, _RUNNING}, "07": {_TOTAL}}
    for table, needed in columns.items():
        sides = blocks.get(table, ())
        if not sides or not needed <= sides[0].columns.keys():
            return f"表样包没有 {table} 表的这些列"
    kinds = _kinds(state, _unit_rows(blocks["05"][0]))
    if any(len(found) > 1 for found in kinds.values()):
        return "05 表的单位行含有不同性质的单位"
    return ""


def _unit_rows(block: Block) -> dict[str, int]:
    """Find the rows that are units and spend on what is compared, by the member they stand for."""
    columns = [block.columns[column] for column in (_STAFF, _RUNNING)]
    return {
        row.address[-1]: number
        for number, row in _rows(block)
        if [axis.dimension for axis in row.definition.each] == ["unit"]
        and any(block.amount((number, column)) for column in columns)
    }


def _kinds(state: BookState, rows: Iterable[str]) -> Mapping[str, set[bool]]:
    """Give what `_kinds_below` does, walking all units only where the rows have changed."""
    asked = frozenset(rows)
    if asked not in state.kinds:
        state.kinds.clear()
        state.kinds[asked] = _kinds_below(state.context, asked)
    return state.kinds[asked]


def _kinds_below(context: Context, rows: Iterable[str]) -> dict[str, set[bool]]:
    """Tell of each unit row whether the units in it that carry lines are institutions."""
    kinds: dict[str, set[bool]] = {row: set() for row in rows}
    for unit in context.facts.units:
        if unit.kind == "汇总" or unit.merged:
            continue
        for code in _upwards(context, unit.code):
            if code in kinds:
                kinds[code].add("事业" in unit.kind)
                break
    return kinds


def _upwards(context: Context, code: str) -> Iterator[str]:
    seen: set[str] = set()
    step: str | None = code
    while step and step not in seen:
        seen.add(step)
        yield step
        unit = context.dimensions.units.get(step)
        step = unit.parent if unit else None


def _pairs(block: Block) -> Iterator[int]:
    for number, row in _rows(block):
        if _is_pair(row.definition) and row.address[-1].startswith(_FOR_INSTITUTIONS):
            yield number


def _rows(block: Block) -> list[tuple[int, RowKey]]:
    """List the rows that lines feed."""
    return [each for each in block.rows() if not block.is_nought(each[0])]


def _is_pair(row: RowDefinition) -> bool:
    return bool(row.each) and row.each[-1].dimension == "government_economic"


def _cells(block: Block, rows: Iterable[int], column: Path) -> Iterator[CellPlace]:
    keys = block.row_index.rows
    for address in sorted(keys[row].address for row in rows):
        yield CellPlace(CellReference(block.table.id, address, column))


INSTITUTION_RULES: Final = (
    BookRule(
        _B0507,
        subjects=lambda _: (WHOLE,),
        check=lambda state, rule, _: next(_check(state, rule), None),
        tally=MEASURES,
        lacks=_lacks,
    ),
)
