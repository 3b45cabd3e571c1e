"""What the working workbook is made of: the lines, and what those behind each figure share.

A cell's conditions become values in columns of the lines, so that SUMIFS finds the same lines as
the cube. Leaves writing to `working`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgettool.cube.block import Block
from budgettool.cube.dimensions import Value as Member
from budgettool.cube.facts import Fact, FactReader
from budgettool.exporting.excel.lines import AMOUNT, Criteria, LineColumn, Value
from budgettool.packs.definition import KEY, MEMBERED, Axis, Where
from budgettool.packs.reference import CellReference, parse_reference
from budgettool.sheets.packet import Packet
from budgettool.sheets.sheet import Position

_CALLED = "called"
"""What a code is called: for people, never a criterion."""
_NAMES = {
    "lines": "明细",
    "measure": "度量",
    "unit": "单位",
    "function": "功能科目",
    "department_economic": "部门经济科目",
    "government_economic": "政府经济科目",
    "nature": "支出性质",
    "source": "资金来源",
    "project": "项目",
    "procurement": "政府采购",
    "secret": "涉密",
    "counterparty": "对方单位",
}
_ATTRIBUTES = {
    "name": "",
    "code": "",
    _CALLED: "名称",
    "fund": "所属预算",
    "fiscal": "财政拨款",
    "carryover": "结转",
    "department": "部门",
    "kind": "类型",
    "part": "类别",
    "staff": "人员经费",
}
_WORDS = {
    "lines": {"expenditure": "支出", "income": "收入", "balance": "结转结余"},
    "measure": {
        "amount": "本年",
        "prior": "上年",
        "initial": "年初预算",
        "adjusted": "调整预算",
        "final": "决算",
        "opening": "年初",
        "closing": "年末",
    },
}


@dataclass(frozen=True, slots=True)
class WorkingSource:
    """The lines as rows, and the criteria of each figure; see `write_working_workbook`."""

    columns: tuple[LineColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    criteria: Mapping[tuple[str, Position], Criteria]


def working_source(packet: Packet) -> WorkingSource:
    """Give the lines with every attribute that the tables look at, and what each figure sums."""
    figures = dict(_figures(packet))
    axes = dict.fromkeys(_plain_axes())
    axes |= dict.fromkeys(c.axis for where in figures.values() for c in where)
    reader = FactReader(packet.cube.dimensions)
    facts = [reader.fact(line) for line in packet.facts.lines]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (*(_text(axis, _member(packet, axis, fact)) for axis in axes), line.memo, fact.amount)
        for line, fact in zip(packet.facts.lines, facts, strict=True)
    )
    values = {axis: frozenset(str(row[n]) for row in rows) for n, axis in enumerate(axes)}
    return WorkingSource(
        columns=(
            *(LineColumn(str(axis), _head(axis)) for axis in axes),
            LineColumn("memo", "备注"),
            LineColumn(AMOUNT, "金额（元）"),
        ),
        rows=rows,
        criteria={place: _criteria(where, values) for place, where in figures.items()},
    )


def _plain_axes() -> Iterator[Axis]:
    """Give the dimensions themselves, in the order in which people read a line."""
    levels = {
        "unit": "code",
        "function": "项",
        "department_economic": "款",
        "government_economic": "款",
    }
    for dimension in KEY:
        yield Axis(dimension, levels.get(dimension, "name"))
        if dimension in levels:
            yield Axis(dimension, _CALLED)


def _figures(packet: Packet) -> Iterator[tuple[tuple[str, Position], Where]]:
    """Walk the figures whose lines are found by conditions."""
    for sheet in packet.sheets:
        for number, row in enumerate(sheet.body):
            for cell in row.cells:
                if cell.kind != "amount" or not cell.reference or cell.parts:
                    continue
                found = _conditions(packet, cell.reference)
                if found is not None:
                    yield (sheet.id, (number, cell.column)), found


def _conditions(packet: Packet, text: str) -> Where | None:
    reference = parse_reference(text)
    block = _block(packet, reference)
    place = block.find(reference.row, reference.column) if block else None
    if block is None or place is None:
        return None
    return block.conditions(place)


def _block(packet: Packet, reference: CellReference) -> Block | None:
    for block in packet.cube.blocks.get(reference.table, ()):
        if block.find(reference.row, reference.column) is not None:
            return block
    return None


def _criteria(where: Where, values: Mapping[Axis, frozenset[str]]) -> Criteria:
    """Spell conditions as allowed values; a negated one allows all others that there are."""
    criteria: list[tuple[str, tuple[str, ...]]] = []
    for condition in where:
        named = frozenset(_text(condition.axis, value) for value in condition.values)
        allowed = values[condition.axis] - named if condition.negated else named
        criteria.append((str(condition.axis), tuple(sorted(allowed))))
    return tuple(criteria)


def _member(packet: Packet, axis: Axis, fact: Fact) -> Member:
    member = fact.key[KEY.index(axis.dimension)]
    dimensions = packet.cube.dimensions
    if axis.attribute == _CALLED:
        return dimensions.text(axis.dimension, "name", str(member)) if member else None
    if axis.dimension in MEMBERED and axis.attribute == "name":
        return member
    return dimensions.attribute(axis, member)


def _text(axis: Axis, value: Member) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return _WORDS.get(axis.dimension, {}).get(value or "", value or "")


def _head(axis: Axis) -> str:
    name = _NAMES.get(axis.dimension, axis.dimension)
    attribute = _ATTRIBUTES.get(axis.attribute, axis.attribute)
    return f"{name}·{attribute}" if attribute else name
