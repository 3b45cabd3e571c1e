"""Reading conditions and axes, and checking them against the dimensions that there are."""

from budgettool.packs.definition import (
    CODED,
    DIMENSIONS,
    MEMBERED,
    Axis,
    Condition,
    LineKind,
    Where,
)
from budgettool.packs.reading import Entry
from budgettool.packs.vocabulary import MemberError, Vocabulary

_LEVEL_BY_LENGTH = {3: "类", 5: "款", 7: "项"}
_ATTRIBUTES = {
    "unit": {"code", "kind", "name", "merged", "department", "unit"},
    "function": {"类", "款", "项", "fund"},
    "department_economic": {"类", "款"},
    "government_economic": {"类", "款"},
    "project": {"name"},
    "measure": {"name"},
    "procurement": {"name"},
    "secret": {"name"},
    "counterparty": {"code"},
}
_MEASURES = (
    "amount",
    "prior",
    "initial",
    "adjusted",
    "final",
    "opening",
    "closing",
    "used",
    "shared",
)


def read_where(entry: Entry, lines: LineKind, vocabulary: Vocabulary) -> Where:
    """Read the `where` of a table, side, row or column, if it has one."""
    where = entry.entry("where")
    if where is None:
        return ()
    conditions = tuple(_condition(where, key, lines, vocabulary) for key in where.unread())
    where.done()
    return conditions


def read_axis(entry: Entry, text: str, lines: LineKind, unit_level: str) -> Axis:
    """Read an axis such as `function.项`; a bare `unit` is the level that the pack names."""
    dimension, _, attribute = text.partition(".")
    if dimension == "unit" and not attribute:
        attribute = unit_level
    if dimension == "project" and not attribute:
        attribute = "name"
    _check_dimension(entry, "each", dimension, lines)
    levels = _ATTRIBUTES.get(dimension, set())
    if attribute not in levels and dimension not in MEMBERED:
        raise entry.fail("each", f"“{text}”应写作 维度.级次，如 function.项")
    return Axis(dimension, attribute)


def _condition(where: Entry, key: str, lines: LineKind, vocabulary: Vocabulary) -> Condition:
    dimension, _, attribute = key.partition(".")
    _check_dimension(where, key, dimension, lines)
    given = where.value(key)
    negated = isinstance(given, dict)
    if negated:
        if set(given) != {"not": 0}.keys():
            raise where.fail(key, "否定条件应写作 { not = … }")
        given = given["not"]
    values = given if isinstance(given, list) else [given]
    if not values or not all(isinstance(value, str | bool) for value in values):
        raise where.fail(key, "应为文字、true/false 或其列表")
    if attribute:
        _check_attribute(where, key, dimension, attribute, vocabulary)
        return Condition(Axis(dimension, attribute), frozenset(values), negated)
    return _member_condition(where, key, values, vocabulary, negated=negated)


def _member_condition(
    where: Entry, key: str, values: list[str | bool], vocabulary: Vocabulary, *, negated: bool
) -> Condition:
    """Read a condition on the member itself; the level follows from how the values are written."""
    texts = [str(value) for value in values]
    if key in MEMBERED:
        texts = [_member_path(where, key, text, vocabulary) for text in texts]
        levels = {f"级{text.count('/') + 1}" for text in texts}
    elif key in CODED:
        levels = {_LEVEL_BY_LENGTH.get(len(text), "") for text in texts}
        if not all(text.isdecimal() for text in texts) or "" in levels:
            raise where.fail(key, "应为 3、5 或 7 位科目编码")
    else:
        if key == "measure" and not set(texts) <= set(_MEASURES):
            raise where.fail(key, f"度量应为：{'、'.join(_MEASURES)}")
        levels = {"code" if key in {"unit", "counterparty"} else "name"}
    if len(levels) != 1:
        raise where.fail(key, "同一条件的各值须为同一级次")
    final = values if key == "secret" else texts
    return Condition(Axis(key, levels.pop()), frozenset(final), negated)


def _member_path(where: Entry, key: str, text: str, vocabulary: Vocabulary) -> str:
    prefixes = {
        "/".join(member.path.split("/")[: depth + 1])
        for member in vocabulary.members(key)
        for depth in range(member.path.count("/"))
    }
    if text in prefixes:
        return text
    try:
        return vocabulary.resolve(key, text)
    except MemberError as error:
        raise where.fail(key, str(error)) from error


def _check_dimension(entry: Entry, key: str, dimension: str, lines: LineKind) -> None:
    if dimension not in DIMENSIONS[lines]:
        raise entry.fail(
            key, f"此处的明细没有维度“{dimension}”；有：{'、'.join(DIMENSIONS[lines])}"
        )


def _check_attribute(
    where: Entry, key: str, dimension: str, attribute: str, vocabulary: Vocabulary
) -> None:
    if dimension in MEMBERED:
        known = {name for member in vocabulary.members(dimension) for name in member.attributes}
    else:
        known = _ATTRIBUTES[dimension]
    if attribute not in known:
        raise where.fail(key, f"没有属性“{attribute}”；有：{'、'.join(sorted(known))}")
