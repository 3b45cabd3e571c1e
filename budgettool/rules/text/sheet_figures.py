"""The figures of tables that were read from a file, as the text's quantities look them up.

Leaves reading files to `importing.tables`, rows by number to `rules.grids`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from budgettool.cube.dimensions import Dimensions
from budgettool.model import Project
from budgettool.packs.definition import Pack
from budgettool.packs.labels import fill
from budgettool.packs.reference import CellReference, EachReference, Path
from budgettool.rules.grids import Number, SheetGrid
from budgettool.rules.publication.targets import forms_of
from budgettool.rules.rowsets import RowSet, of_axis
from budgettool.rules.sheets import sheet_grids
from budgettool.sheets.sheet import Sheet


class SheetFigures:
    """Implements `sheets.figures_of_tables.Figures` over sheets."""

    def __init__(self, pack: Pack, sheets: Sequence[Sheet], dimensions: Dimensions) -> None:
        self._grids: Mapping[str, Sequence[SheetGrid]] = sheet_grids(pack, sheets)
        self._projects = _projects(pack, sheets)
        self._of_projects = _of_projects(pack, sheets)
        self._dimensions = dimensions
        self.step = max((grid.step for sides in self._grids.values() for grid in sides), default=0)

    def figure(self, reference: CellReference) -> Fraction | None:
        """Give one figure as printed; nought for a row that an empty table does not print."""
        for grid in self._grids.get(reference.table, ()):
            column = grid.columns.get(reference.column)
            if column is None:
                continue
            row = grid.find(reference.row)
            found = grid.absent(reference.row) if row is None else grid.figure(row, column)
            if found is not None or row is not None:
                return _fraction(found)
        return _fraction(self._of_projects.get(str(reference)))

    @property
    def projects(self) -> Mapping[str, tuple[Project, ...]]:
        """Give the projects that have a sheet, by the form's id; what was not read is not there."""
        return self._projects

    def figures(self, reference: EachReference) -> tuple[Fraction, ...] | None:
        """Give a column in every row of an axis; None where a figure cannot be read."""
        for grid in self._grids.get(reference.table, ()):
            column = grid.columns.get(reference.column)
            if column is None:
                continue
            rows = RowSet(grid, of_axis(reference.axis, reference.of)).rows()
            found = [_fraction(grid.figure(row, column)) for row in rows]
            known = tuple(each for each in found if each is not None)
            return known if len(known) == len(found) else None
        return None

    def rows(self, side: str, column: Path) -> Iterator[tuple[Path, str, Fraction]]:
        """Walk the rows of a side."""
        table, _, head = side.partition("/")
        for grid in self._grids.get(table, ()):
            place = grid.columns.get(column)
            if place is None or (head and grid.side.head != head):
                continue
            for number in grid.present():
                key, figure = grid.row_keys()[number], _fraction(grid.figure(number, place))
                if figure is not None:
                    yield key.address, self._label(grid, number), figure

    def units(self) -> int | None:
        """Count the units whose rows the tables print; None where no table has such rows."""
        found = {
            member
            for sides in self._grids.values()
            for grid in sides
            for key in grid.row_keys()
            for axis, member in key.chain
            if axis.dimension == "unit" and member
        }
        return len(found) or None

    def _label(self, grid: SheetGrid, number: int) -> str:
        key = grid.row_keys()[number]
        if key.definition.each and key.chain:
            axis, member = key.chain[-1]
            return self._dimensions.text(axis.dimension, "name", member) or member
        return fill(key.definition.label, lambda _: "") or key.address[-1]


def _projects(pack: Pack, sheets: Sequence[Sheet]) -> Mapping[str, tuple[Project, ...]]:
    found: dict[str, tuple[Project, ...]] = {}
    for sheet in forms_of(pack, sheets, "project"):
        table, _, name = sheet.id.partition("/")
        found[table] = (*found.get(table, ()), Project(name, name))
    return found


def _of_projects(pack: Pack, sheets: Sequence[Sheet]) -> Mapping[str, int]:
    """Give the amounts that forms of projects take from a table that is not printed."""
    return {
        cell.reference: cell.exact
        for sheet in forms_of(pack, sheets, "project")
        for row in sheet.body
        for cell in row.cells
        if cell.reference and cell.exact is not None
    }


def _fraction(number: Number | None) -> Fraction | None:
    return None if number is None else Fraction(number)
