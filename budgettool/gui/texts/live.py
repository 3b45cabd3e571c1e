"""The text over the session as it stands, drafts included: what each section says, and lacks.

Templates are compiled and last year's figures summed once; each `renew` looks figures up anew, when
it is asked for. Leaves when that is to its user, and sentences to `narrative`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from budgettool.codes import Classification
from budgettool.cube.cube import Cube
from budgettool.cube.scope import open_cube, restrict
from budgettool.gui.texts.asked import LAST, Asked, Asking
from budgettool.model import Facts, FieldKey, Line
from budgettool.narrative.compose import (
    BASE,
    OWN,
    Composing,
    composing,
    figures_of_last_year,
)
from budgettool.narrative.errors import TemplateError
from budgettool.narrative.markup import parse_markup
from budgettool.narrative.template import Templates
from budgettool.packs.definition import Pack
from budgettool.packs.labels import fill
from budgettool.packs.text import PartDefinition, SectionDefinition, TextBook
from budgettool.sheets.figures_of_tables import Figures
from budgettool.sheets.packet import Packet
from budgettool.sheets.quantities import Quantities, field_key
from budgettool.sheets.text import Figure, Paragraph, Plain, Section

if TYPE_CHECKING:
    from budgettool.gui.session import Session

_PRIOR: Final = "prior"
_BLANK: Final = "【待填"


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands.

    Attributes:
        definition: What the pack says of it.
        name: What the window calls it: its title, or its part's name.
        section: What is printed.
        template: What the template says now, as one begins to change by hand.
        own: The department's own words; empty where the template's are printed.
        asked: What it asks of the department.
        missing: How many figures, reasons and fields it lacks.
        refused: Why the template cannot be printed; empty where it can.
    """

    definition: SectionDefinition
    name: str
    section: Section
    template: str
    own: str
    asked: Asked
    missing: int = 0
    refused: str = ""

    @property
    def markup(self) -> str:
        """What is printed, as it is changed by hand."""
        return self.own or self.template


class Material(Protocol):
    """What a text is made of: a session."""

    facts: Facts
    pack: Pack
    cube: Cube
    classification: Classification


class LiveTexts:
    """The text of a session's book: the department's, or that of one unit.

    Attributes:
        unit: Code of the unit whose text it is; empty for the department's.
        facts: What the department has, or the unit, as they were looked at last.
        cube: Their figures.
        composing: What was looked up last; None for a pack without text.
    """

    def __init__(self, material: Material, compiled: "LiveTexts | None" = None) -> None:
        """Begin.

        Args:
            material: What the text is made of.
            compiled: Another text of the same book, whose templates serve this one as well.
        """
        self._material = material
        self._compiled = compiled
        self._templates: tuple[TextBook, Templates] | None = None
        self._lines: tuple[Line, ...] | None = None
        self.unit = ""
        self.facts, self.cube = material.facts, material.cube
        self._text: TextBook | None = None
        self._asking: Asking | None = None
        self._prior: tuple[Line, ...] | None = None
        self._before: Figures | None = None
        self.composing: Composing | None = None

    @property
    def quantities(self) -> Quantities | None:
        """The figures that were looked up last."""
        return self.composing.quantities if self.composing else None

    @property
    def parts(self) -> tuple[PartDefinition, ...]:
        """The parts of the pack's document that hold text."""
        text = self._text
        return tuple(part for part in text.parts if part.sections) if text else ()

    def renew(self) -> None:
        """Look figures up anew."""
        material = self._material
        text = material.pack.text
        self._take_scope()
        packet = Packet(material.pack, self.facts, material.classification, self.cube, ())
        if text is not self._text or self._asking is None:
            self._asking = Asking(text) if text else None
            self._prior = None
        self._text = text
        prior = tuple(line for line in self.facts.lines if line.measure == _PRIOR)
        if prior != self._prior or self._before is None:
            self._prior, self._before = prior, figures_of_last_year(packet)
        self.composing = composing(packet, self.templates(), self._before)

    def forget(self) -> None:
        """Forget what was summed: names, codes or the pack have changed."""
        self._prior = self._before = self._lines = None

    def turn_to(self, unit: str) -> None:
        """Be about another unit, by its code, or the department (empty)."""
        self.unit = unit
        self.forget()

    def templates(self) -> Templates | None:
        """Give the pack's templates, compiled as far as they were used; None without a text."""
        text = self._material.pack.text
        if self._compiled is not None:
            return self._compiled.templates()
        if text is None:
            return None
        if self._templates is None or self._templates[0] is not text:
            self._templates = text, Templates(text)
        return self._templates[1]

    def key(self, key: str) -> FieldKey:
        """Say whose field a key is of: the department's, or the unit's."""
        return ("unit", self.unit, key, 0) if self.unit else field_key(key)

    @property
    def listed(self) -> Iterator[tuple[PartDefinition, SectionDefinition]]:
        """The sections with their parts, in the order of print."""
        for part in self.parts:
            for definition in part.sections:
                yield part, definition

    def named(self, part: PartDefinition, definition: SectionDefinition) -> Written:
        """Name a section that was not read yet."""
        title = fill(definition.title, lambda _: "")
        field = self._text.field(definition.id) if self._text else None
        name = title or (field.label if field else part.name)
        return Written(definition, name, Section(definition.id, title), "", "", Asked())

    def written(self, part: PartDefinition, definition: SectionDefinition) -> Written | None:
        """Say how a section stands; one that is refused is empty, and says why.

        The first time takes tens of milliseconds, as its template is compiled. None before
        anything was looked up.
        """
        composing, asking = self.composing, self._asking
        if composing is None or asking is None:
            return None
        own = self.field(OWN + definition.id)
        asked = asking.of(definition, own, composing.quantities)
        try:
            section = composing.section(definition)
            template = composing.template_markup(definition)
        except TemplateError as error:
            named = self.named(part, definition)
            return replace(named, own=own, asked=asked, refused=str(error))
        missing = self._missing(section, asked, composing.quantities)
        name = section.title or self.named(part, definition).name
        return Written(definition, name, section, template, own, asked, missing)

    def own_words(self) -> dict[str, str]:
        """Give the own words of the sections that have some, by their ids."""
        listed = ((each.id, self.field(OWN + each.id)) for _, each in self.listed)
        return {identity: own for identity, own in listed if own}

    def read(self, markup: str) -> tuple[Paragraph, ...]:
        """Read words as they are changed by hand, with the figures that were looked up last."""
        return parse_markup(markup, self.quantities) if self.quantities else ()

    def field(self, key: str) -> str:
        """Give what a field of the department holds."""
        return self._material.facts.fields.get(self.key(key), "").strip()

    def last_text(self, section_id: str) -> str:
        """Give last year's text of a section; empty where it is not known."""
        return self.field(f"{LAST}{OWN}{section_id}")

    def fields(self) -> dict[str, str]:
        """Give the fields of the department, or the unit, by their keys."""
        fields = self._material.facts.fields
        return {key[2]: text for key, text in fields.items() if key == self.key(key[2])}

    def _take_scope(self) -> None:
        """Take what belongs to the unit; its figures are summed where lines have changed."""
        material = self._material
        if all(unit.code != self.unit for unit in material.facts.units):
            self.unit = ""
        if not self.unit:
            self.facts, self.cube, self._lines = material.facts, material.cube, None
            return
        self.facts = restrict(material.facts, self.unit)
        if self._lines != self.facts.lines:
            self._lines = self.facts.lines
            self.cube = open_cube(material.pack, self.facts, material.classification)

    def _missing(self, section: Section, asked: Asked, quantities: Quantities) -> int:
        """Count what is still to be filled in: each thing once, however often it is printed."""
        blanks = sum(
            run.text.count(_BLANK)
            for paragraph in section.paragraphs
            for run in paragraph.runs
            if isinstance(run, Plain)
        )
        unfilled = [each for each in asked.fields if each.required and not self.field(each.key)]
        keys = {compared.reason_key for compared in asked.compared if compared.missing}
        figures = {
            (run.source, run.form)
            for paragraph in section.paragraphs
            for run in paragraph.runs
            if isinstance(run, Figure) and quantities.say(run.source, run.form) is None
        }
        told = {compared.measured.id for compared in asked.compared}
        lacking = {source for source, _ in figures if source not in told}
        return max(blanks, len(unfilled)) + len(keys) + len(lacking)


