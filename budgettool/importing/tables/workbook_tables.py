"""Tables in a workbook, as they are published or as an office types them: one sheet a table."""

import re
from collections.abc import Iterator, Mapping

from budgettool.importing.grid import Workbook, cell_name
from budgettool.importing.problem import Problem
from budgettool.importing.tables.heads import Header, find_header
from budgettool.importing.tables.page import Page, number_of, table_of
from budgettool.importing.tables.raw import RawCell, RawRow, RawSide
from budgettool.importing.tables.raw_tables import RawTables
from budgettool.importing.tables.workbook_forms import looks_like, read_forms
from budgettool.packs.definition import FormDefinition, Pack, SideDefinition, TableDefinition

_NOTE = re.compile(r"\s*(注[：:\d]|备注[：:]|说明[：:])")


def find_tables(workbook: Workbook, pack: Pack) -> RawTables:
    """Find the tables and forms of a pack in a workbook; other sheets are passed over."""
    found = RawTables()
    for grid in workbook.grids:
        if not grid.hidden:
            _find(Page(grid), pack, found)
    return found


def _find(page: Page, pack: Pack, found: RawTables) -> None:
    table = table_of(page, pack) or _form_of(page, pack)
    if table is None:
        return
    if table.form and not table.sides:
        _find_forms(page, table, table.form, found)
    elif table.id in found.sides:
        found.problems.append(_odd(page, f"与前面的工作表都是{number_of(table)}，没有核对"))
    elif (header := find_header(page, table)) is None:
        reason = f"像是{number_of(table)}，但找不到它的表头，没有核对"
        found.problems.append(_odd(page, reason))
    else:
        found.sides[table.id] = list(_sides(page, table, header))


def _form_of(page: Page, pack: Pack) -> TableDefinition | None:
    """Find the form that a worksheet without number and title shows."""
    forms = (table for table in pack.tables if table.form)
    return next((table for table in forms if table.form and looks_like(page, table.form)), None)


def _find_forms(page: Page, table: TableDefinition, form: FormDefinition, found: RawTables) -> None:
    forms = list(read_forms(page, table, form))
    if forms:
        found.forms.setdefault(table.id, []).extend(forms)
    else:
        reason = f"像是{number_of(table)}，但找不到它的栏目，没有核对"
        found.problems.append(_odd(page, reason))


def _sides(page: Page, table: TableDefinition, header: Header) -> Iterator[RawSide]:
    notes = [text for row in page.rows for text in row[:1] if _NOTE.match(text)]
    for number, side in enumerate(table.sides):
        own = {at: each for at, each in header.targets.items() if each.side == number}
        keys = {at: each.place for at, each in own.items() if each.naming}
        cells = {at: each.place for at, each in own.items() if not each.naming}
        yield RawSide(
            table=table,
            side=side,
            file_place=page.grid.name,
            rows=tuple(_rows(page, side, keys, cells, header.after)),
            number=page.number(table),
            title=page.title(table),
            unit=page.unit(header.after),
            notes=tuple(notes) if not number else (),
            unknown=tuple(_unknown(page, header)) if not number else (),
        )


def _unknown(page: Page, header: Header) -> Iterator[str]:
    """Name the columns that the pack does not know and that hold something."""
    for column, text in header.unknown.items():
        if any(page.text(row, column) for row in range(header.after, len(page.rows))):
            yield text


def _rows(
    page: Page,
    side: SideDefinition,
    keys: Mapping[int, int],
    cells: Mapping[int, int],
    after: int,
) -> Iterator[RawRow]:
    for row in range(after, len(page.rows)):
        if _NOTE.match(page.text(row, 0)):
            return
        named, group = _named(page, side, keys, row)
        figures = {place: _cell(page, row, column) for column, place in cells.items()}
        if named or any(cell.text or cell.flaw for cell in figures.values()):
            yield RawRow(f"第 {row + 1} 行", named, group, figures)


def _cell(page: Page, row: int, column: int) -> RawCell:
    flaw = page.grid.flaws.get((row, column), "")
    return RawCell(page.text(row, column), cell_name(row, column), flaw)


def _named(
    page: Page, side: SideDefinition, keys: Mapping[int, int], row: int
) -> tuple[dict[str, str], str]:
    """Read the naming columns of a row; a merged name beside rows is their group."""
    named: dict[str, str] = {}
    group = ""
    for column, place in sorted(keys.items()):
        key, text = side.keys[place], page.text(row, column)
        if key.role == "group":
            group = text
        elif text and not (key.role == "label" and text == group):
            named[key.id] = text
    label = next((key.id for key in side.keys if key.role == "label"), "")
    if group and label and label not in named:
        named[label], group = group, ""
    return named, group


def _odd(page: Page, reason: str) -> Problem:
    return Problem(page.grid.name, 0, None, "", "", reason)
