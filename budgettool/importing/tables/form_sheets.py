"""Typed forms become sheets of the same shape as those of a book, each text as it was printed.

Levels that the file leaves out, because a merged cell or a page ended, are put in again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from budgettool.importing.problem import Problem
from budgettool.importing.tables.naming import plain
from budgettool.importing.tables.places import (
    Spot,
    is_per_project,
    names_project,
    places_of,
    spot_of,
)
from budgettool.importing.tables.raw import RawCell
from budgettool.importing.tables.raw_form import RawForm
from budgettool.importing.tables.sheets import NOUGHT
from budgettool.money import FEN_PER_UNIT, AmountError, parse_amount
from budgettool.packs.definition import (
    FormCell,
    FormDefinition,
    FormRow,
    Label,
    Placeholder,
    TableDefinition,
)
from budgettool.packs.labels import fill, placeholders
from budgettool.packs.reference import (
    CellReference,
    Path,
    ReferenceSyntaxError,
    parse_expression,
    write_path,
)
from budgettool.sheets.form_layout import Texts, arrange, form_columns, lay_out, text_cell
from budgettool.sheets.sheet import Caption, Cell, Sheet
from budgettool.sheets.text import one_line


def make_form_sheets(
    table: TableDefinition, form: FormDefinition, raws: Iterable[RawForm]
) -> tuple[list[Sheet], list[Problem]]:
    """Make the sheets of a form, one a subject; what cannot be read is told, and is not known."""
    sheets: dict[str, Sheet] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    for raw in raws:
        maker = _Maker(table, form, raw)
        if maker.id in sheets:
            same = "同一个项目" if is_per_project(table) else "同一张表"
            reason = f"{raw.place}与{places[maker.id]}是{same}，只取前一个"
            problems.append(_problem(raw, "", reason))
            continue
        places[maker.id] = raw.place or f"“{raw.file_place}”"
        sheets[maker.id] = maker.sheet()
        problems += maker.problems
    return list(sheets.values()), problems


class _Maker:
    """Makes the sheet of one form, and notes what is wrong."""

    def __init__(self, table: TableDefinition, form: FormDefinition, raw: RawForm) -> None:
        self._table = table
        self._form = form
        self._raw = raw
        self._fen = FEN_PER_UNIT[raw.unit or table.unit]
        self._labels = {spot: label for label, spot in places_of(form).labels.items()}
        self._decimals = table.decimals if raw.unit in {"", table.unit} else 0
        self.problems = [_problem(raw, "", f"{raw.place}{reason}") for reason in raw.odd]
        self.project = one_line(self._named()) if is_per_project(table) else ""

    @property
    def id(self) -> str:
        """The sheet's id, with the project's name."""
        if not is_per_project(self._table):
            return self._table.id
        return f"{self._table.id}/{self.project or self._raw.place or self._raw.file_place}"

    def sheet(self) -> Sheet:
        """Make the sheet."""
        table, raw = self._table, self._raw
        if is_per_project(table) and not self.project:
            self._note("没有读到项目名称，与明细有关的没有核对")
        body = lay_out(self._form, dict(self._repeated()), self._cell)
        return Sheet(
            id=self.id,
            number=raw.number,
            title=raw.title,
            unit=raw.unit or table.unit,
            fen_per_unit=self._fen,
            decimals=self._decimals,
            thousands=table.thousands,
            captions=tuple(_captions(table, raw)),
            columns=form_columns(self._form),
            header=(),
            header_rows=0,
            numbers=(),
            body=body,
            page=table.page,
        )

    def _named(self) -> str:
        return next(
            (cell.text for spot, cell in self._raw.values.items() if names_project(spot)), ""
        )

    def _repeated(self) -> Iterator[tuple[str, list[Texts]]]:
        for row in self._form.rows:
            if row.repeat:
                found = self._raw.rows.get(row.repeat, ())
                texts = _with_levels(row, [[cell.text for cell in each] for each in found])
                listed = [Texts(number, cells) for number, cells in enumerate(texts)]
                yield row.repeat, arrange(row, listed, count(len(listed)))

    def _cell(self, definition: FormCell) -> Cell:
        spot = spot_of(definition)
        bound = (definition.field, 0) if definition.field else None
        if spot not in self._labels:
            return text_cell(definition, fill(definition.text, self._hole))._replace(field=bound)
        found = self._raw.values.get(spot)
        if definition.figure or definition.money:
            return self._amount(definition, spot, found)._replace(field=bound)
        text = found.text if found else ""
        if found and found.flaw and not text:
            self._note(f"{found.place}“{self._labels[spot]}”{found.flaw}，没有核对")
        return text_cell(definition, text)._replace(field=bound)

    def _amount(self, definition: FormCell, spot: Spot, found: RawCell | None) -> Cell:
        label = self._labels[spot]
        cell = text_cell(definition, found.text if found else "")
        if found is None or not (found.text or found.flaw):
            if definition.figure:
                self._note(f"没有写“{label}”的数，没有核对")
            return cell
        exact = self._exact(label, found)
        if exact is None:
            return cell
        return cell._replace(kind="amount", exact=exact, reference=self._address(definition.figure))

    def _exact(self, label: str, found: RawCell) -> int | None:
        text = found.text.strip()
        if found.flaw:
            self._unread(label, found, found.flaw)
            return None
        if text in NOUGHT:
            return 0
        try:
            exact = parse_amount(text, self._fen)
        except AmountError as error:
            self._unread(label, found, error.reason)
            return None
        decimals = min(len(text.partition(".")[2]), len(str(self._fen)) - 1)
        self._decimals = max(self._decimals, decimals)
        return exact

    def _address(self, figure: Label) -> str:
        """Give the address of a figure that is a cell of a table; empty for any other."""
        known = {"project.name": self.project}
        if not figure or not all(known.get(hole.source) for hole in placeholders(figure)):
            return ""
        try:
            parsed = parse_expression(fill(figure, lambda hole: write_path((known[hole.source],))))
        except ReferenceSyntaxError:
            return ""
        return str(parsed) if isinstance(parsed, CellReference) else ""

    def _hole(self, hole: Placeholder) -> str:
        known = {"unit": self._raw.unit or self._table.unit, "year": self._raw.year}
        return known.get(hole.source, "")

    def _unread(self, label: str, found: RawCell, reason: str) -> None:
        said = f"{found.place or self._raw.place}“{label}”{reason}，没有核对"
        self.problems.append(_problem(self._raw, found.text, said))

    def _note(self, reason: str) -> None:
        self.problems.append(_problem(self._raw, "", f"{self._raw.place}{reason}"))


def _problem(raw: RawForm, value: str, reason: str) -> Problem:
    return Problem(raw.file_place, 0, None, "", value, reason)


def _captions(table: TableDefinition, raw: RawForm) -> Iterable[Caption]:
    """Fill the lines above the form that say nothing but the year, where the file says it."""
    known = {"year": raw.year}
    for caption in table.captions:
        holes = [hole.source for label in caption for hole in placeholders(label)]
        if all(known.get(hole) for hole in holes):
            yield Caption(*(fill(label, lambda hole: known[hole.source]) for label in caption))


def _with_levels(row: FormRow, listed: Sequence[list[str]]) -> Iterator[list[str]]:
    """Complete the levels of rows, and leave out those that hold nothing else, as print does."""
    width = len(row.levels[0]) if row.levels else 0
    known = {tuple(map(plain, level)): level for level in row.levels}
    above: Path = ("",) * width
    for cells in listed:
        level = tuple(cells[:width])
        if width:
            completed = _completed(known, tuple(map(plain, level)), tuple(map(plain, above)))
            level = above = known.get(completed, completed)
        if any(text.strip() for text in cells[width:]):
            yield [*level, *cells[width:]]


def _completed(known: Mapping[Path, Path], said: Path, above: Path) -> Path:
    """Say which level a row means that leaves some of its level's names blank."""
    if said in known:
        return said
    if not any(said):
        return above
    fitting = [level for level in known if _fits(said, level)]
    near = [level for level in fitting if level[0] == above[0]]
    if said[-1] and (near or len(fitting) == 1):
        return (near or fitting)[0]
    first = next(place for place, name in enumerate(said) if name)
    return (*above[:first], *said[first:])


def _fits(said: Path, level: Path) -> bool:
    return all(not own or own == name for own, name in zip(said, level, strict=True))
