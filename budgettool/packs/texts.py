"""Reading `fields.toml` and `text.toml`: fields, quantities, parts and profiles of a pack.

    [[quantities]]
    id = "收入总计"
    value = "01.收入合计[金额]"
    compared = true
    reason = true

    [[parts]]
    id = "overview"
    kind = "text"
    title = "第一部分　{department.full}概况"
    sections = [{ id = "duties", title = "一、主要职能", template = "duties" }]

Leaves what templates say to `narrative`; here they are only found.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, get_args

from budgettool.packs.axes import read_label
from budgettool.packs.definition import Label, TableDefinition
from budgettool.packs.labels import TITLE_HOLES, placeholders
from budgettool.packs.reading import Entry
from budgettool.packs.reference import (
    Expression,
    Path,
    ReferenceSyntaxError,
    cell_references,
    names,
    parse_expression,
)
from budgettool.packs.text import (
    ChartDefinition,
    FieldDefinition,
    FieldKind,
    FieldSubject,
    Format,
    PartDefinition,
    PartKind,
    Profile,
    Quantity,
    SectionDefinition,
    TextBook,
)

TEMPLATES: Final = "texts/"
"""Where a pack's files keep the templates of texts."""

ENDING: Final = ".j2"
DOCUMENT_HOLES: Final = frozenset(
    {hole for hole in TITLE_HOLES if hole.startswith(("department.", "year", "prior_year"))}
    | {"date", "scope"}
)
"""What may stand in headings: `date` is the day of publishing, `scope` is 部门 or 单位."""

_MONEY: Final = "万元"
_MARKS: Final = "./[](){}|\"' \t\n"
_REFUSED_NAME: Final = "不能为空，也不能有空格和 . / [ ] ( ) { } | 引号"


def read_fields(entry: Entry) -> tuple[FieldDefinition, ...]:
    """Read the fields of a pack.

    Raises:
        PackError: One is not understood, or named twice.
    """
    fields = tuple(_field(each) for each in entry.entries("fields"))
    entry.done()
    _refuse_doubles(entry, "fields", [f"{each.subject}.{each.key}" for each in fields])
    return fields


def read_text(
    entry: Entry,
    fields: tuple[FieldDefinition, ...],
    tables: tuple[TableDefinition, ...],
    templates: Mapping[str, str],
    *,
    forms_needed: bool = True,
) -> TextBook:
    """Read the text of a pack.

    Args:
        entry: The file.
        fields: Those of the pack.
        tables: Those of the pack.
        templates: Sources of the templates, by name.
        forms_needed: Whether forms that quantities count must be there.

    Raises:
        PackError: Something is not understood, or names a table, column, field, quantity or
            template that does not exist.
    """
    head = entry.entry("text") or Entry({}, entry.file, "text")
    title, running = _label(head, "title"), _label(head, "head")
    decimals = head.whole("decimals", 2, most=4)
    own_names = dict(_names(head))
    head.done()
    quantities = tuple(_quantity(each, tables, fields) for each in entry.entries("quantities"))
    _check_quantities(entry, quantities)
    if forms_needed:
        _check_forms(entry, quantities, tables)
    known = frozenset(table.id for table in tables if table.printed)
    ids = frozenset(quantity.id for quantity in quantities)
    parts = tuple(_part(each, known, ids, templates) for each in entry.entries("parts"))
    _refuse_doubles(entry, "parts", [part.id for part in parts])
    sections = [section.id for part in parts for section in part.sections]
    _refuse_doubles(entry, "parts", sections)
    part_ids = tuple(part.id for part in parts)
    profiles = tuple(_profile(each, part_ids) for each in entry.entries("profiles"))
    _refuse_doubles(entry, "profiles", [profile.id for profile in profiles])
    entry.done()
    return TextBook(
        title, running, decimals, fields, quantities, parts, profiles, dict(templates), own_names
    )


def templates_in(files: Mapping[str, str]) -> dict[str, str]:
    """Find the templates among a pack's files, its own before those of packs that it extends."""
    found: dict[str, str] = {}
    for name in sorted(files, key=lambda name: name.count("/")):
        _, marked, rest = f"/{name}".rpartition(f"/{TEMPLATES}")
        if marked and name.endswith(ENDING):
            found.setdefault(rest.removesuffix(ENDING), files[name])
    return found


def tables_named(entry: Entry) -> frozenset[str]:
    """Say which tables the quantities of a text read, forms aside, without reading the rest."""
    listed = entry.value("quantities", [])
    found: set[str] = set()
    for values in listed if isinstance(listed, list) else ():
        if not isinstance(values, dict):
            continue
        found.add(str(values.get("rows", "")).partition("/")[0])
        try:
            parsed = parse_expression(str(values.get("value", "0")))
        except ReferenceSyntaxError:
            continue  # told where the quantity itself is read
        found.update(reference.table for reference in cell_references(parsed))
    return frozenset(found - {""})


