"""Units as they are typed or pasted into the wizard: rows of texts, and what is wrong with them."""

from collections.abc import Sequence
from typing import Final

from budgettool.model import UNIT_KINDS, Department, Unit

HEADINGS: Final = ("单位代码", "单位名称", "单位类型", "上级单位")
_DEFAULT_KIND: Final = "行政"
_SUM: Final = "汇总"
Row = tuple[str, str, str, str]


def rows_of_block(block: Sequence[Sequence[str]]) -> list[Row]:
    """Read rows copied from a spreadsheet, or written with commas; a heading is left out."""
    rows = []
    for line in block:
        cells = line[0].replace("，", ",").split(",") if len(line) == 1 else line
        cells = [*(cell.strip() for cell in cells), *[""] * len(HEADINGS)]
        if any(cells) and cells[0] not in {HEADINGS[0], "代码", "编码"}:
            rows.append((cells[0], cells[1], cells[2], cells[3]))
    return rows


def proposed_rows(department: Department) -> list[Row]:
    """Give the units that most departments have: the department as a sum, and its own office."""
    return [
        (department.code, department.full, _SUM, ""),
        (f"{department.code}001", "机关本级", _DEFAULT_KIND, department.code),
    ]


def units_of(rows: Sequence[Row]) -> tuple[Unit, ...]:
    """Make units of the rows that are filled; their ids are still empty.

    A kind that is left blank is 行政, or 汇总 where others stand under the unit.
    """
    tops = {row[3] for row in rows}
    return tuple(
        Unit("", code, name, kind or (_SUM if code in tops else _DEFAULT_KIND), parent or None)
        for code, name, kind, parent in rows
        if code or name
    )


def what_is_wrong(rows: Sequence[Row]) -> str:
    """Say what is wrong with the first wrong row, and what to do; empty where nothing is."""
    units = units_of(rows)
    codes = [unit.code for unit in units]
    for number, unit in enumerate(units, start=1):
        wrong = _wrong_with(unit, codes, number)
        if wrong:
            return f"第 {number} 个单位：{wrong}"
    return ""


def _wrong_with(unit: Unit, codes: Sequence[str], number: int) -> str:
    if not unit.code or not unit.name:
        return "代码和名称都要填"
    if unit.code in codes[: number - 1]:
        return f"代码 {unit.code} 与前面的重复，请改成不同的代码"
    if unit.kind not in UNIT_KINDS:
        return f"没有“{unit.kind}”这种类型，可填：{'、'.join(UNIT_KINDS)}"
    if unit.parent == unit.code:
        return "上级单位不能是自己"
    if unit.parent and unit.parent not in codes:
        return f"上级单位 {unit.parent} 不在表中，请先填上级单位，或清空这一格"
    return ""
