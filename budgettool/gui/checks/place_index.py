"""Findings by the places that they are about: figures, tables, and things of the book."""

from collections.abc import Iterable, Iterator

from budgettool.rules.finding import (
    CellPlace,
    Finding,
    LinePlace,
    Place,
    SectionPlace,
    SubjectPlace,
)

Name = str | tuple[str, str]
"""The reference of a figure; or a kind of thing and its name, such as a table and its id."""


class PlaceIndex:
    """Looks findings up, worst first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found: dict[Name, list[Finding]] = {}
        for finding in sorted(findings, key=rank):
            for name in dict.fromkeys(_names(finding)):
                self._found.setdefault(name, []).append(finding)

    def of(self, name: Name) -> tuple[Finding, ...]:
        """Give what is about a place, first or beside others."""
        return tuple(self._found.get(name, ()))


def rank(finding: Finding) -> int:
    """Tell how bad a finding is; 错误 is 0."""
    return "HSI".index(finding.level)


def _names(finding: Finding) -> Iterator[Name]:
    for place in (finding.place, *finding.also):
        yield from _names_of(place)


def _names_of(place: Place) -> Iterator[Name]:
    match place:
        case CellPlace(reference):
            yield str(reference)
            yield "table", reference.table
        case SubjectPlace(kind, name, _):
            yield kind, name
        case SectionPlace(section):
            yield "section", section
        case LinePlace():
            return