def _label(entry: Entry, key: str) -> Label:
    return _checked(entry, key, entry.text(key, ""))


def _labels(entry: Entry, key: str) -> tuple[Label, ...]:
    return tuple(_checked(entry, key, text) for text in entry.texts(key))


def _checked(entry: Entry, key: str, text: str) -> Label:
    label = read_label(entry, key, text)
    for hole in placeholders(label):
        if hole.source not in DOCUMENT_HOLES:
            allowed = "、".join(sorted(DOCUMENT_HOLES))
            raise entry.fail(key, f"花括号里只能写{allowed}，没有“{hole.source}”")
    return label


def _names(head: Entry) -> Iterator[tuple[str, str]]:
    """Read the words that a pack's text uses as it does the year."""
    listed = head.entry("names")
    for name in sorted(listed.unread()) if listed else ():
        assert listed  # noqa: S101 - there is one to walk
        if any(mark in name for mark in _MARKS):
            raise listed.fail(name, _REFUSED_NAME)
        yield name, listed.text(name)


def _field(entry: Entry) -> FieldDefinition:
    kind: FieldKind = entry.choice("kind", get_args(FieldKind), "line")  # type: ignore[assignment]
    subject: FieldSubject = entry.choice("subject", get_args(FieldSubject), "department")  # type: ignore[assignment]
    definition = FieldDefinition(
        key=entry.text("key"),
        label=entry.text("label"),
        group=entry.text("group"),
        subject=subject,
        kind=kind,
        unit=entry.text("unit", ""),
        choices=entry.texts("choices"),
        hint=entry.text("hint", ""),
        required=entry.flag("required"),
        repeat=entry.text("repeat", ""),
        stays=entry.flag("stays"),
    )
    if definition.repeat and not definition.key.startswith(f"{definition.repeat}."):
        raise entry.fail("repeat", f"有多行的栏目，key 应以“{definition.repeat}.”开头")
    entry.done()
    return definition


def _quantity(
    entry: Entry, tables: tuple[TableDefinition, ...], fields: tuple[FieldDefinition, ...]
) -> Quantity:
    identity = entry.text("id")
    if not identity or any(mark in identity for mark in _MARKS):
        raise entry.fail("id", _REFUSED_NAME)
    rows, column = entry.text("rows", ""), _path(entry, "column")
    value = _expression(entry, "value", tables) if entry.has("value") else None
    field = entry.text("field", "")
    forms, sums = entry.text("forms", ""), entry.text("sums", "")
    if sum((value is not None, bool(field), bool(rows), bool(forms))) != 1:
        raise entry.fail("value", "应写明 value、field、rows、forms 四者之一")
    if field and not any(each.key == field for each in fields):
        raise entry.fail("field", f"fields.toml 里没有“{field}”")
    if rows:
        _check_rows(entry, rows, column, tables)
    quantity = Quantity(
        id=identity,
        label=entry.text("label", identity),
        names=entry.texts("names"),
        value=value,
        field=field,
        unit=entry.text("unit", _MONEY),
        whole=entry.text("whole", ""),
        part_of=entry.text("part_of", ""),
        compared=entry.flag("compared"),
        reason=entry.flag("reason"),
        rows=rows,
        column=column,
        without=entry.texts("without"),
        forms=forms,
        sums=sums,
    )
    entry.done()
    return quantity


def _check_forms(
    entry: Entry, quantities: tuple[Quantity, ...], tables: tuple[TableDefinition, ...]
) -> None:
    forms = {table.id for table in tables if table.form and table.per == "project"}
    for each in quantities:
        place = f"quantities({each.id})"
        if each.forms and each.forms not in forms:
            raise entry.fail(f"{place}.forms", f"没有按项目填的表单“{each.forms}”")
        sides = (side for table in tables if table.id == each.sums for side in table.sides)
        known = any(column.path == each.column for side in sides for column in side.columns)
        if each.sums and not known:
            raise entry.fail(f"{place}.sums", f"{each.sums}表没有列“{'/'.join(each.column)}”")


def _path(entry: Entry, key: str) -> Path:
    return tuple(entry.text(key, "").split("/")) if entry.has(key) else ()


def _expression(entry: Entry, key: str, tables: tuple[TableDefinition, ...]) -> Expression:
    text = entry.text(key)
    try:
        expression = parse_expression(text)
    except ReferenceSyntaxError as error:
        raise entry.fail(key, str(error)) from error
    columns = {
        table.id: {column.path for side in table.sides for column in side.columns}
        for table in tables
    }
    for reference in cell_references(expression):
        if reference.table not in columns:
            raise entry.fail(key, f"没有表“{reference.table}”")
        if reference.column not in columns[reference.table]:
            raise entry.fail(key, f"{reference.table}表没有列“{'/'.join(reference.column)}”")
    return expression


