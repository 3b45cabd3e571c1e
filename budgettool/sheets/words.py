"""The words of a table: titles, captions and notes with their holes filled."""

from budgettool.cube.cube import Cube
from budgettool.model import Facts, Project
from budgettool.money import FEN_PER_UNIT, Rounding, format_fen, half_up, step
from budgettool.packs.definition import Label, Placeholder, TableDefinition
from budgettool.packs.labels import TITLE_HOLES, fill
from budgettool.packs.reference import parse_reference
from budgettool.sheets.sheet import Caption


class Words:
    """Fills the holes of one table's labels from a book's facts and figures."""

    def __init__(
        self,
        table: TableDefinition,
        cube: Cube,
        facts: Facts,
        rounding: Rounding = half_up,
        project: Project | None = None,
    ) -> None:
        self.table = table
        self.cube = cube
        self.facts = facts
        self.project = project
        self._rounding = rounding

    def of_project(self, project: Project) -> "Words":
        """The same table's words for one project."""
        return Words(self.table, self.cube, self.facts, self._rounding, project)

    def text(self, label: Label) -> str:
        """Fill a label."""
        return fill(label, self.hole)

    def captions(self) -> tuple[Caption, ...]:
        """Fill the lines above the header."""
        return tuple(
            Caption(*(self.text(label) for label in caption)) for caption in self.table.captions
        )

    def notes(self, *, empty: bool) -> tuple[str, ...]:
        """Fill the notes that apply, to a table that has amounts or is empty."""
        return tuple(
            self.text(note.text)
            for note in self.table.notes
            if (empty or not note.if_empty) and (note.when is None or self.cube.figure(note.when))
        )

    def hole(self, hole: Placeholder) -> str:
        """Give the text of one hole: a name, the year, or a figure without separators."""
        if hole.source in TITLE_HOLES:
            return self._named(hole.source)
        figure = self.cube.figure(parse_reference(hole.source)) or 0
        fen_per_unit = FEN_PER_UNIT[self.table.unit]
        last_place = step(fen_per_unit, self.table.decimals)
        (printed,) = self._rounding([int(figure)], last_place, {})
        return format_fen(printed, fen_per_unit, self.table.decimals, thousands=False)

    def _named(self, name: str) -> str:
        subject, _, attribute = name.partition(".")
        match subject:
            case "year":
                return str(self.facts.year)
            case "prior_year":
                return str(self.facts.year - 1)
            case "unit":
                return self.table.unit
            case "project":
                return str(getattr(self.project, attribute, "") or "")
            case _:
                given: str = getattr(self.facts.department, attribute)
                return given or self.facts.department.full
