"""The codes of one scheme in one fiscal year: which row is in force, and what came of the others.

Leaves to others texts and typing errors (`resolution`) and the order of search results (`search`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from budgettool.codes.code import NOT_OFFICIAL, OFFICIAL, Code, Scheme, plain

Layer = Sequence[Code]


class CodeTable:
    """The rows of one scheme, seen from one year.

    Layers are the bundled rows, then what the user loaded, then the book's own codes; the row of
    a later layer wins. A loaded official table decides on the names and on the existence of all
    codes of the levels and funds that it holds: a bundled code that it lacks stays in force, so
    that no line vanishes, and is marked `NOT_OFFICIAL`.
    """

    def __init__(self, scheme: Scheme, year: int, layers: Iterable[Layer]) -> None:
        self.scheme = scheme
        self.year = year
        self._current: dict[str, Code] = {}
        self._history: defaultdict[str, list[Code]] = defaultdict(list)
        for layer in layers:
            self._add(layer)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes in force, each after its parent; sources in printed order."""
        current = self._current
        order = current if self.scheme == "source" else sorted(current)
        return tuple(current[code] for code in order)

    def get(self, code: str) -> Code | None:
        """Find the row that is in force."""
        return self._current.get(code)

    def history(self, code: str) -> tuple[Code, ...]:
        """List all rows of a code, of any year and layer."""
        return tuple(self._history.get(code, ()))

    def children(self, code: str | None) -> tuple[Code, ...]:
        """List the codes one level below; the 类 below None."""
        return tuple(self._children.get(code, ()))

    def parent(self, code: str) -> Code | None:
        """Find the code above, even where it is not in force, so that its name can be printed."""
        row = self.get(code) or self.ended(code)
        if row is None or row.parent is None:
            return None
        return self.get(row.parent) or self.ended(row.parent)

    def ended(self, code: str) -> Code | None:
        """Find what a code meant when it was last, or will first be, in force; None if it is."""
        if code in self._current:
            return None
        rows = self._history.get(code, ())
        past = [row for row in rows if row.valid_to is not None and row.valid_to < self.year]
        if past:
            return max(past, key=lambda row: row.valid_to or 0)
        return min(rows, key=lambda row: row.valid_from or 0, default=None)

    def successor(self, code: str) -> Code | None:
        """Find what came of a code that was renamed or ended.

        A renamed code gives its row of this year. An ended code gives the one code of its level
        and fund that took over its name afterwards, or the same place below its parent's
        successor; None where the rows do not tell, and for a code that never changed.
        """
        if code in self._current:
            return self._current[code] if self.former(code) else None
        old = self.ended(code)
        return self.heir(old) if old else None

    def former(self, code: str) -> tuple[Code, ...]:
        """List the rows that the row in force took over from, under other names.

        A row that ended years before is left out: the code was given to something else.
        """
        row = self.get(code)
        if row is None:
            return ()
        starts = {other.valid_from for other in self._history[code] if other.valid_from}
        return tuple(
            old
            for old in self._history[code]
            if plain(old.name) != plain(row.name)
            and (old.valid_from or 0) <= self.year
            and (old.valid_to is None or old.valid_to >= self.year or old.valid_to + 1 in starts)
        )

    def heir(self, old: Code) -> Code | None:
        """Find the code in force that carries on what a row of another year stood for."""
        row = self.get(old.code)
        if row is not None and (old == row or old in self.former(old.code)):
            return row
        if old.valid_to is None or old.valid_to >= self.year:
            return None
        return self._heir_by_name(old) or self._heir_by_place(old)

    def named(self, name: str) -> tuple[Code, ...]:
        """List the codes in force whose name, alias, path or `name(parent)` equals a text."""
        wanted = plain(name)
        found = self._names.get(wanted)
        if not found and wanted.endswith(")"):
            found = [row for row in self._bracketed(wanted) if row]
        return tuple(found or ())

    def formerly_named(self, name: str) -> tuple[Code, ...]:
        """List the rows not in force whose name or alias equals a text, latest first."""
        rows = self._former_names.get(plain(name), ())
        return tuple(sorted(rows, key=lambda row: -(row.valid_to or 0)))

    def _add(self, layer: Layer) -> None:
        covered: dict[tuple[str, str | None], int] = {}
        for row in layer:
            known = self._inherit(row) if row.confidence == OFFICIAL else row
            self._history[row.code].append(known)
            if known.is_valid(self.year):
                self._current[row.code] = known
                if known.confidence == OFFICIAL:
                    covered[known.level, known.fund] = known.valid_from or self.year
        if covered:
            self._mark_missing(covered)

    def _inherit(self, row: Code) -> Code:
        """Keep what the bundled row knows and an official table does not tell."""
        below = self._current.get(row.code) or self.ended(row.code)
        donor = below or self._current.get(row.parent or "")
        fund = row.fund or (donor.fund if donor else None)
        aliases = row.aliases or (below.aliases if below else ())
        if (fund, aliases) == (row.fund, row.aliases):
            return row
        return replace(row, fund=fund, aliases=aliases)

    def _mark_missing(self, covered: Mapping[tuple[str, str | None], int]) -> None:
        for code, row in self._current.items():
            since = covered.get((row.level, row.fund))
            if row.confidence != OFFICIAL and since is not None and (row.valid_from or 0) <= since:
                self._current[code] = replace(row, confidence=NOT_OFFICIAL)

    def _heir_by_name(self, old: Code) -> Code | None:
        names = {plain(row.name) for row in self._history[old.code]} | _names_of(old)
        heirs = {
            row.code
            for name in names
            for row in self._moved_names.get(name, ())
            if row.level == old.level
            and row.fund == old.fund
            and (row.valid_from or 0) > (old.valid_to or 0)
            and row.code in self._current
        }
        return self._current[heirs.pop()] if len(heirs) == 1 else None

    def _heir_by_place(self, old: Code) -> Code | None:
        if old.parent is None or self.scheme == "source" or old.parent in self._current:
            return None
        above = self.successor(old.parent)
        heir = self.get(above.code + old.code[len(old.parent) :]) if above else None
        return heir if heir and plain(heir.name) == plain(old.name) else None

    def _bracketed(self, wanted: str) -> Iterable[Code]:
        """Read `行政运行(财政事务)`: a name that many codes share, told apart by its parent."""
        for row in self._names_before_bracket(wanted):
            above = self.parent(row.code)
            if above and wanted == f"{plain(row.name)}({plain(above.name)})":
                yield row

    def _names_before_bracket(self, wanted: str) -> Iterable[Code]:
        for place, char in enumerate(wanted):
            if char == "(":
                yield from self._names.get(wanted[:place], ())

    @cached_property
    def with_character(self) -> dict[str, list[str]]:
        """The codes by each character of their names, from which near names are found quickly."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.codes:
            for char in set("".join(_names_of(row))):
                found[char].append(row.code)
        return dict(found)

    @cached_property
    def _children(self) -> dict[str | None, list[Code]]:
        below: defaultdict[str | None, list[Code]] = defaultdict(list)
        for row in self.codes:
            below[row.parent].append(row)
        return dict(below)

    @cached_property
    def _names(self) -> dict[str, list[Code]]:
        return _by_name(self.codes)

    @cached_property
    def _former_names(self) -> dict[str, list[Code]]:
        rows = (row for rows in self._history.values() for row in rows)
        return _by_name(row for row in rows if self._current.get(row.code) != row)

    @cached_property
    def _moved_names(self) -> dict[str, list[Code]]:
        return _by_name(row for rows in self._history.values() for row in rows if row.valid_from)


def _by_name(rows: Iterable[Code]) -> dict[str, list[Code]]:
    found: defaultdict[str, list[Code]] = defaultdict(list)
    for row in rows:
        for name in _names_of(row):
            found[name].append(row)
    return dict(found)


def _names_of(row: Code) -> set[str]:
    names = {plain(name) for name in (row.name, *row.aliases)}
    return names | {plain(row.code)} if row.scheme == "source" else names
