"""What is drafted against each ceiling (控制数): the year's expenditure by what a ceiling limits.

Kept current with every line once somebody has asked. Leaves ceilings themselves to the book.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from budgettool.cube.dimensions import Value
from budgettool.cube.facts import Fact, Key
from budgettool.model import AMOUNT, Ceiling, Unit
from budgettool.packs.definition import KEY

_LINES: Final = KEY.index("lines")
_MEASURE: Final = KEY.index("measure")
_PROJECT: Final = KEY.index("project")
_LIMITED: Final = tuple(KEY.index(name) for name in ("unit", "nature", "project", "source"))


class Spending:
    """Sums of the year's own expenditure by unit, nature, project and source."""

    def __init__(self, facts: Iterable[Fact], units: Mapping[str, Unit]) -> None:
        self._units = units
        self._sums: Counter[tuple[Value, ...]] = Counter()
        self._projects: Counter[Value] = Counter()
        for fact in facts:
            self.add(fact.key, fact.amount)

    def add(self, key: Key, amount: int) -> None:
        """Count an amount; a negative one takes back."""
        if amount and key[_LINES] == "expenditure" and key[_MEASURE] == AMOUNT:
            self._sums[tuple(key[place] for place in _LIMITED)] += amount
            self._projects[key[_PROJECT]] += amount

    def of_project(self, name: str) -> int:
        """Sum what is drafted for one project."""
        return self._projects[name]

    def used(self, ceiling: Ceiling) -> int:
        """Sum what a ceiling limits."""
        under = self._below(ceiling.unit)
        return sum(
            amount
            for (unit, nature, project, source), amount in self._sums.items()
            if (ceiling.unit is None or unit in under)
            and _is_under(nature, ceiling.nature)
            and (ceiling.project is None or project == ceiling.project)
            and _is_under(source, ceiling.source)
        )

    def _below(self, top: str | None) -> frozenset[Value]:
        """Give a unit's code and those of all units below it."""
        found = {top}
        parents = [(unit.code, unit.parent) for unit in self._units.values()]
        while more := {code for code, parent in parents if parent in found} - found:
            found |= more
        return frozenset(found)


def _is_under(path: Value, top: str | None) -> bool:
    return top is None or path == top or str(path or "").startswith(f"{top}/")
