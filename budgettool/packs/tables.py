"""Reading one table of a pack: title, captions, sides or form, notes, page set-up."""

from collections.abc import Mapping
from typing import Any

from budgettool.money import FEN_PER_UNIT, step
from budgettool.packs.axes import (
    Context,
    read_columns,
    read_keys,
    read_label,
    read_rows,
    read_title,
)
from budgettool.packs.completion import complete
from budgettool.packs.conditions import read_where
from budgettool.packs.definition import (
    FormCell,
    FormDefinition,
    FormRow,
    Label,
    Note,
    NumberRow,
    Page,
    SideDefinition,
    TableDefinition,
)
from budgettool.packs.labels import TITLE_HOLES, fill, placeholders
from budgettool.packs.reading import Entry
from budgettool.packs.reference import (
    ReferenceSyntaxError,
    calls,
    names,
    parse_expression,
    parse_reference,
)
from budgettool.packs.vocabulary import Vocabulary

_FONT_PARTS = ("title", "head", "body", "note")
_FONT_STYLES = ("song", "hei", "fangsong", "kai", "biaosong")


def read_table(
    entry: Entry,
    vocabulary: Vocabulary,
    unit_level: str,
    shared: Mapping[str, Mapping[str, list[Any]]],
) -> TableDefinition:
    """Read a whole table; `shared` are the lists of axes.toml by kind and name."""
    unit = entry.choice("unit", tuple(FEN_PER_UNIT), "万元")
    decimals = entry.whole("decimals", 1, most=6)
    try:
        step(FEN_PER_UNIT[unit], decimals)
    except ValueError as error:
        raise entry.fail("decimals", f"{unit}最多 {2 if unit == '元' else 6} 位小数") from error
    table = TableDefinition(
        id=entry.text("id"),
        number=_label(entry, "number"),
        title=_label(entry, "title"),
        unit=unit,
        decimals=decimals,
        thousands=entry.flag("thousands", default=True),
        zero=entry.choice("zero", ("blank", "zero"), "blank"),
        captions=tuple(_caption(caption) for caption in entry.entries("captions")),
        number_row=_number_row(entry.entry("number_row")),
        notes=tuple(_note(note) for note in entry.entries("notes")),
        page=_page(entry.entry("page")),
        sides=_sides(entry, vocabulary, unit_level, shared),
        form=_form(entry.entry("form")),
        per=entry.choice("per", ("", "project"), ""),
        printed=entry.flag("printed", default=True),
    )
    if bool(table.sides) == bool(table.form):
        raise entry.fail("form", "一张表要么有 rows 和 columns（或 sides），要么有 form")
    entry.done()
    return table


def _sides(
    entry: Entry,
    vocabulary: Vocabulary,
    unit_level: str,
    shared: Mapping[str, Mapping[str, list[Any]]],
) -> tuple[SideDefinition, ...]:
    if entry.has("form"):
        return ()
    entries = list(entry.entries("sides")) or [entry]
    sides = tuple(_side(entry, side, vocabulary, unit_level, shared) for side in entries)
    _check_addresses(entry, sides)
    return sides


def _side(
    table: Entry,
    side: Entry,
    vocabulary: Vocabulary,
    unit_level: str,
    shared: Mapping[str, Mapping[str, list[Any]]],
) -> SideDefinition:
    nested = side is not table
    lines = side.choice("lines", ("expenditure", "income", "balance"))
    context = Context(lines, vocabulary, unit_level, shared)  # type: ignore[arg-type]
    outer = read_where(table, context.lines, vocabulary) if nested else ()
    keys = read_keys(side, context)
    definition = SideDefinition(
        head=side.text("head", "") if nested else "",
        lines=context.lines,
        where=(*outer, *read_where(side, context.lines, vocabulary)),
        keys=keys,
        columns=read_columns(side, context),
        rows=read_rows(side, keys, context),
    )
    if nested:
        side.done()
    return complete(definition, side.fail)


