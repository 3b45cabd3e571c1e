"""What the text speaks of: each quantity this year and last, its change, rate and share, in words.

Rates and shares are taken of printed amounts and rounded half up, as published texts do. Where last
year's figures come from is the same for all: typed by the department, else of last year's lines,
else the sum of its parts. Leaves looking figures up to `figures_of_tables`, sentences to
`narrative`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from budgettool.cube.formulas import evaluate
from budgettool.model import Facts, FieldKey, Unit
from budgettool.money import FEN_PER_UNIT, format_fen, round_half_up, step
from budgettool.packs.reference import (
    CellReference,
    EachReference,
    Name,
    ReferenceSyntaxError,
    cell_references,
    names,
    parse_expression,
)
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.figures_of_tables import Figures, NoFigures

PRIOR: Final = "prior."
REASON: Final = "reason."
"""Before the id of a quantity: the key of the department's field that holds last year's amount (分,
or a count), and of the one that holds the reason for its change."""

LEVEL: Final = "持平"
_WHOLE_NUMBER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMERAL: Final = re.compile(r"^[一二三四五六七八九十]+、")
_PERCENT_PLACES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its figures.

    Attributes:
        id: Of the quantity; `id/row` for one of many; a cell's address for a cell.
        exact, prior: This year and last, in 分 or as a count; None where it is not known.
        typed_prior: Whether the department typed last year's.
        reason: Why it changed, as typed.
        decimals: Printed decimals of money.
        of: What it is a share of, exact; None for nothing.
    """

    quantity: Quantity
    id: str
    label: str
    exact: Fraction | None
    prior: Fraction | None = None
    typed_prior: bool = False
    reason: str = ""
    decimals: int = 2
    of: Fraction | None = None

    @property
    def printed(self) -> Fraction | None:
        """This year's figure as printed, in 分 or as a count."""
        return self._rounded(self.exact)

    @property
    def change(self) -> Fraction | None:
        """By how much the printed figure differs from last year's; None without last year."""
        this, last = self.printed, self._rounded(self.prior)
        return None if this is None or last is None else this - last

    @property
    def rate(self) -> Fraction | None:
        """The change in hundredths of a percent of last year, signed, half up; None from nought."""
        last = self._rounded(self.prior)
        if self.change is None or not last:
            return None
        return _in_places(self.change / abs(last))

    @property
    def share(self) -> Fraction | None:
        """Its share of the whole in hundredths of a percent, half up; None of nothing."""
        whole = self._rounded(self.of)
        if self.printed is None or not whole:
            return None
        return _in_places(self.printed / whole)

    def say(self, form: str) -> str | None:
        """Write one form; None where there is nothing to say, such as a rate from nought.

        Raises:
            KeyError: There is no such form.
        """
        return _SAYINGS[form](self)

    @property
    def amount(self) -> str | None:
        """This year's figure with its unit."""
        return self._amount(self.exact)

    @property
    def number(self) -> str | None:
        """This year's figure without its unit."""
        return self._number(self.exact)

    @property
    def last_amount(self) -> str | None:
        """Last year's figure with its unit."""
        return self._amount(self.prior)

    @property
    def changed_by(self) -> str | None:
        """By how much it changed, with its unit, without its sign."""
        return None if self.change is None else self._amount(abs(self.change))

    def _rounded(self, value: Fraction | None) -> Fraction | None:
        if value is None or not self.quantity.is_money:
            return value
        return Fraction(round_half_up(_whole(value), self._place))

    @property
    def _place(self) -> int:
        return step(FEN_PER_UNIT[self.quantity.unit], self.decimals)

    def _number(self, value: Fraction | None) -> str | None:
        if value is None:
            return None
        if not self.quantity.is_money:
            return str(_whole(value))
        fen = _whole(value)
        return format_fen(fen, FEN_PER_UNIT[self.quantity.unit], self.decimals, thousands=False)

    def _amount(self, value: Fraction | None) -> str | None:
        number = self._number(value)
        return None if number is None else f"{number}{self.quantity.unit}"


def direction(change: Fraction | None, up: str, down: str) -> str | None:
    """Say which way a printed change goes; None where there is none to speak of."""
    if change is None:
        return None
    return (up if change > 0 else down) if change else LEVEL


def percent(places: Fraction) -> str:
    """Write hundredths of a percent: 654 gives `6.54%`."""
    whole, rest = divmod(abs(int(places)), 100)
    return f"{'-' if places < 0 else ''}{whole}.{rest:02d}%"


_SAYINGS: Final[Mapping[str, Callable[[Measured], str | None]]] = MappingProxyType(
    {
        "金额": lambda m: m.amount,
        "数字": lambda m: m.number,
        "上年": lambda m: m.last_amount,
        "增减": lambda m: direction(m.change, "增加", "减少"),
        "增减额": lambda m: m.changed_by,
        "升降": lambda m: direction(m.change, "增长", "下降"),
        "增减率": lambda m: None if m.rate is None else percent(abs(m.rate)),
        "占比": lambda m: None if m.share is None else percent(m.share),
        "原因": lambda m: m.reason or None,
        "名称": lambda m: m.label,
    }
)

FORMS: Final = tuple(_SAYINGS)
"""What of a quantity may be said; `增减` is 增加, 减少 or 持平, `升降` is 增长, 下降 or 持平."""


