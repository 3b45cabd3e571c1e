"""The sheet that is shown, kept current: touched figures are rewritten, or the sheet built anew.

Leaves showing it to `sheet_view`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from budgettool.cube.cube import Touched
from budgettool.gui.session import Session
from budgettool.model import Project
from budgettool.packs.definition import TableDefinition
from budgettool.sheets.build import build_table
from budgettool.sheets.filled import form_projects
from budgettool.sheets.refresh import Places, Refreshed, places_of, refresh_sheet
from budgettool.sheets.sheet import Position, Sheet
from budgettool.sheets.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet that can be shown: its table, and which of its sheets where it has several.

    Attributes:
        number: Which of the table's sheets, from 0, in the order in which they are printed.
        project: Id of the project whose sheet it is; empty for a sheet of the department.
    """

    table: TableDefinition
    number: int
    title: str
    printed: str
    project: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Where its pages are found."""
        return self.table.id, self.number

    @property
    def subject(self) -> tuple[str, str]:
        """What tells it from others, when sheets come and go as well."""
        return self.table.id, self.project


def list_entries(session: Session) -> list[Entry]:
    """List the sheets of the pack; a table printed once a project has one for each."""
    entries = []
    for table in session.pack.tables:
        if not table.printed:
            continue
        words = Words(table, session.cube, session.facts)
        projects: tuple[Project | None, ...] = (None,)
        if table.per == "project":
            projects = form_projects(table, session.facts)
        for number, project in enumerate(projects):
            own = words.of_project(project) if project else words
            title = own.text(table.title).removeprefix(f"{session.facts.year}年")
            named = f"{title}（{project.name}）" if project else title
            subject = project.id if project else ""
            entries.append(Entry(table, number, named, own.text(table.number), subject))
    return entries


class LiveSheet:
    """One sheet over the session's cube."""

    def __init__(self, session: Session, entry: Entry) -> None:
        self._session = session
        self.entry = entry
        self.sheet = self._build()
        self._places: Places = places_of(self.sheet)

    def follow(self, touched: Iterable[Touched]) -> Refreshed:
        """Rewrite what an edit touched; where rows come or go it must be built anew as well."""
        refreshed = refresh_sheet(self.sheet, self.entry.table, self._places, touched)
        self.sheet = refreshed.sheet
        return refreshed

    def rebuild(self) -> frozenset[Position]:
        """Build it anew; gives the figures that read otherwise than before."""
        before = {
            cell.reference: cell.text
            for row in self.sheet.body
            for cell in row.cells
            if cell.reference
        }
        self.sheet = self._build()
        self._places = places_of(self.sheet)
        return frozenset(
            (number, cell.column)
            for number, row in enumerate(self.sheet.body)
            for cell in row.cells
            if cell.reference and before.get(cell.reference) != cell.text
        )

    @property
    def has_words_of_figures(self) -> bool:
        """Whether notes or captions quote figures, so that these must be read anew as well."""
        return bool(self.entry.table.notes)

    def _build(self) -> Sheet:
        session, entry = self._session, self.entry
        only = entry.project or None
        sheets = build_table(entry.table, session.cube, session.facts, project=only)
        return sheets[0] if sheets else self.sheet