def _check_addresses(entry: Entry, sides: tuple[SideDefinition, ...]) -> None:
    """Rows of two sides may share an id only where their columns differ."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for side in sides:
        own = {(row.id, column.path) for row in side.rows if row.id for column in side.columns}
        if repeated := seen & own:
            row, column = min(repeated)
            raise entry.fail("sides", f"{row}[{'/'.join(column)}] 在两侧重复，请改列或行的 id")
        seen |= own


def _label(entry: Entry, key: str, default: str | None = None) -> Label:
    text = entry.text(key) if default is None else entry.text(key, default)
    return read_title(entry, key, text)


def _caption(entry: Entry) -> tuple[Label, Label, Label]:
    caption = (_label(entry, "left", ""), _label(entry, "center", ""), _label(entry, "right", ""))
    entry.done()
    return caption


def _number_row(entry: Entry | None) -> NumberRow | None:
    if entry is None:
        return None
    row = NumberRow(
        keys=entry.text("keys", ""),
        label=entry.text("label", ""),
        start=entry.whole("start", 1),
    )
    entry.done()
    return row


def _note(entry: Entry) -> Note:
    text = read_label(entry, "text", entry.text("text"))
    for hole in placeholders(text):
        if hole.source not in TITLE_HOLES:
            _check_reference(entry, "text", hole.source)
    when = None
    if entry.has("when"):
        _check_reference(entry, "when", entry.text("when"))
        when = parse_reference(entry.text("when"))
    if_empty = entry.flag("if_empty")
    entry.done()
    return Note(text, when, if_empty)


def _check_reference(entry: Entry, key: str, text: str) -> None:
    try:
        parse_reference(text)
    except ReferenceSyntaxError as error:
        raise entry.fail(key, str(error)) from error


def _page(entry: Entry | None) -> Page:
    if entry is None:
        return Page()
    plain = Page()
    page = Page(
        paper=entry.choice("paper", ("A4", "A3"), plain.paper),  # type: ignore[arg-type]
        orientation=entry.choice(  # type: ignore[arg-type]
            "orientation", ("landscape", "portrait"), plain.orientation
        ),
        size=entry.number("size", plain.size),
        title_size=entry.number("title_size", plain.title_size),
        fonts=_fonts(entry.entry("fonts")),
        repeat_captions=entry.flag("repeat_captions", default=plain.repeat_captions),
        repeat_numbers=entry.flag("repeat_numbers", default=plain.repeat_numbers),
        page_number=entry.text("page_number", plain.page_number),
    )
    entry.done()
    return page


def _fonts(entry: Entry | None) -> tuple[tuple[str, str], ...]:
    if entry is None:
        return ()
    fonts = []
    for part in entry.unread():
        if part not in _FONT_PARTS:
            raise entry.fail(part, f"应为：{'、'.join(_FONT_PARTS)}")
        fonts.append((part, entry.choice(part, _FONT_STYLES)))
    return tuple(fonts)


def _form(entry: Entry | None) -> FormDefinition | None:
    if entry is None:
        return None
    widths = entry.value("widths")
    if not isinstance(widths, list) or not all(isinstance(width, int | float) for width in widths):
        raise entry.fail("widths", "应为列宽的列表")
    form = FormDefinition(
        widths=tuple(float(width) for width in widths),
        rows=tuple(_form_row(row, len(widths)) for row in entry.entries("rows")),
    )
    entry.done()
    return form


def _form_row(entry: Entry, columns: int) -> FormRow:
    row = FormRow(
        cells=tuple(_form_cell(cell) for cell in entry.entries("cells")),
        height=entry.number("height", 1),
        repeat=entry.text("repeat", ""),
        levels=_lists(entry, "levels"),
        at_least=entry.whole("at_least", 1),
        usual=_lists(entry, "usual"),
    )
    if sum(cell.columns for cell in row.cells) > columns:
        raise entry.fail("cells", f"各格合计超过 {columns} 列")
    entry.done()
    return row


def _lists(entry: Entry, key: str) -> tuple[tuple[str, ...], ...]:
    given = entry.value(key, [])
    if not isinstance(given, list) or not all(isinstance(each, list) for each in given):
        raise entry.fail(key, "应为列表的列表，如 [[“产出”, “数量”]]")
    return tuple(tuple(str(text) for text in each) for each in given)


def _form_cell(entry: Entry) -> FormCell:
    cell = FormCell(
        columns=entry.whole("columns", 1, least=1),
        rows=entry.whole("rows", 1, least=1),
        text=_label(entry, "text", ""),
        field=entry.text("field", ""),
        figure=_figure(entry),
        align=entry.choice("align", ("left", "center", "right"), "left"),  # type: ignore[arg-type]
        bold=entry.flag("bold"),
        merge=entry.flag("merge"),
        over=entry.text("over", ""),
    )
    entry.done()
    return cell


def _figure(entry: Entry) -> Label:
    """Read an expression that may hold names in braces, and try it with a name put in."""
    label = _label(entry, "figure", "")
    if label:
        try:
            expression = parse_expression(fill(label, lambda _: "x"))
        except ReferenceSyntaxError as error:
            raise entry.fail("figure", str(error)) from error
        if next(names(expression), None) is not None:
            raise entry.fail("figure", "须写明表和行，如 01.支出合计[合计]")
        if next(calls(expression, "parts"), None) is not None:
            raise entry.fail("figure", "parts 只用于审核规则")
    return label
