"""What a pack says, as frozen values: tables, sides, row and column trees, conditions, labels.

The loader makes them from TOML; the cube and the sheets follow them. Nothing here computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from budgettool.packs.reference import CellReference, Expression, Path
from budgettool.packs.rule import RuleBook
from budgettool.packs.vocabulary import Vocabulary

if TYPE_CHECKING:
    from budgettool.packs.text import TextBook  # which holds labels

LineKind = Literal["expenditure", "income", "balance"]
Form = Literal["amount", "rate"]
KeyRole = Literal["plain", "label", "group", "line_number"]

CODED: Final = ("function", "department_economic", "government_economic")
"""Dimensions whose members are classification codes; their levels are 类, 款 and 项."""

MEMBERED: Final = ("source", "nature")
"""Dimensions whose members a pack declares; their levels are 级1, 级2, …"""

DIMENSIONS: Final[Mapping[LineKind, tuple[str, ...]]] = MappingProxyType(
    {
        "expenditure": (
            "measure",
            "unit",
            "function",
            "department_economic",
            "government_economic",
            "nature",
            "source",
            "project",
            "procurement",
            "secret",
            "counterparty",
        ),
        "income": ("measure", "unit", "function", "source", "counterparty"),
        "balance": ("measure", "unit", "function", "source"),
    }
)
"""The dimensions of each kind of line."""

KEY: Final = ("lines", *DIMENSIONS["expenditure"])
"""The places of a fact's key, alike for all kinds of line: its kind, then its members."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension at one of its levels or attributes, such as function.项."""

    dimension: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.dimension}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class Condition:
    """The attribute of a line's member is (or, if `negated`, is not) one of the values."""

    axis: Axis
    values: frozenset[str | bool]
    negated: bool = False