def kept_words(written: Written, markup: str) -> dict[str, str | None]:
    """Say what fields are to hold that markup is printed as a section.

    The template's words, or none, are the template's again. What own words replaced is kept with
    them the first time.

    Args:
        written: How the section stands.
        markup: The words.
    """
    identity = written.definition.id
    own = "" if markup in ("", written.template) else markup
    if own == written.own:
        return {}
    kept: dict[str, str | None] = {OWN + identity: own or None}
    if not own:
        kept[BASE + identity] = None
    elif not written.own:
        kept[BASE + identity] = written.template or None
    return kept


def keep_words(session: "Session", live: LiveTexts, written: Written, markup: str) -> None:
    """Keep a section's own words as one step; the template's words again where they are the same.

    Args:
        session: Whose book it is.
        live: Whose text it is.
        written: How the section stood.
        markup: The words.
    """
    if kept := kept_words(written, markup):
        _keep(session, live, f"改说明文字：{written.name}", kept)


def back_to_template(session: "Session", live: LiveTexts, written: Written) -> None:
    """Have the template's words printed again."""
    kept = dict.fromkeys((key + written.definition.id for key in (OWN, BASE)), None)
    _keep(session, live, f"恢复模板文字：{written.name}", kept)


def keep_own(session: "Session", live: LiveTexts, written: Written) -> None:
    """Keep the own words, though the template has changed since; nothing more is said of it."""
    kept = {BASE + written.definition.id: written.template or None}
    _keep(session, live, f"保留自写的文字：{written.name}", kept)


def fill_field(session: "Session", live: LiveTexts, name: str, kept: tuple[str, str]) -> None:
    """Fill a field, a key with what it is to hold, as one step; empty empties it."""
    key, value = kept
    if live.fields().get(key, "") != value:
        _keep(session, live, f"填{name}", {key: value or None})


def _keep(session: "Session", live: LiveTexts, label: str, kept: Mapping[str, str | None]) -> None:
    of_unit = f"（{live.facts.department.short}）" if live.unit else ""
    with session.edit(f"{label}{of_unit}") as edit:
        for key, text in kept.items():
            edit.set_field(live.key(key), text)
