"""Units in a pasted block: what its columns say, and of units that are known nothing else.

A block need not have headings, nor kinds: a new unit is then 行政, or 汇总 where others stand under
it, and stands under the unit whose code begins its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from budgettool.gui.session import Session
from budgettool.importing import Grid, Layout, Proposal, Register, read_rows
from budgettool.importing.headings import Words
from budgettool.importing.layout import detect
from budgettool.importing.unit_tree import link_units
from budgettool.model import Unit

_TITLES: Final = ("代码", "名称", "单位类型", "上级单位", "并入上级", "编制人数")
_CARRIER, _SUM = "行政", "汇总"
_LENT: Final = ("kind", "parent", "merged", "headcount")


def read_unit_block(block: Sequence[Sequence[str]], session: Session) -> Proposal | None:
    """Read a block as a list of units; None where it is none."""
    words = Words(session.pack.vocabulary, session.facts.year)
    titles = _TITLES[: max(map(len, block), default=0)]
    for above, rows in ((0, block), (1, [titles, *block])):
        grid = Grid("粘贴", [list(row[: len(_TITLES)] if above else row) for row in rows])
        layout = detect(grid, words, kind="units", defaults={"kind": _CARRIER})
        if layout is not None:
            return _read(grid, layout, session, above)
    return None


def _read(grid: Grid, layout: Layout, session: Session, above: int) -> Proposal:
    """Read rows below headings; numbers of rows leave out those that were put above the block."""
    facts = session.facts
    register = Register(facts.year, facts.units, session.pack.vocabulary, session.classification)
    filled, blank = _with_kinds(grid, layout)
    read = read_rows(filled, layout, register)
    units, problems = link_units(read, layout, register)
    said = {column.field for column in layout.columns}
    unsaid = {name for name in _LENT if name not in said}
    made = _completed(units, facts.units, unsaid, blank)
    told = (replace(each, row=max(each.row - above, 0)) for each in read.problems + problems)
    return Proposal(units=made, problems=tuple(told))


def _with_kinds(grid: Grid, layout: Layout) -> tuple[Grid, frozenset[str]]:
    """Fill kinds that are left blank, so that they are no fault; gives the codes of those units."""
    kind, code = (next(iter(layout.of(name)), None) for name in ("kind", "code"))
    if kind is None or code is None:
        return grid, frozenset()
    rows, blank = [list(row) for row in grid.rows], set()
    for row in rows[layout.first_row :]:
        row.extend([""] * (kind.index + 1 - len(row)))
        if code.index < len(row) and not row[kind.index]:
            row[kind.index] = _CARRIER
            blank.add(row[code.index])
    return replace(grid, rows=rows), frozenset(blank)


def _completed(
    units: Sequence[Unit], known: Sequence[Unit], unsaid: set[str], blank: frozenset[str]
) -> tuple[Unit, ...]:
    """Give units what the block does not say of them: as it is, or as it is most likely."""
    old = {unit.code: unit for unit in known}
    codes = {*old, *(unit.code for unit in units)}
    made = []
    for unit in units:
        lent = unsaid | ({"kind"} if unit.code in blank else set())
        if unit.code in old:
            kept = {name: getattr(old[unit.code], name) for name in lent}
            made.append(replace(unit, **kept))
        else:
            parent = _parent(unit.code, codes) if "parent" in lent else unit.parent
            made.append(replace(unit, parent=parent))
    tops = {unit.parent for unit in made} - old.keys()
    guessed = codes if "kind" in unsaid else blank
    return tuple(replace(unit, kind=_SUM) if unit.code in tops & guessed else unit for unit in made)


def _parent(code: str, codes: set[str]) -> str | None:
    """Find the unit whose code is the longest beginning of another's."""
    above = (each for each in codes if each != code and code.startswith(each))
    return max(above, key=len, default=None)
