"""`budgettool show`: the tables, one table, or one figure with the lines behind it."""

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from budgettool.cli.opened import opened
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.errors import BudgetToolError
from budgettool.model import ExpenditureLine, IncomeLine, Line
from budgettool.money import exact_text
from budgettool.packs.reference import CellReference, parse_reference
from budgettool.sheets.packet import Packet
from budgettool.sheets.sheet import Cell, Sheet


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Show what was asked for, as text or JSON."""
    with opened(arguments.book, surroundings) as book:
        packet = book.derive(arguments.unit)
    what = arguments.what
    if what is None:
        shown, text = _overview(packet)
    elif "[" in what:
        shown, text = _figure(packet, parse_reference(what))
    else:
        shown, text = _table(_sheet(packet, what))
    print(json.dumps(shown, ensure_ascii=False, indent=1) if arguments.json else text)
    return 0


def _overview(packet: Packet) -> tuple[Any, str]:
    rows = [
        (sheet.id, sheet.number, sheet.title, f"{len(sheet.body)} 行") for sheet in packet.sheets
    ]
    listed = [
        {"id": sheet.id, "number": sheet.number, "title": sheet.title, "rows": len(sheet.body)}
        for sheet in packet.sheets
    ]
    return listed, "\n".join(aligned(rows, right=frozenset({3})))


def _sheet(packet: Packet, table: str) -> Sheet:
    for sheet in packet.sheets:
        if table in {sheet.id, sheet.number}:
            return sheet
    known = "、".join(sheet.id for sheet in packet.sheets)
    raise BudgetToolError(f"没有表“{table}”；有：{known}")


def _table(sheet: Sheet) -> tuple[Any, str]:
    shown = {
        "number": sheet.number,
        "title": sheet.title,
        "unit": sheet.unit,
        "columns": [column.id for column in sheet.columns],
        "rows": [
            {"address": row.address, "cells": [_cell(cell) for cell in row.cells]}
            for row in sheet.body
        ],
    }
    grid = [_spread(row.cells, len(sheet.columns)) for row in sheet.body]
    figures = frozenset(n for n, column in enumerate(sheet.columns) if not column.key)
    heads = tuple(column.id.rsplit("/", 1)[-1] for column in sheet.columns)
    lines = [
        f"{sheet.number}  {sheet.title}  单位：{sheet.unit}",
        *aligned([heads, *grid], figures),
    ]
    return shown, "\n".join(lines if grid else [*lines, "（本表没有数据）"])


def _cell(cell: Cell) -> dict[str, Any]:
    described: dict[str, Any] = {"column": cell.column, "text": cell.text}
    if cell.reference:
        described |= {"reference": cell.reference, "fen": cell.exact}
    return described


def _spread(cells: tuple[Cell, ...], width: int) -> list[str]:
    texts = [""] * width
    for cell in cells:
        texts[cell.column] = cell.text
    return texts


def _figure(packet: Packet, reference: CellReference) -> tuple[Any, str]:
    figure = packet.cube.figure(reference)
    if figure is None:
        raise BudgetToolError(
            f"没有“{reference}”这个单元格；用 budgettool show 账本 表号 查看各行各列"
        )
    ids = set(packet.cube.lines_behind(reference))
    lines = [line for line in packet.facts.lines if line.id in ids]
    table = packet.pack.table(reference.table)
    unit = table.unit if table else "元"
    amount = exact_text(int(figure), unit)
    shown = {
        "reference": str(reference),
        "fen": int(figure),
        "lines": [_described(line) for line in lines],
    }
    rows = [_line_texts(line, unit) for line in lines]
    text = [f"{reference} = {amount}，由 {len(lines)} 条明细构成", *aligned(rows, frozenset({6}))]
    return shown, "\n".join(text)


def _described(line: Line) -> dict[str, Any]:
    names = type(line).__dataclass_fields__
    return {name: getattr(line, name) for name in names}


def _line_texts(line: Line, unit: str) -> list[str]:
    return [text or "—" for text in _fields(line)] + [exact_text(line.amount or 0, unit)]


def _fields(line: Line) -> Iterator[str | None]:
    yield line.unit
    yield line.function
    if isinstance(line, ExpenditureLine):
        yield from (line.department_economic, line.nature, line.source, line.project)
    else:
        kind = "收入" if isinstance(line, IncomeLine) else "结转结余"
        yield from ("", kind, line.source, "")
