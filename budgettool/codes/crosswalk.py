"""Which government economic 款 a department economic 款 becomes, by kind of unit and year.

Leaves to others the resolution of a line's own override (the cube) and the wording of findings.
"""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgettool.codes.bundled import bundled_rows

_SIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "行政": "行政",
        "参公": "行政",
        "事业": "事业",
        "财政补助事业": "事业",
        "经费自理事业": "事业",
    }
)


class Crosswalk:
    """The pairs in force in one year."""

    def __init__(self, year: int) -> None:
        pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for department, government, side, _, since, until, _ in bundled_rows("crosswalk"):
            if (not since or int(since) <= year) and (not until or year <= int(until)):
                pairs[department].append((government, side))
        self._pairs = dict(pairs)

    def knows(self, department_code: str) -> bool:
        """Tell whether anything is said about a department 款."""
        return department_code in self._pairs

    def targets(self, department_code: str, unit_kind: str | None = None) -> tuple[str, ...]:
        """List the government 款 of a department 款.

        Args:
            department_code: Five digits.
            unit_kind: 行政, 参公, 财政补助事业, 经费自理事业; None for any kind. A kind that
                carries no lines (汇总) has no targets.
        """
        sides = {"行政", "事业"} if unit_kind is None else {_SIDES.get(unit_kind, "")}
        if sides != {""}:
            sides.add("both")
        found = (gov for gov, side in self._pairs.get(department_code, ()) if side in sides)
        return tuple(sorted(set(found)))
