"""Mends that are offered become one edit: conflicts settled, and differences taken over.

Leaves making the edit to whoever keeps the book, and writing sections anew to `text.mending`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import Value
from budgettool.errors import BudgetToolError
from budgettool.model import AMOUNT
from budgettool.packs.definition import KEY, LineKind
from budgettool.rules.finding import FigureChange, Fix, LineChange, SectionPlace

_LINES = KEY.index("lines")
_MEASURE = KEY.index("measure")
_UNIT = KEY.index("unit")
_SOURCE = KEY.index("source")

_KINDS: Final[tuple[LineKind, ...]] = ("expenditure", "income")

Group = tuple[Value, Value, Value]
"""Kind of line, unit and source: within it a rounded difference may move."""


class MendError(BudgetToolError):
    """What was offered cannot be made of the lines as they stand."""


def one_edit(cube: Cube, fixes: Sequence[Fix]) -> Fix:
    """Join mends to one that says everything and carries nothing.

    Of two mends that set the same field, or the same words of the text, the first counts, those
    that remove lines before others. What rounding leaves over goes to the largest line of the same
    unit and source, which is not rounded itself.

    Raises:
        MendError: Nothing is left to be done.
    """
    removed = {line for fix in fixes for line in fix.removed}
    largest = _largest(cube, {_group(cube, fix) for fix in fixes if fix.carry}, removed)
    changed: dict[str, dict[str, Any]] = {}
    carried: dict[str, int] = {}
    for fix in sorted(fixes, key=lambda fix: not fix.removed):
        taker = largest.get(_group(cube, fix)) if fix.carry else None
        if fix.carry and (taker is None or _sets(changed, removed, fix, taker)):
            continue
        if taker is not None:
            carried[taker] = carried.get(taker, 0) + fix.carry
        _add(changed, (change for change in fix.changes if change.line not in removed))
    for line, carry in carried.items():
        fields = changed.setdefault(line, {})
        fields["amount"] = fields.get("amount", _amount(cube, line)) + carry
    figures = tuple(_figures(fixes))
    if not (changed or removed or figures):
        raise MendError("这一行是同单位、同资金来源中金额最大的，差额并入它，它自己不再取整")
    changes = tuple(LineChange(line, tuple(fields.items())) for line, fields in changed.items())
    return Fix(_label(fixes), changes, tuple(sorted(removed)), figures=figures)


def _sets(
    changed: Mapping[str, Mapping[str, Any]], removed: set[str], fix: Fix, taker: str
) -> bool:
    """Tell whether a line must not be rounded: it takes the rest, or something else is set."""
    line = fix.changes[0].line
    return line == taker or line in removed or "amount" in changed.get(line, ())


def _add(changed: dict[str, dict[str, Any]], changes: Iterable[LineChange]) -> None:
    for line, fields in changes:
        known = changed.setdefault(line, {})
        for name, value in fields:
            known.setdefault(name, value)


def _figures(fixes: Iterable[Fix]) -> Iterator[FigureChange]:
    """Give the fields that come into the text, none in words that another has taken."""
    taken: list[SectionPlace] = []
    for change in (change for fix in fixes for change in fix.figures):
        if not any(_overlap(change.place, place) for place in taken):
            taken.append(change.place)
            yield change


def _overlap(one: SectionPlace, other: SectionPlace) -> bool:
    same = (one.section, one.paragraph) == (other.section, other.paragraph)
    return same and one.start < other.end and other.start < one.end


def _group(cube: Cube, fix: Fix) -> Group | None:
    fact = cube.fact(fix.changes[0].line) if fix.changes else None
    return (fact.key[_LINES], fact.key[_UNIT], fact.key[_SOURCE]) if fact else None


def _largest(cube: Cube, groups: set[Group | None], removed: set[str]) -> dict[Group | None, str]:
    """Find the largest line of each group that stays."""
    best: dict[Group | None, tuple[int, str]] = {}
    for kind in _KINDS if groups else ():
        for key, ids in cube.keys(kind).items():
            group = (kind, key[_UNIT], key[_SOURCE])
            if key[_MEASURE] == AMOUNT and group in groups:
                for line in set(ids) - removed:
                    own = (_amount(cube, line), line)
                    best[group] = max(best.get(group, own), own)
    return {group: line for group, (_, line) in best.items()}


def _amount(cube: Cube, line: str) -> int:
    fact = cube.fact(line)
    return fact.amount if fact else 0


def _label(fixes: Sequence[Fix]) -> str:
    labels = list(dict.fromkeys(fix.label for fix in fixes))
    return labels[0] if len(fixes) == 1 else f"{'、'.join(labels[:2])}等 {len(fixes)} 处"
