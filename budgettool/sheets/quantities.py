"""What the text speaks of: the quantities of a pack over a book, and the names that it uses.

Leaves working figures out to `amounts`, one quantity's words to `measured`, sentences to
`narrative`.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Final

from budgettool.cube.unit_name import whole_name
from budgettool.model import Facts, Project, Unit
from budgettool.packs.reference import (
    CellReference,
    EachReference,
    ReferenceSyntaxError,
    cell_references,
    names,
    parse_expression,
)
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.amounts import PRIOR, Amounts, field_key
from budgettool.sheets.figures_of_tables import Figures, NoFigures
from budgettool.sheets.measured import FORMS, LEVEL, Measured, direction, percent
from budgettool.sheets.text import one_line, printable

__all__ = (
    "FORMS", "LEVEL", "NAMES", "PRIOR", "REASON", "Measured", "Quantities", "direction",
    "field_key", "percent", "unit_names",
)  # fmt: skip

NAMES: Final = ("部门", "简称", "层级", "年度", "上年度", "单位数", "二级单位数")
"""What tokens without a form stand for in every pack; a pack may have more of its own."""

REASON: Final = "reason."
"""Before the id of a quantity: the key of the department's field that holds why it changed."""

_CLOSING: Final = "。；;，,.、 \u3000"
_NUMERAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+|\d+)、")


