"""What a section asks of the department: which quantities it compares, which fields it prints.

Found from what its template and its own words name. Leaves asking to `asking`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from budgettool.packs.reference import names
from budgettool.packs.text import FieldDefinition, Quantity, SectionDefinition, TextBook
from budgettool.sheets.quantities import PRIOR, REASON, Measured, Quantities

LAST: Final = "last."
"""Before the key of a field: the key of what last year's book had in it."""

_QUOTED: Final = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_NAMED: Final = re.compile(r"\{([^{}|\n]{1,300})\|")


@dataclass(frozen=True, slots=True)
class Compared:
    """A quantity that a section holds against last year.

    Attributes:
        reason_wanted: Whether its change is to be explained.
        prior_typed: Whether last year's figure is the department's to type.
        last_reason: What last year's text gave as the reason; empty for none.
    """

    measured: Measured
    reason_wanted: bool
    prior_typed: bool
    last_reason: str = ""

    @property
    def prior_key(self) -> str:
        """Key of the field that holds last year's figure."""
        return PRIOR + self.measured.id

    @property
    def reason_key(self) -> str:
        """Key of the field that holds the reason."""
        return REASON + self.measured.id

    @property
    def missing(self) -> int:
        """How many of its fields are still empty."""
        lacks_prior = self.prior_typed and self.measured.prior is None
        lacks_reason = self.reason_wanted and not self.measured.reason
        return lacks_prior + lacks_reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What a section asks of the department."""

    compared: tuple[Compared, ...] = ()
    fields: tuple[FieldDefinition, ...] = ()

    def asks(self, key: str) -> bool:
        """Tell whether it asks for the field of a key."""
        ofs = {field.key for field in self.fields}
        return key in ofs or any(key in (c.prior_key, c.reason_key) for c in self.compared)


class Asking:
    """Knows what each section of a pack names; templates are read once."""

    def __init__(self, text: TextBook) -> None:
        self._text = text
        self._quantities = {quantity.id: quantity for quantity in text.quantities}
        self._parts = {
            quantity.id: [each for each in text.quantities if each.part_of == quantity.id]
            for quantity in text.quantities
        }
        self._named: dict[str, frozenset[str]] = {}

    def of(self, section: SectionDefinition, own: str, quantities: Quantities) -> Asked:
        """Find what a section asks: by its own words where it has some, else by its template."""
        told = frozenset(each.strip() for each in _NAMED.findall(own))
        named = told if own else self._names(section.template)
        used = self._used(named)
        last = quantities.facts.fields
        compared = []
        for definition in self._text.quantities:
            if definition.id in used and definition.compared and definition.is_money:
                for measured in _measured(definition, quantities):
                    reason = last.get(("department", "", f"{LAST}{REASON}{measured.id}", 0), "")
                    compared.append(self._compared(definition, measured, reason.strip()))
        return Asked(tuple(compared), tuple(self._fields(named, used)))

    def _compared(self, definition: Quantity, measured: Measured, last: str) -> Compared:
        told = measured.typed_prior or measured.prior is None
        typed = told and not self._parts[definition.id]
        return Compared(measured, definition.reason and bool(measured.change), typed, last)

    def _names(self, template: str) -> frozenset[str]:
        if template not in self._named:
            found = _QUOTED.findall(self._text.templates.get(template, ""))
            self._named[template] = frozenset("".join(each) for each in found)
        return self._named[template]

    def _used(self, named: frozenset[str]) -> set[str]:
        """Add to what is named what it is worked out of, and the parts of totals."""
        used: set[str] = set()
        waiting = [name.partition("/")[0] for name in named]
        while waiting:
            definition = self._quantities.get(waiting.pop())
            if definition is None or definition.id in used:
                continue
            used.add(definition.id)
            if definition.value is not None:
                waiting += ["/".join(path) for path in names(definition.value)]
            if definition.compared:
                waiting += [each.id for each in self._parts[definition.id]]
        return used

    def _fields(self, named: frozenset[str], used: set[str]) -> Iterator[FieldDefinition]:
        wanted = named | {self._quantities[each].field for each in used}
        for field in self._text.fields:
            if field.key in wanted and field.subject == "department" and not field.repeat:
                yield field


def _measured(definition: Quantity, quantities: Quantities) -> tuple[Measured, ...]:
    if definition.rows:
        return quantities.members(definition.id)
    found = quantities.get(definition.id)
    return (found,) if found else ()
