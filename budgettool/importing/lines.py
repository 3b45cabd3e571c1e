"""Makes units, projects and lines of the records of a sheet, each kind in its way.

A record that has a problem makes something all the same; the caller throws it away. Leaves single
cells to `cells`, the whole sheet to `proposal`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from budgettool.codes import Scheme
from budgettool.errors import BudgetToolError
from budgettool.importing.cells import CellReader
from budgettool.importing.headings import Kind
from budgettool.importing.layout import Column
from budgettool.importing.records import Record, Text
from budgettool.model import ExpenditureLine, IncomeLine, Project, Unit

Amounts = list[tuple[Column, int]]
"""The figures of a row that are taken, in 分."""

Maker = Callable[[CellReader, Record, Amounts], list[Any]]


def _expenditure(cells: CellReader, record: Record, amounts: Amounts) -> list[Any]:
    unit = _unit(cells, record)
    function = _code(cells, record, "function", required=True)
    department = _code(cells, record, "department_economic", required=True)
    government = _code(cells, record, "government_economic")
    if unit and department and government:
        government = cells.override(unit, department, government)
    nature = _nature(cells, record, required=_needs(amounts, "nature"))
    source = _source(cells, record, required=_needs(amounts, "source"))
    project = cells.of(record, "project")
    kind, secret = cells.of(record, "procurement"), bool(cells.of(record, "secret"))
    other, memo = cells.of(record, "counterparty"), cells.of(record, "memo") or ""
    return [
        ExpenditureLine(
            "",
            unit.code if unit else None,
            function,
            department,
            government,
            _member(column, "nature") or nature,
            _member(column, "source") or source,
            project,
            fen,
            column.meaning.measure,
            kind,
            secret,
            other,
            memo,
        )
        for column, fen in amounts
    ]


def _income(cells: CellReader, record: Record, amounts: Amounts) -> list[Any]:
    unit = _unit(cells, record)
    function = _code(cells, record, "function")
    source = _source(cells, record, required=_needs(amounts, "source"))
    other, memo = cells.of(record, "counterparty"), cells.of(record, "memo") or ""
    return [
        IncomeLine(
            "",
            unit.code if unit else None,
            _member(column, "source") or source,
            function,
            fen,
            column.meaning.measure,
            other,
            memo,
        )
        for column, fen in amounts
    ]


def _units(cells: CellReader, record: Record, _amounts: Amounts) -> list[Any]:
    return [
        Unit(
            "",
            cells.required(record, "code") or "",
            cells.required(record, "name") or "",
            cells.required(record, "kind") or "",
            cells.of(record, "parent"),
            bool(cells.of(record, "merged")),
            cells.of(record, "headcount"),
        )
    ]


def _projects(cells: CellReader, record: Record, _amounts: Amounts) -> list[Any]:
    return [
        Project(
            "",
            cells.required(record, "project") or "",
            cells.of(record, "code") or "",
            _nature(cells, record),
            cells.of(record, "unit"),
        )
    ]


MAKERS: Final[Mapping[Kind, Maker]] = {
    "expenditure": _expenditure,
    "income": _income,
    "units": _units,
    "projects": _projects,
}
"""What makes values of a record, by the kind of its sheet."""


def _unit(cells: CellReader, record: Record) -> Unit | None:
    code, name = record.fields.get("unit"), record.fields.get("unit_name")
    if code is None and name is None:
        cells.refuse_blank(record, "unit")
        return None
    unit: Unit | None = cells.value(record, "unit", code or name or Text("", None, ""))
    if unit and code and name and unit.name not in name.text and name.text not in unit.name:
        cells.notice_once(
            record.row,
            name,
            f"与代码不符：{unit.code} 是“{unit.name}”，已按代码导入（相同的只列一次）",
        )
    return unit


def _code(
    cells: CellReader, record: Record, scheme: Scheme, *, required: bool = False
) -> str | None:
    text, name = record.fields.get(scheme), record.fields.get(f"{scheme}_name")
    if text is None and name is None:
        if required:
            cells.refuse_blank(record, scheme)
        return None
    code: str | None = cells.value(record, scheme, text or name or Text("", None, ""))
    if code and text and name:
        reason = cells.contradiction(scheme, code, name.text)
        if reason:
            cells.notice_once(record.row, name, f"{reason}；已按编码导入（相同的只列一次）")
    return code


def _nature(cells: CellReader, record: Record, *, required: bool = False) -> str | None:
    """Join the nature and its detail, which stand in one column or in two."""
    general, detail = record.fields.get("nature"), record.fields.get("subnature")
    text = detail or general
    if text is None:
        if required:
            cells.refuse_blank(record, "nature")
        return None
    paths = [text.text] if general is None else [f"{general.text}/{text.text}", text.text]
    paths = [general.text] if detail is None and general else paths
    error: BudgetToolError | None = None
    for path in paths:
        try:
            found = cells.member("nature", path)
        except BudgetToolError as refused:
            error = error or refused
        else:
            if general is None or _is_below(cells, found, general.text):
                return found
    cells.refuse(record, text, str(error))
    return None


def _is_below(cells: CellReader, path: str, general: str) -> bool:
    """Tell whether a nature found by its last name alone belongs to the one written beside it."""
    try:
        above = cells.member("nature", general)
    except BudgetToolError:
        return True
    return path == above or path.startswith(f"{above}/")


def _source(cells: CellReader, record: Record, *, required: bool) -> str | None:
    source: str | None = (
        cells.required(record, "source") if required else cells.of(record, "source")
    )
    return source


def _needs(amounts: Amounts, dimension: str) -> bool:
    return any(not _member(column, dimension) for column, _ in amounts)


def _member(column: Column, dimension: str) -> str | None:
    member = column.meaning.member
    return member[1] if member and member[0] == dimension else None