def _check_rows(entry: Entry, rows: str, column: Path, tables: tuple[TableDefinition, ...]) -> None:
    table_id, _, head = rows.partition("/")
    for table in tables:
        for side in table.sides if table.id == table_id else ():
            if side.head == head or len(table.sides) == 1:
                if any(each.path == column for each in side.columns):
                    return
                raise entry.fail("column", f"{rows}没有列“{'/'.join(column)}”")
    raise entry.fail("rows", f"没有“{rows}”；两侧的表写作 04/支出")


def _check_quantities(entry: Entry, quantities: tuple[Quantity, ...]) -> None:
    _refuse_doubles(entry, "quantities", [quantity.id for quantity in quantities])
    ids: set[str] = set()
    everything = frozenset(quantity.id for quantity in quantities)
    for quantity in quantities:
        for key, other in (("whole", quantity.whole), ("part_of", quantity.part_of)):
            if other and other not in everything:
                raise entry.fail(f"quantities({quantity.id}).{key}", f"没有“{other}”")
        for path in names(quantity.value) if quantity.value is not None else ():
            if "/".join(path) not in ids:
                reason = f"“{'/'.join(path)}”不是前面写过的数"
                raise entry.fail(f"quantities({quantity.id}).value", reason)
        ids.add(quantity.id)
    for key in ("whole", "part_of"):
        _refuse_circles(entry, key, {each.id: getattr(each, key) for each in quantities})


def _refuse_circles(entry: Entry, key: str, above: Mapping[str, str]) -> None:
    for identity in above:
        seen, current = {identity}, above[identity]
        while current and current not in seen:
            seen.add(current)
            current = above[current]
        if current:
            raise entry.fail(f"quantities({identity}).{key}", f"绕回了“{current}”")


def _part(
    entry: Entry, tables: Collection[str], quantities: Collection[str], templates: Collection[str]
) -> PartDefinition:
    kind: PartKind = entry.choice("kind", get_args(PartKind))  # type: ignore[assignment]
    identity = entry.text("id")
    part = PartDefinition(
        id=identity,
        kind=kind,
        name=entry.text("name", identity),
        title=_label(entry, "title"),
        lines=_labels(entry, "lines"),
        foot=_labels(entry, "foot"),
        sections=tuple(_sections(entry, templates)),
        tables=entry.texts("tables"),
        charts=tuple(_charts(entry, quantities)),
    )
    _refuse_doubles(entry, "charts", [chart.id for chart in part.charts])
    if missing := [table for table in part.tables if table not in tables]:
        raise entry.fail("tables", f"没有表“{missing[0]}”")
    entry.done()
    return part


def _sections(entry: Entry, templates: Collection[str]) -> Iterator[SectionDefinition]:
    for each in entry.entries("sections"):
        section = SectionDefinition(
            id=each.text("id"),
            title=_label(each, "title"),
            template=each.text("template", each.text("id")),
            required=each.flag("required", default=True),
        )
        if section.template not in templates:
            raise each.fail("template", f"没有模板 {section.template}{ENDING}")
        each.done()
        yield section


def _charts(entry: Entry, quantities: Collection[str]) -> Iterator[ChartDefinition]:
    for each in entry.entries("charts"):
        chart = ChartDefinition(each.text("id"), _label(each, "title"), each.texts("quantities"))
        if missing := [name for name in chart.quantities if name not in quantities]:
            raise each.fail("quantities", f"没有“{missing[0]}”")
        each.done()
        yield chart


def _profile(entry: Entry, parts: tuple[str, ...]) -> Profile:
    profile = Profile(
        id=entry.text("id"),
        name=entry.text("name"),
        parts=entry.texts("parts"),
        formats=entry.texts("formats"),  # type: ignore[arg-type]
    )
    if missing := [part for part in profile.parts if part not in parts]:
        raise entry.fail("parts", f"没有“{missing[0]}”这一部分")
    _refuse_doubles(entry, "parts", list(profile.parts))
    if unknown := [each for each in profile.formats if each not in get_args(Format)]:
        raise entry.fail("formats", f"不认识“{unknown[0]}”：{'、'.join(get_args(Format))}")
    entry.done()
    return profile


def _refuse_doubles(entry: Entry, key: str, listed: list[str]) -> None:
    for position, each in enumerate(listed):
        if each in listed[:position]:
            raise entry.fail(key, f"“{each}”重复")
