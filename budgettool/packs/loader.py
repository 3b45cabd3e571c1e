"""Loading a pack: from its files (a folder's or a book's) to a checked `Pack`.

`pack.toml` names the pack and its tables, `members.toml` its sources and natures, `axes.toml` the
lists that tables share, `rules.toml` the checks, `fields.toml` and `text.toml` the text, and one
file a table the rest. A pack may extend
another one and say only what differs: tables of texts and numbers are merged key by key, lists are
replaced whole.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from budgettool.packs.definition import MEMBERED, Pack, TableDefinition
from budgettool.packs.forms import bind_forms
from budgettool.packs.labels import TITLE_HOLES, fill, placeholders
from budgettool.packs.reading import Entry, PackError
from budgettool.packs.reference import cell_references, parse_expression
from budgettool.packs.rules import read_rules
from budgettool.packs.tables import read_table
from budgettool.packs.text import FieldDefinition, TextBook
from budgettool.packs.texts import (
    TEMPLATES,
    read_fields,
    read_text,
    tables_named,
    templates_in,
)
from budgettool.packs.vocabulary import Member, Vocabulary

Files = Mapping[str, str]
"""A pack's files: text by name. Those of the pack that it extends have its id before a slash."""

_HEAD: Final = "pack.toml"
_RULES: Final = "rules.toml"
_FIELDS: Final = "fields.toml"
_TEXT: Final = "text.toml"
_TABLES: Final = "tables/"
_POSITION = re.compile(r"line (\d+), column (\d+)")
_MAX_EXTENDS = 5
_MAX_FILE = 2_000_000


@dataclass(frozen=True, slots=True)
class _Documents:
    """The parsed files of a pack, its ancestors' merged in."""

    values: dict[str, dict[str, Any]]

    def entry(self, name: str) -> Entry:
        return Entry(self.values.get(name, {}), name)

    @property
    def tables(self) -> frozenset[str]:
        """Ids of the tables that there are files of, whether the pack prints them or not."""
        names = (name.removesuffix(".toml") for name in self.values if name.startswith(_TABLES))
        return frozenset(name.removeprefix(_TABLES) for name in names)


def load_pack(files: Files, lent: Files | None = None) -> Pack:
    """Make a pack of its files.

    Args:
        files: The pack's own, and those of packs that it extends.
        lent: Files of the program for a pack that was stored before packs had such: its checks, its
            text, its tables. Of the tables only those become part of the pack that the text reads
            and nobody prints; checks of the others are put off.

    Raises:
        PackError: A file is missing or says something that cannot be understood.
    """
    whole = {**(lent or {}), **files}
    documents = _Documents(_merged(whole, "", _MAX_EXTENDS))
    head = documents.entry(_HEAD)
    pack_id = head.text("id")
    head.value("extends", "")
    name = head.text("name")
    version = head.text("version")
    head.value("description", "")
    unit_level = head.choice("unit_level", ("department", "unit"), "department")
    qualified = frozenset(head.texts("qualified_names"))
    vocabulary = _vocabulary(documents.entry("members.toml"))
    defaults = head.value("table", {})
    shared = _shared(documents.entry("axes.toml"))
    tables = tuple(
        _table(
            documents, table_id, defaults, lambda e: read_table(e, vocabulary, unit_level, shared)
        )
        for table_id in (*head.texts("tables"), *_unprinted(documents, lent or {}))
    )
    head.done()
    _check_numbers(tables)
    for table in tables:
        _check_references(table, tables)
    fields = read_fields(documents.entry(_FIELDS))
    tables = bind_forms(tables, fields) if _FIELDS in documents.values else tables
    unlisted = documents.tables - {table.id for table in tables}
    rules = read_rules(documents.entry(_RULES), tables, unlisted)
    text = _text(documents, fields, tables, None if _TEXT in files else unlisted, whole)
    return Pack(pack_id, name, version, tables, vocabulary, qualified, dict(files), rules, text)


def _text(
    documents: _Documents,
    fields: tuple[FieldDefinition, ...],
    tables: tuple[TableDefinition, ...],
    unlisted: frozenset[str] | None,
    files: Files,
) -> TextBook | None:
    """Read the text.

    One that is not the pack's own (then `unlisted` are the tables that the pack does without) is
    left where it is about such tables; forms may be lacking, and what it counts of them is unknown.
    """
    if not documents.values.keys() & {_FIELDS, _TEXT}:
        return None
    entry, own = documents.entry(_TEXT), unlisted is None
    if unlisted and tables_named(entry) & unlisted:
        return TextBook(fields=fields)
    return read_text(entry, fields, tables, templates_in(files), forms_needed=own)


def _unprinted(documents: _Documents, lent: Files) -> Iterator[str]:
    """Find the lent tables that a text reads and that are printed nowhere."""
    listed = documents.values[_HEAD].get("tables", [])
    for table_id in sorted(tables_named(documents.entry(_TEXT)) - set(listed)):
        name = f"{_TABLES}{table_id}.toml"
        is_lent = any(f"/{each}".endswith(f"/{name}") for each in lent)
        if is_lent and documents.values[name].get("printed") is False:
            yield table_id


