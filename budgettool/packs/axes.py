"""Reading the trees of rows and columns: what a table's figures are summed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgettool.packs.completion import lines_condition, walk
from budgettool.packs.conditions import read_axis, read_where
from budgettool.packs.definition import (
    DIMENSIONS,
    ColumnDefinition,
    KeyColumn,
    Label,
    LineKind,
    RowDefinition,
    Where,
)
from budgettool.packs.labels import TITLE_HOLES, is_row_form, parse_label, placeholders
from budgettool.packs.reading import Entry
from budgettool.packs.reference import (
    Expression,
    Path,
    ReferenceSyntaxError,
    calls,
    cell_references,
    names,
    nearest,
    parse_expression,
)
from budgettool.packs.vocabulary import Vocabulary

_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Context:
    """What the trees of one side are read with.

    Attributes:
        shared: The pack's shared lists by kind (`keys`, `rows`, `columns`) and name.
    """

    lines: LineKind
    vocabulary: Vocabulary
    unit_level: str
    shared: Mapping[str, Mapping[str, list[Any]]]


def read_keys(side: Entry, context: Context) -> tuple[KeyColumn, ...]:
    """Read the key columns of a side."""
    keys = []
    for entry in _expanded(side, "keys", context):
        key_id = entry.text("id")
        align = entry.choice("align", ("left", "center"), "left")
        role = entry.choice("role", ("plain", "label", "group", "line_number"), "plain")
        heads = entry.texts("head") or (key_id,)
        head = tuple(read_title(entry, "head", text) for text in heads)
        keys.append(KeyColumn(key_id, head, entry.number("width", 4), align, role))  # type: ignore[arg-type]
        entry.done()
    _check_unique(side, "keys", [key.id for key in keys])
    return tuple(keys)


def read_columns(side: Entry, context: Context) -> tuple[ColumnDefinition, ...]:
    """Read the column tree of a side as its leaves, each with all that holds from the root down."""
    columns = tuple(_columns(side, context, ColumnDefinition((), (), 1)))
    if not columns:
        raise side.fail("columns", "至少要有一列")
    paths = [column.path for column in columns]
    _check_unique(side, "columns", ["/".join(path) for path in paths])
    resolved = tuple(_resolve_column(side, column, paths) for column in columns)
    computed = {
        column.path: {_near(side, column.path, name, paths) for name in names(column.formula)}
        for column in resolved
        if column.formula is not None
    }
    _check_circles(side, "columns", computed)
    return resolved


def _check_circles(side: Entry, key: str, computed: Mapping[Path, set[Path]]) -> None:
    """Refuse formulas that need their own result."""
    for start in computed:
        pending, seen = list(computed[start]), set[Path]()
        while pending:
            path = pending.pop()
            if path == start:
                raise side.fail(key, f"“{'/'.join(start)}”的 formula 绕回了它自己")
            if path not in seen:
                seen.add(path)
                pending += computed.get(path, ())


def _columns(
    parent: Entry, context: Context, above: ColumnDefinition
) -> Iterator[ColumnDefinition]:
    if len(above.path) > _MAX_DEPTH:
        raise parent.fail("columns", "嵌套过深")
    for entry in _expanded(parent, "columns", context):
        column_id = entry.text("id")
        said, inner = _own_lines(entry, context)
        own = replace(
            above,
            path=(*above.path, column_id),
            head=(*above.head, read_title(entry, "head", entry.text("head", column_id))),
            where=(*above.where, *said, *read_where(entry, inner.lines, context.vocabulary)),
        )
        if entry.has("columns"):
            yield from _columns(entry, inner, own)
        else:
            yield _leaf(entry, own)
        entry.done()


def _own_lines(entry: Entry, context: Context) -> tuple[Where, Context]:
    """Read which lines a row or column takes, if it names any, and what is read beneath it."""
    if not entry.has("lines"):
        return (), context
    lines: LineKind = entry.choice("lines", tuple(DIMENSIONS))  # type: ignore[assignment]
    return (lines_condition(lines),), replace(context, lines=lines)


def _leaf(entry: Entry, own: ColumnDefinition) -> ColumnDefinition:
    form = entry.choice("form", ("amount", "rate"), "amount")
    return replace(
        own,
        width=entry.number("width", 6),
        parts=tuple(tuple(part.split("/")) for part in entry.texts("parts")),
        formula=read_formula(entry),
        form=form,  # type: ignore[arg-type]
        decimals=entry.whole("decimals", 2, most=6) if form == "rate" else None,
        hidden=entry.flag("hidden"),
    )


def _resolve_column(side: Entry, column: ColumnDefinition, paths: list[Path]) -> ColumnDefinition:
    parts = tuple(_near(side, column.path, part, paths) for part in column.parts)
    for name in names(column.formula) if column.formula else ():
        _near(side, column.path, name, paths)
    return replace(column, parts=parts)


def _near(side: Entry, path: Path, name: Path, paths: list[Path]) -> Path:
    """Find the column that a name means."""
    found = nearest(path, name, paths)
    if found is not None:
        return found
    raise side.fail("columns", f"列“{'/'.join(path)}”提到的列“{'/'.join(name)}”不存在")


def read_rows(
    side: Entry, keys: tuple[KeyColumn, ...], context: Context
) -> tuple[RowDefinition, ...]:
    """Read the row tree of a side."""
    rows = tuple(_rows(side, frozenset(key.id for key in keys), context, (), 0))
    if not rows:
        raise side.fail("rows", "至少要有一行")
    _check_row_formulas(side, rows)
    return rows


def _check_row_formulas(side: Entry, rows: tuple[RowDefinition, ...]) -> None:
    """Refuse formulas over rows that are not there, and where rows repeat."""
    addresses = set(_fixed_addresses(rows, ()))
    computed: dict[Path, set[Path]] = {
        (row.id,): set(names(row.formula)) for row in rows if row.formula is not None
    }
    for path, sources in computed.items():
        for missing in sorted(sources - addresses):
            raise side.fail("rows", f"行“{path[0]}”的 formula 提到的行“{'/'.join(missing)}”不存在")
    _check_circles(side, "rows", computed)
    for row in rows:
        if any(nested.formula is not None for nested in walk(row.rows)):
            raise side.fail("rows", f"行“{row.id}”下面不能有 formula：它只用于最外层的行")


def _fixed_addresses(rows: tuple[RowDefinition, ...], above: Path) -> Iterator[Path]:
    """List the addresses that are known before there are lines."""
    for row in rows:
        for step in row.codes or (() if row.each or row.blanks else (row.id,)):
            yield (*above, step)
            yield from _fixed_addresses(row.rows, (*above, step))


def _rows(
    parent: Entry, keys: frozenset[str], context: Context, where: Where, depth: int
) -> Iterator[RowDefinition]:
    if depth > _MAX_DEPTH:
        raise parent.fail("rows", "嵌套过深")
    rows = [
        _row(entry, keys, context, where, depth) for entry in _expanded(parent, "rows", context)
    ]
    _check_unique(parent, "rows", [row.id for row in rows if not row.blanks])
    for row in rows:
        yield replace(row, parts=_row_parts(parent, row, rows))


def _row(
    entry: Entry, keys: frozenset[str], context: Context, where: Where, depth: int
) -> RowDefinition:
    if blanks := entry.whole("blanks", 0):
        entry.done()
        return RowDefinition(id="", blanks=blanks)
    said, context = _own_lines(entry, context)
    each = tuple(
        read_axis(entry, text, context.lines, context.unit_level) for text in entry.texts("each")
    )
    row_id = "each " + "+".join(entry.texts("each")) if each else entry.text("id")
    own_where = (*where, *said, *read_where(entry, context.lines, context.vocabulary))
    codes = entry.texts("codes")
    row = RowDefinition(
        id=row_id,
        label=_row_label(entry, "label", entry.text("label", "" if each else row_id)),
        show=_show(entry, keys),
        each=each,
        codes=codes,
        of=entry.texts("of"),
        where=own_where,
        print_always=entry.flag("print_always", default=bool(codes) or not each),
        bold=entry.flag("bold"),
        center=entry.flag("center"),
        indent=entry.whole("indent", 0, most=9),
        rest=entry.flag("rest"),
        pinned=entry.flag("pinned"),
        group=entry.flag("group"),
        parts=tuple(
            (part,) if part == "*" else tuple(part.split("/")) for part in entry.texts("parts")
        ),
        formula=read_formula(entry),
        rows=tuple(_rows(entry, keys, context, own_where, depth + 1)),
    )
    if codes and len(each) != 1:
        raise entry.fail("codes", "只能与单个 each 一起使用")
    entry.done()
    return row


def _show(entry: Entry, keys: frozenset[str]) -> dict[str, Label]:
    show = entry.entry("show")
    if show is None:
        return {}
    labels = {}
    for key in show.unread():
        if key not in keys:
            raise show.fail(key, f"没有这个关键列；有：{'、'.join(sorted(keys))}")
        labels[key] = _row_label(show, key, show.text(key))
    show.done()
    return labels


def _row_label(entry: Entry, key: str, text: str) -> Label:
    entry.value(key, "")
    label = read_label(entry, key, text)
    for hole in placeholders(label):
        if hole.source in TITLE_HOLES:
            continue
        if "." not in hole.source or not is_row_form(hole.form):
            raise entry.fail(key, f"“{{{hole.source}}}”应写作 {{维度.属性}} 或 {{维度.属性:2}}")
    return label


def read_label(entry: Entry, key: str, text: str) -> Label:
    """Read a label, naming the place of a mistake."""
    try:
        return parse_label(text)
    except ValueError as error:
        raise entry.fail(key, str(error)) from error


def read_title(entry: Entry, key: str, text: str) -> Label:
    """Read a label of a title, caption or head, which may name year, department and unit."""
    label = read_label(entry, key, text)
    for hole in placeholders(label):
        if hole.source not in TITLE_HOLES:
            known = "、".join(sorted(TITLE_HOLES))
            raise entry.fail(key, f"不认识 {{{hole.source}}}；可用：{known}")
    return label


def read_formula(entry: Entry, key: str = "formula") -> Expression | None:
    """Read a formula over names of the same table, if there is one."""
    if not entry.has(key):
        return None
    try:
        expression = parse_expression(entry.text(key))
    except ReferenceSyntaxError as error:
        raise entry.fail(key, str(error)) from error
    if next(cell_references(expression), None) is not None:
        raise entry.fail(key, "此处只能用本表的列名或行名")
    if next(calls(expression, "parts"), None) is not None:
        raise entry.fail(key, "parts 只用于审核规则")
    return expression


def _row_parts(parent: Entry, row: RowDefinition, rows: list[RowDefinition]) -> tuple[Path, ...]:
    """Spell out `*` and check that the parts exist."""
    others = [other for other in rows if other is not row and not other.blanks]
    if row.parts == (("*",),):
        return tuple((other.id,) for other in others if not other.formula)
    for part in row.parts:
        level = others
        for name in part:
            found = next((other for other in level if other.id == name), None)
            if found is None:
                raise parent.fail("rows", f"行“{row.id}”的组成“{'/'.join(part)}”不存在")
            level = list(found.rows)
    return row.parts


def _expanded(parent: Entry, kind: str, context: Context, depth: int = 0) -> Iterator[Entry]:
    """Walk a list; `{ use = "name" }` stands for one of the pack's shared lists."""
    if depth > _MAX_DEPTH:
        raise parent.fail(kind, "嵌套过深，或 use 绕回了它自己")
    for entry in parent.entries(kind):
        if not entry.has("use"):
            yield entry
            continue
        name = entry.text("use")
        entry.done()
        if name not in context.shared.get(kind, {}):
            raise entry.fail("use", f"axes.toml 的 [{kind}] 中没有“{name}”")
        listed = Entry({kind: context.shared[kind][name]}, "axes.toml", f"{kind}.{name}")
        yield from _expanded(listed, kind, context, depth + 1)


def _check_unique(entry: Entry, key: str, ids: list[str]) -> None:
    for position, name in enumerate(ids):
        if name in ids[:position]:
            raise entry.fail(key, f"“{name}”重复")