Where = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A hole in a label, such as `{function.款:2}`; `form` is what follows the colon."""

    source: str
    form: str = ""


Label = tuple[str | Placeholder, ...]
"""A text with holes that rows, titles and notes fill."""


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """A column that names the row.

    Attributes:
        head: Texts of its header, from the top.
        role: `label` takes the row's label; `group` the merged name of a group of rows;
            `line_number` counts the rows (行次).
    """

    id: str
    head: tuple[Label, ...]
    width: float
    align: Literal["left", "center"] = "left"
    role: KeyRole = "plain"


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """A leaf column of figures.

    Attributes:
        path: Its ids from the root: its address in the table.
        head: Texts of its header, as many as `path`.
        where: All conditions from the root down.
        parts: Paths of the columns that add up to it; empty where it is no total.
        formula: Instead of conditions: an expression over columns of the same row.
        hidden: It can be referred to but is not printed.
    """

    path: Path
    head: tuple[Label, ...]
    width: float
    where: Where = ()
    parts: tuple[Path, ...] = ()
    formula: Expression | None = None
    form: Form = "amount"
    decimals: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RowDefinition:
    """A row, or (with `each`) a row for every member of an axis.

    Attributes:
        id: Its id among its siblings; for `each`, the axis.
        label: What the label column shows.
        show: What the other key columns show, by their id.
        each: The axes whose members it repeats for; empty for a single row.
        codes: Only these members, in this order, printed even where empty.
        of: Only members under these codes.
        where: Its own conditions and those of the rows that it is nested in.
        print_always: Whether it is printed without an amount.
        rest: It takes the lines that no sibling takes, totals aside.
        pinned: It stands on the last lines of the table, beside the other side's pinned rows.
        blanks: How many empty rows stand here; such a row has nothing else.
        group: It prints no line of its own; its label stands merged beside its rows.
        parts: Siblings that add up to it: ids, `each …`, or `*` for all others.
    """

    id: str
    label: Label = ()
    show: Mapping[str, Label] = field(default_factory=lambda: MappingProxyType({}))
    each: tuple[Axis, ...] = ()
    codes: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    where: Where = ()
    print_always: bool = True
    bold: bool = False
    center: bool = False
    indent: int = 0
    rest: bool = False
    pinned: bool = False
    blanks: int = 0
    group: bool = False
    parts: tuple[Path, ...] = ()
    formula: Expression | None = None
    rows: tuple["RowDefinition", ...] = ()


@dataclass(frozen=True, slots=True)
class SideDefinition:
    """One block of a table: its own lines, key columns, rows and columns."""

    head: str
    lines: LineKind
    where: Where
    keys: tuple[KeyColumn, ...]
    columns: tuple[ColumnDefinition, ...]
    rows: tuple[RowDefinition, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph under a table; with `when`, only if that figure is not zero.

    Attributes:
        if_empty: Only under a table without any amount.
    """

    text: Label
    when: CellReference | None = None
    if_empty: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """The row of column numbers under the header.

    Attributes:
        keys: What stands under each key column, such as `**`; empty for a blank.
        label: Or one text over all key columns, such as `栏次`.
        start: The first number.
    """

    keys: str = ""
    label: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form: a fixed text, a field, or a figure.

    Attributes:
        field: Key of the field shown; in a repeated row, its row is the repetition.
        figure: An expression over cells of tables; it may hold names in braces.
        merge: Whether equal texts below each other are one cell.
        over: Key prefix of the repeated row right below, which the cell also stands beside.
        money: Whether the field is an amount, kept in 分.
    """

    columns: int = 1
    rows: int = 1
    text: Label = ()
    field: str = ""
    figure: Label = ()
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False
    merge: bool = False
    over: str = ""
    money: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form.

    Attributes:
        height: Least height in lines.
        repeat: Key prefix of the fields that it repeats for, such as `indicator`; empty for once.
        levels: For a repeated row: the paths of its first cells, each printed at least once and in
            this order.
        at_least: How often a repeated row without levels is printed at least.
        usual: Texts of the cells of rows that every form is expected to have; the window offers
            them.
    """

    cells: tuple[FormCell, ...]
    height: float = 1.0
    repeat: str = ""
    levels: tuple[Path, ...] = ()
    at_least: int = 1
    usual: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form of labels and fields, on a grid of columns with relative widths."""

    widths: tuple[float, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """How a table is printed.

    Attributes:
        size: Type size of the body in points.
        fonts: Style of face by part: `title`, `head`, `body`, `note`, each one of song, hei,
            fangsong, kai, biaosong.
        repeat_captions, repeat_numbers: Whether captions and the number row stand on each page.
        page_number: What the foot of a page says.
    """

    paper: Literal["A4", "A3"] = "A4"
    orientation: Literal["landscape", "portrait"] = "landscape"
    size: float = 9.0
    title_size: float = 18.0
    fonts: tuple[tuple[str, str], ...] = ()
    repeat_captions: bool = True
    repeat_numbers: bool = False
    page_number: str = "{page} / {pages}"


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """One table of a pack.

    Attributes:
        captions: Lines above the header: texts at the left, centre and right.
        zero: What an exact zero prints.
        per: `project` where the table is printed once for each project; else empty.
        sides: The blocks side by side; empty for a form.
        printed: Whether it is printed; else it only lends its figures to other tables.
    """

    id: str
    number: Label
    title: Label
    unit: str
    decimals: int
    thousands: bool
    zero: str
    captions: tuple[tuple[Label, Label, Label], ...]
    number_row: NumberRow | None
    notes: tuple[Note, ...]
    page: Page
    sides: tuple[SideDefinition, ...] = ()
    form: FormDefinition | None = None
    per: str = ""
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Pack:
    """The tables and members of one region and year.

    Attributes:
        qualified_names: 项 whose bare name recurs, so that its 款 is printed in brackets.
        files: The texts that it was loaded from, by name: what a book stores.
        rules: What is checked.
        text: Fields, explanatory text and document; None for a pack of tables alone.
    """

    id: str
    name: str
    version: str
    tables: tuple[TableDefinition, ...]
    vocabulary: Vocabulary
    qualified_names: frozenset[str]
    files: Mapping[str, str]
    rules: RuleBook = field(default_factory=RuleBook)
    text: "TextBook | None" = None

    def table(self, table_id: str) -> TableDefinition | None:
        """Find a table by its id."""
        return next((table for table in self.tables if table.id == table_id), None)