def _merged(files: Files, prefix: str, depth: int) -> dict[str, dict[str, Any]]:
    """Parse the files under a prefix, over those of the pack that they extend."""
    own = {
        name.removeprefix(prefix): _parse(name, text)
        for name, text in files.items()
        if name.startswith(prefix) and _is_own(name.removeprefix(prefix))
    }
    if _HEAD not in own:
        raise PackError(prefix + _HEAD, "", "缺少这个文件")
    parent = own[_HEAD].get("extends", "")
    if not parent:
        return own
    if depth == 0 or not isinstance(parent, str):
        raise PackError(prefix + _HEAD, "extends", "应为另一个表样包的 id，且不能循环")
    base = _merged(files, f"{parent}/", depth - 1)
    return {
        name: _merge(base.get(name, {}), own.get(name, {})) for name in base.keys() | own.keys()
    }


def _is_own(name: str) -> bool:
    """Tell whether a file is the pack's own and to be parsed: no parent's, and no template."""
    return not name.startswith(TEMPLATES) and "/" not in name.removeprefix(_TABLES)


def parent_of(files: Files) -> str:
    """Tell which pack a pack's own files extend; empty for none, or where they cannot be read."""
    try:
        parent = tomllib.loads(files.get(_HEAD, "")).get("extends", "")
    except tomllib.TOMLDecodeError:
        return ""
    return parent if isinstance(parent, str) else ""


def _parse(name: str, text: str) -> dict[str, Any]:
    if len(text) > _MAX_FILE:
        raise PackError(name, "", "文件过大")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PackError(name, "", f"不是正确的 TOML{_position(error)}") from error


def _position(error: Exception) -> str:
    """Say where the parser, which speaks English, stopped."""
    found = _POSITION.search(str(error))
    return f"：第 {found[1]} 行第 {found[2]} 个字符处读不下去" if found else "：文件没有写完"


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merge(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _vocabulary(entry: Entry) -> Vocabulary:
    members = {}
    for dimension in MEMBERED:
        members[dimension] = tuple(_member(member) for member in entry.entries(dimension))
        paths = [member.path for member in members[dimension]]
        for position, path in enumerate(paths):
            if path in paths[:position]:
                raise entry.fail(dimension, f"“{path}”重复")
    entry.done()
    return Vocabulary(members)


def _member(entry: Entry) -> Member:
    path = entry.text("path")
    if not path or any(not part.strip() for part in path.split("/")):
        raise entry.fail("path", "应为 上级/名称 形式的路径")
    aliases = entry.texts("aliases")
    attributes: dict[str, str | bool] = {}
    for key in entry.unread():
        value = entry.value(key)
        if not isinstance(value, str | bool):
            raise entry.fail(key, "属性应为文字或 true/false")
        attributes[key] = value
    return Member(path, aliases, attributes)


def _shared(entry: Entry) -> dict[str, dict[str, list[Any]]]:
    shared = {}
    for kind in ("keys", "rows", "columns"):
        listed = entry.entry(kind)
        shared[kind] = {} if listed is None else {n: listed.value(n) for n in listed.unread()}
        for name, values in shared[kind].items():
            if not isinstance(values, list):
                raise entry.fail(f"{kind}.{name}", "应为列表")
    entry.done()
    return shared


def _table(
    documents: _Documents,
    table_id: str,
    defaults: Any,  # noqa: ANN401 - as TOML gives it
    read: Callable[[Entry], TableDefinition],
) -> TableDefinition:
    name = f"tables/{table_id}.toml"
    if name not in documents.values:
        raise PackError(name, "", "pack.toml 的 tables 提到它，但缺少这个文件")
    if not isinstance(defaults, dict):
        raise PackError(_HEAD, "table", "应为表")
    entry = Entry(_merge(defaults, {"id": table_id, **documents.values[name]}), name)
    table = read(entry)
    if table.id != table_id:
        raise entry.fail("id", f"应与文件名相同：{table_id}")
    return table


def _check_numbers(tables: tuple[TableDefinition, ...]) -> None:
    ids = [table.id for table in tables]
    for position, table_id in enumerate(ids):
        if table_id in ids[:position]:
            raise PackError(_HEAD, "tables", f"“{table_id}”重复")


def _check_references(table: TableDefinition, tables: tuple[TableDefinition, ...]) -> None:
    """Refuse notes and forms that name a table or column which is not there."""
    columns = {
        other.id: {column.path for side in other.sides for column in side.columns}
        for other in tables
    }
    for place, text in _expressions(table):
        for reference in cell_references(parse_expression(text)):
            if reference.table not in columns:
                reason = f"“{text}”提到的表“{reference.table}”不在 pack.toml 的 tables 中"
                raise PackError(f"tables/{table.id}.toml", place, reason)
            if reference.column not in columns[reference.table]:
                reason = f"“{text}”提到的列“{'/'.join(reference.column)}”不存在"
                raise PackError(f"tables/{table.id}.toml", place, reason)


def _expressions(table: TableDefinition) -> Iterator[tuple[str, str]]:
    """Walk the expressions of a table's notes and form, each with its place."""
    for number, note in enumerate(table.notes, start=1):
        for hole in placeholders(note.text):
            if hole.source not in TITLE_HOLES:
                yield f"notes[{number}].text", hole.source
        if note.when is not None:
            yield f"notes[{number}].when", str(note.when)
    for number, row in enumerate(table.form.rows if table.form else (), start=1):
        for cell in row.cells:
            if cell.figure:
                yield f"form.rows[{number}].figure", fill(cell.figure, lambda _: "x")
