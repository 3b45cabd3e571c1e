"""Everything that is published as one document: text from templates and overrides, tables, charts.

Leaves looking figures up to `sheets`, drawing to `exporting`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from budgettool.cube.scope import open_cube
from budgettool.model import AMOUNT, Facts
from budgettool.narrative.markup import parse_markup, write_markup
from budgettool.narrative.template import Templates
from budgettool.packs.definition import Label, Placeholder
from budgettool.packs.labels import fill
from budgettool.packs.text import (
    ChartDefinition,
    PartDefinition,
    Profile,
    SectionDefinition,
    TextBook,
)
from budgettool.sheets.document import Bar, Chart, Document, Part
from budgettool.sheets.figures_of_tables import CubeFigures, Figures, LastYearFigures, NoFigures
from budgettool.sheets.filled import form_projects
from budgettool.sheets.measured import Measured
from budgettool.sheets.packet import Packet
from budgettool.sheets.quantities import Quantities, field_key
from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section, one_line

OWN: Final = "text."
BASE: Final = "base."
"""Before the id of a section: the keys of the fields that hold its own words (markup), and the
template's words that these replaced."""

_PRIOR: Final = "prior"


@dataclass(frozen=True, slots=True)
class Composing:
    """All that a document is made of; made anew when figures change, templates stay compiled."""

    packet: Packet
    text: TextBook
    quantities: Quantities
    templates: Templates

    def section(self, definition: SectionDefinition) -> Section:
        """Make a section: the department's own words where there are some, else the template's.

        Raises:
            TemplateError: The template says something that is not allowed.
        """
        title = fill(definition.title, self._hole)
        own = self._field(OWN + definition.id)
        rendered = self.templates.render(definition.template, self.quantities)
        if not own:
            return Section(definition.id, title, rendered)
        base = self._field(BASE + definition.id)
        outdated = bool(base) and base != write_markup(rendered)
        paragraphs = parse_markup(own, self.quantities)
        return Section(definition.id, title, paragraphs, "own", outdated)

    def template_markup(self, definition: SectionDefinition) -> str:
        """Give the template's words as what one begins to change by hand."""
        return write_markup(self.templates.render(definition.template, self.quantities))

    def document(self, parts: Sequence[str] | None = None, *, date: str = "") -> Document:
        """Make the document.

        Args:
            parts: Ids of the parts in their order; all of the pack where None.
            date: The day of publishing, as it is printed; empty for none.

        Raises:
            TemplateError: A template says something that is not allowed.
        """
        chosen = _chosen(self.text, parts)
        made = (self._part(part, date) for part in chosen)
        department = self.packet.facts.department.full
        return Document(
            title=self._filled(self.text.title, date) or self.packet.name,
            department=department,
            year=self.packet.facts.year,
            head=self._filled(self.text.head, date),
            parts=tuple(part for part in made if _holds_something(part)),
        )

    def _part(self, part: PartDefinition, date: str) -> Part:
        return Part(
            id=part.id,
            kind=part.kind,
            title=self._filled(part.title, date),
            lines=tuple(self._filled(line, date) for line in part.lines),
            foot=tuple(line for label in part.foot if (line := self._filled(label, date))),
            sections=tuple(self.section(section) for section in part.sections),
            sheets=self._sheets(part),
            charts=tuple(self._charts(part.charts, date)),
        )

    def _sheets(self, part: PartDefinition) -> tuple[Sheet, ...]:
        if part.kind != "tables":
            return ()
        return tuple(
            sheet
            for sheet in self.packet.sheets
            if not part.tables or sheet.id.partition("/")[0] in part.tables
        )

    def _charts(self, charts: Sequence[ChartDefinition], date: str) -> Iterator[Chart]:
        for chart in charts:
            bars = tuple(map(_bar, self._measured(chart.quantities)))
            if bars:
                yield Chart(chart.id, self._filled(chart.title, date), bars)

    def _measured(self, ids: Sequence[str]) -> Iterator[Measured]:
        many = {quantity.id for quantity in self.text.quantities if quantity.rows}
        for identity in ids:
            if identity in many:
                yield from self.quantities.members(identity)
            elif (found := self.quantities.get(identity)) is not None and found.printed:
                yield found

    def _filled(self, label: Label, date: str) -> str:
        return fill(label, lambda hole: date if hole.source == "date" else self._hole(hole))

    def _hole(self, hole: Placeholder) -> str:
        facts = self.packet.facts
        subject, _, attribute = hole.source.partition(".")
        if subject == "year":
            return str(facts.year)
        if subject == "scope":
            return self.quantities.names["层级"]
        if subject == "prior_year":
            return str(facts.year - 1)
        given: str = getattr(facts.department, attribute, "")
        return one_line(given or facts.department.full)

    def _field(self, key: str) -> str:
        return self.packet.facts.fields.get(field_key(key), "").strip()


def composing(
    packet: Packet, templates: Templates | None = None, before: Figures | None = None
) -> Composing | None:
    """Begin a document of a packet; None where its pack has no text.

    Args:
        packet: As it is to be published.
        templates: Those of the pack, compiled before; new where None.
        before: Last year's figures, looked up before; of the packet's lines where None. Who makes
            a document again after each edit keeps `figures_of_last_year` until a line of last year
            changes: it sums all of them.
    """
    text = packet.pack.text
    if text is None or not text.parts:
        return None
    figures = CubeFigures(packet.cube, packet.facts)
    last = before or figures_of_last_year(packet)
    forms = {
        table.id: form_projects(table, packet.facts)
        for table in packet.pack.tables
        if table.form and table.per == "project"
    }
    quantities = Quantities(text, packet.facts, figures, last, forms)
    return Composing(packet, text, quantities, templates or Templates(text))


def as_last_year(facts: Facts) -> Facts | None:
    """Give the facts of last year, from the lines that the book has of it; None for none."""
    lines = tuple(replace(line, measure=AMOUNT) for line in facts.lines if line.measure == _PRIOR)
    return replace(facts, year=facts.year - 1, lines=lines) if lines else None


def figures_of_last_year(packet: Packet) -> Figures:
    """Give what last year's lines come to in the tables; nothing where the book has none."""
    prior = _last_year(packet)
    return LastYearFigures(prior.cube, prior.facts) if prior else NoFigures()


def _last_year(packet: Packet) -> Packet | None:
    facts = as_last_year(packet.facts)
    if facts is None:
        return None
    vocabulary = packet.cube.dimensions.vocabulary
    cube = open_cube(packet.pack, facts, packet.classification, vocabulary)
    return replace(packet, facts=facts, cube=cube, sheets=())


def _chosen(text: TextBook, parts: Sequence[str] | None) -> tuple[PartDefinition, ...]:
    if parts is None:
        return text.parts
    by_id = {part.id: part for part in text.parts}
    return tuple(by_id[part] for part in parts if part in by_id)


def profile_of(text: TextBook, profile_id: str) -> Profile | None:
    """Find a profile by its id."""
    return next((profile for profile in text.profiles if profile.id == profile_id), None)


def _holds_something(part: Part) -> bool:
    match part.kind:
        case "text":
            return bool(part.sections)
        case "tables":
            return bool(part.sheets)
        case "charts":
            return bool(part.charts)
        case _:
            return True


def _bar(measured: Measured) -> Bar:
    return Bar(measured.label, int(measured.printed or 0), measured.amount or "")