class Quantities:
    """The quantities of a pack over one year's figures, each worked out when it is first asked for.

    Args:
        text: What the pack says of them.
        facts: The book, for its fields and names.
        figures: This year's tables.
        prior: Last year's tables, where the book has last year's lines.
        forms: Which projects have a sheet, by the form's id; what is not there is not known.
    """

    def __init__(
        self,
        text: TextBook,
        facts: Facts,
        figures: Figures,
        prior: Figures | None = None,
        forms: Mapping[str, tuple[Project, ...]] | None = None,
    ) -> None:
        self.text = text
        self.facts = facts
        self.figures = figures
        self._prior = prior or NoFigures()
        self._amounts = Amounts(text, facts, figures, self._prior, forms or {})
        self._definitions = {quantity.id: quantity for quantity in text.quantities}
        self._known: dict[str, Measured | None] = {}
        self._members: dict[str, tuple[Measured, ...]] = {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What tokens without a form stand for: names and years."""
        department = self.facts.department
        units = len(unit_names(self.facts))
        said = (
            department.full,
            department.short or department.full,
            "部门" if self.facts.unit is None else "单位",
            str(self.facts.year),
            str(self.facts.year - 1),
            str(units),
            str(max(units - 1, 0)),
        )
        return {**self.text.names, **dict(zip(NAMES, map(one_line, said), strict=True))}

    def get(self, source: str) -> Measured | None:
        """Find a quantity by its id, one of many by `id/row`, or a cell; None for none."""
        if source not in self._known:
            self._known[source] = self._find(source)
        return self._known[source]

    def members(self, quantity_id: str) -> tuple[Measured, ...]:
        """List those of a quantity of many rows that have an amount, in the order of the table."""
        if quantity_id not in self._members:
            definition = self._definitions[quantity_id]
            self._members[quantity_id] = tuple(self._rows(definition))
        return self._members[quantity_id]

    def shares(self, quantity_id: str) -> tuple[Measured, ...]:
        """List those that are not nought of what is a share of a quantity, in the pack's order."""
        listed = (each.id for each in self.text.quantities if each.whole == quantity_id)
        found = (each for each in map(self.get, listed) if each is not None)
        return tuple(each for each in found if each.printed)

    def all(self) -> Iterator[Measured]:
        """Walk all quantities, each of those of many rows."""
        for definition in self.text.quantities:
            if definition.rows:
                yield from self.members(definition.id)
            elif (measured := self.get(definition.id)) is not None:
                yield measured

    def say(self, source: str, form: str) -> str | None:
        """Write what a token stands for; None where it is not known."""
        if not form:
            return self.names.get(source)
        measured = self.get(source)
        return measured.say(form) if measured is not None and form in FORMS else None

    def references(self, source: str) -> tuple[CellReference | EachReference, ...]:
        """Name the cells that a figure comes from, so that it can be traced to its lines."""
        definition = self._definitions.get(source.partition("/")[0])
        if definition is not None and definition.rows:
            found = next((m for m in self.members(definition.id) if m.id == source), None)
            row = tuple(source.split("/")[1:])
            table = definition.rows.partition("/")[0]
            return (CellReference(table, row, definition.column),) if found else ()
        if definition is None:
            reference = _cell(source)
            return (reference,) if reference else ()
        return tuple(dict.fromkeys(self._behind(definition)))

    def _behind(self, definition: Quantity) -> Iterator[CellReference | EachReference]:
        """Walk the cells of a quantity, and of those that it is worked out from."""
        reached = {definition.id: definition}
        left = [definition]
        while left:
            value = left.pop(0).value
            if value is not None:
                yield from cell_references(value)
                named = ("/".join(path) for path in names(value))
                new = {each: self._definitions[each] for each in named if each not in reached}
                reached |= new
                left += new.values()

    def _find(self, source: str) -> Measured | None:
        definition = self._definitions.get(source)
        if definition is not None:
            return None if definition.rows else self._measure(definition)
        many = self._definitions.get(source.partition("/")[0])
        if many is not None:
            return next((each for each in self.members(many.id) if each.id == source), None)
        reference = _cell(source)
        exact = self.figures.figure(reference) if reference else None
        if reference is None or exact is None:
            return None
        prior = self._prior.figure(reference)
        quantity = Quantity(source, source)
        return Measured(quantity, source, source, exact, prior, decimals=self.text.decimals)

    def _measure(self, definition: Quantity) -> Measured:
        amounts = self._amounts
        return Measured(
            definition,
            definition.id,
            definition.label,
            amounts.this_year(definition.id),
            amounts.last_year(definition.id),
            amounts.typed_prior(definition.id) is not None,
            self._reason(definition.id),
            self.text.decimals,
            amounts.this_year(definition.whole),
        )

    def _rows(self, definition: Quantity) -> Iterator[Measured]:
        before = {
            address: figure
            for address, _, figure in self._prior.rows(definition.rows, definition.column)
        }
        unnamed = Fraction(0) if before else None
        for address, label, figure in self.figures.rows(definition.rows, definition.column):
            if figure and address[0] not in definition.without:
                own = f"{definition.id}/{'/'.join(address)}"
                typed = self._amounts.typed_prior(own)
                yield Measured(
                    definition,
                    own,
                    one_line(_NUMERAL.sub("", label)).removesuffix("支出"),
                    figure,
                    typed if typed is not None else before.get(address, unnamed),
                    typed is not None,
                    self._reason(own),
                    self.text.decimals,
                    self._amounts.this_year(definition.whole),
                )

    def _reason(self, source: str) -> str:
        """Give a reason as it stands in a sentence: its lines as one, its full stop left off."""
        lines = printable(self._field(REASON + source)).split("\n")
        return "；".join(filter(None, (line.strip().rstrip(_CLOSING) for line in lines)))

    def _field(self, key: str) -> str:
        return self.facts.fields.get(field_key(key), "").strip()


def unit_names(facts: Facts) -> tuple[str, ...]:
    """List the units that the text names: all but sums of others, in the order of their codes.

    A unit called by a short name, such as 本级, is called by the department's name with it.
    """
    return tuple(one_line(_unit_name(unit, facts.department.full)) for unit in _listed(facts))


def has_own_unit(facts: Facts) -> bool:
    """Tell whether the department itself is among its units: one is 本级, or bears its name."""
    department = facts.department
    names = {department.full, department.short, department.row}
    return any("本级" in unit.name or unit.name.strip() in names for unit in _listed(facts))


def _listed(facts: Facts) -> list[Unit]:
    own = (unit for unit in facts.units if unit.kind != "汇总")
    return sorted(own, key=lambda unit: unit.code)


def _unit_name(unit: Unit, department: str) -> str:
    whole = whole_name(unit, department)
    return f"{whole}（并入上级）" if unit.merged else whole


def _cell(source: str) -> CellReference | None:
    try:
        parsed = parse_expression(source)
    except ReferenceSyntaxError:
        return None
    return parsed if isinstance(parsed, CellReference) else None
