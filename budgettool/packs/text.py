"""What a pack says of fields, the explanatory text and the published document, as frozen values.

Leaves reading them to `texts`, figures to `sheets.quantities`, sentences to `narrative`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from budgettool.packs.definition import Label
from budgettool.packs.reference import Expression, Path

FieldKind = Literal["line", "paragraph", "amount", "count", "date", "choice", "phone", "person"]
"""How a field is asked for; an amount is kept in 分, a count as a whole number."""

FieldSubject = Literal["department", "project"]
PartKind = Literal["cover", "contents", "text", "tables", "charts"]
Format = Literal["pdf", "docx", "xlsx", "html"]


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field that the department fills: of a form, of the text, a count.

    Attributes:
        key: As the book keeps it, such as `vehicles.general`.
        group: Under which heading the window asks for it.
        subject: Whose it is.
        unit: Of a count, such as 辆; of an amount, as it is printed.
        choices: What may be chosen, for a choice; what is offered, for others.
        hint: What to write, in a sentence.
        required: Whether publishing asks for it.
        repeat: Key prefix where there may be many rows of it, such as `task`.
        stays: Whether a book made from last year's begins with it.
    """

    key: str
    label: str
    group: str
    subject: FieldSubject = "department"
    kind: FieldKind = "line"
    unit: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    repeat: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that the text gives figures of, such as 收入总计 or 公务接待费.

    Attributes:
        id: By which templates and tokens name it.
        label: What sentences call it.
        names: How texts may call it besides, so that bare figures are understood.
        value: An expression over cells, and over other quantities by their ids; None for a field.
        field: Key of the department's field that holds it, where it is not derived.
        unit: `万元` for money; else what is counted, such as 辆.
        whole: Id of the quantity that it is a share of; empty for none.
        part_of: Id of the total that it adds up to; empty for none.
        compared: Whether it is compared with last year.
        reason: Whether the text gives a reason where it changes.
        rows: Instead of `value`: the side of a table, such as `04/支出`, each of whose rows with
            an amount is a quantity of its own, with the id `id/row`.
        column: The column of those rows.
        without: Rows that are totals, and are left out.
        forms: Instead of `value`: a form of projects; the quantity counts its sheets.
        sums: The table of which these projects' rows are summed, in `column`; empty to count.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    value: Expression | None = None
    field: str = ""
    unit: str = "万元"
    whole: str = ""
    part_of: str = ""
    compared: bool = False
    reason: bool = False
    rows: str = ""
    column: Path = ()
    without: tuple[str, ...] = ()
    forms: str = ""
    sums: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount, and not a count."""
        return self.unit == "万元"


@dataclass(frozen=True, slots=True)
class SectionDefinition:
    """A section of the text.

    Attributes:
        template: Name of its template, without ending.
        required: Whether publishing needs it.
    """

    id: str
    title: Label
    template: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """A chart of quantities side by side; of one with rows, all of them."""

    id: str
    title: Label
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartDefinition:
    """A part of the document.

    Attributes:
        name: What the window calls it.
        title: What is printed as its heading.
        lines, foot: Of a cover, or under the heading of the tables.
        tables: Ids of the tables; empty for all that the pack prints.
    """

    id: str
    kind: PartKind
    name: str
    title: Label = ()
    lines: tuple[Label, ...] = ()
    foot: tuple[Label, ...] = ()
    sections: tuple[SectionDefinition, ...] = ()
    tables: tuple[str, ...] = ()
    charts: tuple[ChartDefinition, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A choice of parts, their order, and formats."""

    id: str
    name: str
    parts: tuple[str, ...]
    formats: tuple[Format, ...] = ("pdf",)


@dataclass(frozen=True, slots=True)
class TextBook:
    """All that a pack says of fields, text and document; empty for a pack of tables alone.

    Attributes:
        title: The document's title.
        head: What stands at the head of its pages.
        decimals: Printed decimals of amounts in the text.
        names: Words of the pack that the text uses as it does the year, such as a threshold.
        templates: Sources by name, without ending.
    """

    title: Label = ()
    head: Label = ()
    decimals: int = 2
    fields: tuple[FieldDefinition, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    parts: tuple[PartDefinition, ...] = ()
    profiles: tuple[Profile, ...] = ()
    templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sections(self) -> tuple[SectionDefinition, ...]:
        """All sections, in order."""
        return tuple(section for part in self.parts for section in part.sections)

    def field(self, key: str, subject: FieldSubject = "department") -> FieldDefinition | None:
        """Find a field by its key."""
        return next((f for f in self.fields if f.key == key and f.subject == subject), None)