class Quantities:
    """The quantities of a pack over one year's figures, each worked out when it is first asked for.

    Args:
        text: What the pack says of them.
        facts: The book, for its fields and names.
        figures: This year's tables.
        prior: Last year's tables, where the book has last year's lines.
    """

    def __init__(
        self, text: TextBook, facts: Facts, figures: Figures, prior: Figures | None = None
    ) -> None:
        self.text = text
        self.facts = facts
        self.figures = figures
        self._prior = prior or NoFigures()
        self._definitions = {quantity.id: quantity for quantity in text.quantities}
        self._known: dict[str, Measured | None] = {}
        self._members: dict[str, tuple[Measured, ...]] = {}

    @property
    def names(self) -> Mapping[str, str]:
        """What tokens without a form stand for: names and years."""
        department = self.facts.department
        return {
            "部门": department.full,
            "简称": department.short or department.full,
            "年度": str(self.facts.year),
            "上年度": str(self.facts.year - 1),
            "单位数": str(len(unit_names(self.facts))),
            "二级单位数": str(max(len(unit_names(self.facts)) - 1, 0)),
        }

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
        if definition.value is None:
            return ()
        inner = (r for path in names(definition.value) for r in self.references("/".join(path)))
        return (*cell_references(definition.value), *inner)

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
        typed = self._typed(PRIOR + definition.id)
        prior = typed if typed is not None else self._last_year(definition)
        return Measured(
            definition,
            definition.id,
            definition.label,
            self._this_year(definition),
            prior,
            typed is not None,
            self._field(REASON + definition.id),
            self.text.decimals,
            self._whole(definition),
        )

    def _whole(self, definition: Quantity) -> Fraction | None:
        found = self.get(definition.whole) if definition.whole else None
        return found.exact if found else None

    def _this_year(self, definition: Quantity) -> Fraction | None:
        if definition.value is None:
            return self._typed(definition.field)
        return self._evaluate(definition, self.figures, prior=False)

    def _last_year(self, definition: Quantity) -> Fraction | None:
        """Work out last year's figure where none is typed: of its parts, else of its lines."""
        parts = [each for each in self.text.quantities if each.part_of == definition.id]
        if parts and any(self._has_typed(each) for each in parts):
            return self._sum_of(parts)
        if definition.value is None:
            return None
        return self._evaluate(definition, self._prior, prior=True)

    def _has_typed(self, definition: Quantity) -> bool:
        """Tell whether last year's figure of a quantity, or of its parts, was typed."""
        parts = (each for each in self.text.quantities if each.part_of == definition.id)
        typed = self._typed(PRIOR + definition.id) is not None
        return typed or any(self._has_typed(each) for each in parts)

    def _sum_of(self, parts: list[Quantity]) -> Fraction | None:
        total = Fraction(0)
        for part in parts:
            found = self.get(part.id)
            if found is None or found.prior is None:
                return None
            total += found.prior
        return total

    def _evaluate(self, definition: Quantity, figures: Figures, *, prior: bool) -> Fraction | None:
        unknown = False

        def look_up(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
            nonlocal unknown
            found: Fraction | None
            if isinstance(reference, EachReference):
                every = figures.figures(reference)
                unknown = unknown or every is None
                return every or ()
            if isinstance(reference, Name):
                measured = self.get("/".join(reference.path))
                found = None if measured is None else measured.prior if prior else measured.exact
            else:
                found = figures.figure(reference)
            unknown = unknown or found is None
            return () if found is None else (found,)

        assert definition.value is not None  # noqa: S101 - callers have looked
        value = evaluate(definition.value, look_up, look_up)
        return None if unknown else value

    def _rows(self, definition: Quantity) -> Iterator[Measured]:
        before = {
            address: figure
            for address, _, figure in self._prior.rows(definition.rows, definition.column)
        }
        for address, label, figure in self.figures.rows(definition.rows, definition.column):
            if figure and address[0] not in definition.without:
                own = f"{definition.id}/{'/'.join(address)}"
                typed = self._typed(PRIOR + own)
                yield Measured(
                    definition,
                    own,
                    _NUMERAL.sub("", label).removesuffix("支出"),
                    figure,
                    typed if typed is not None else before.get(address),
                    typed is not None,
                    self._field(REASON + own),
                    self.text.decimals,
                    self._whole(definition),
                )

    def _typed(self, key: str) -> Fraction | None:
        text = self._field(key)
        return Fraction(int(text)) if _WHOLE_NUMBER.fullmatch(text) else None

    def _field(self, key: str) -> str:
        return self.facts.fields.get(field_key(key), "").strip()


def unit_names(facts: Facts) -> tuple[str, ...]:
    """List the units that the text names: those that carry lines, in the order of their codes.

    A unit called by a short name, such as 本级, is called by the department's name with it.
    """
    carrying = sorted(
        (unit for unit in facts.units if unit.kind != "汇总"), key=lambda unit: unit.code
    )
    return tuple(_unit_name(unit, facts.department.full) for unit in carrying)


def _unit_name(unit: Unit, department: str) -> str:
    whole = (
        unit.name if department in unit.name or unit.name in department else department + unit.name
    )
    return f"{whole}（并入上级）" if unit.merged else whole


def field_key(key: str) -> FieldKey:
    """Give the key of a field of the department."""
    return ("department", "", key, 0)


def _cell(source: str) -> CellReference | None:
    try:
        parsed = parse_expression(source)
    except ReferenceSyntaxError:
        return None
    return parsed if isinstance(parsed, CellReference) else None


def _whole(value: Fraction) -> int:
    """Round what is no whole 分, such as a part of an amount, half up."""
    return round_half_up(value.numerator, value.denominator) // value.denominator


def _in_places(ratio: Fraction) -> Fraction:
    """Round a ratio to hundredths of a percent, half up, halves away from nought."""
    scaled = ratio * _PERCENT_PLACES
    return Fraction(_whole(scaled))
