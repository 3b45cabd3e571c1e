"""The sheet of lines in the working workbook, and the SUMIFS formulas over it.

Amounts of lines stand in 元, to the 分. Leaves to the caller which lines feed which cell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from budgettool.exporting.excel.sums import MAX_FORMULA
from budgettool.money import FEN_PER_UNIT

AMOUNT = "amount"
FEN_PER_YUAN = FEN_PER_UNIT["元"]

Value = str | int | None
Criteria = tuple[tuple[str, tuple[str, ...]], ...]
"""Column ids, each with the values that a line may have there; an empty value means a blank."""

_MAX_LITERAL = 255


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column of the lines; the one with id `amount` holds 分."""

    id: str
    head: str


class Lines:
    """The lines, with what a spreadsheet would add up by their columns."""

    def __init__(
        self, tab: str, columns: Sequence[LineColumn], rows: Sequence[Sequence[Value]]
    ) -> None:
        self.columns = tuple(columns)
        self.rows = rows
        self._tab = tab
        self._places = {column.id: place for place, column in enumerate(columns)}
        self._amounts = [_whole(row[self._places[AMOUNT]]) for row in rows]
        self._found = {
            column.id: self._index(place)
            for place, column in enumerate(columns)
            if column.id != AMOUNT
        }
        self._met: dict[tuple[str, tuple[str, ...]], frozenset[int]] = {}

    def _index(self, place: int) -> Mapping[str, frozenset[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(self.rows):
            found[_folded(str(row[place] or ""))].add(number)
        return {value: frozenset(numbers) for value, numbers in found.items()}

    def total(self, criteria: Criteria) -> int:
        """Add up, in 分, what a spreadsheet's SUMIFS would."""
        met = sorted((self._meeting(column, values) for column, values in criteria), key=len)
        numbers = met[0].intersection(*met[1:]) if met else range(len(self.rows))
        return sum(self._amounts[number] for number in numbers)

    def _meeting(self, column: str, values: tuple[str, ...]) -> frozenset[int]:
        """Find the lines that have one of the values; asked for again and again."""
        found = self._met.get((column, values))
        if found is None:
            index = self._found[column]
            found = self._met[column, values] = frozenset[int]().union(
                *(index.get(folded, frozenset()) for folded in {_folded(v) for v in values})
            )
        return found

    def formula(self, criteria: Criteria, fen_per_unit: int) -> str | None:
        """Spell the sum of the lines that meet all criteria, in a table's unit.

        Returns:
            The formula, or None where Excel could not hold it.
        """
        distinct = [
            (column, tuple({_folded(value): value for value in values}.values()))
            for column, values in criteria
        ]
        if any(len(value) > _MAX_LITERAL for _, values in distinct for value in values):
            return None
        several = [column for column, values in distinct if len(values) > 1]
        arrays = dict(zip(several, (",", ";"), strict=False))
        choices = [[None] if column in arrays else values for column, values in distinct]
        terms = [self._term(distinct, arrays, choice) for choice in product(*choices)]
        places = len(str(fen_per_unit)) - 1
        scale = f"/{fen_per_unit // FEN_PER_YUAN}" if fen_per_unit != FEN_PER_YUAN else ""
        whole = "+".join(terms)
        whole = f"({whole})" if scale and len(terms) > 1 else whole
        formula = f"=ROUND({whole}{scale},{places})"
        return formula if len(formula) <= MAX_FORMULA else None

    def _term(
        self,
        criteria: Sequence[tuple[str, tuple[str, ...]]],
        arrays: Mapping[str, str],
        choice: Sequence[str | None],
    ) -> str:
        arguments = [self._range(AMOUNT)]
        for (column, values), chosen in zip(criteria, choice, strict=True):
            if column in arrays:
                spelt = "{" + arrays[column].join(map(_criterion, values)) + "}"
            else:
                spelt = _criterion(chosen or "")
            arguments += [self._range(column), spelt]
        if len(arguments) == 1:
            return f"SUM({arguments[0]})"
        sumifs = f"SUMIFS({','.join(arguments)})"
        return f"SUM({sumifs})" if arrays else sumifs

    def _range(self, column: str) -> str:
        place = self._places[column]
        last = max(1, len(self.rows))
        return f"{quote_sheetname(self._tab)}!{xl_range_abs(1, place, last, place)}"


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _folded(value: str) -> str:
    """Give what SUMIFS takes for equal: case aside, and `016` is `16`."""
    try:
        number = Decimal(value) if value.isascii() else None
    except InvalidOperation:
        number = None
    return (
        f"{float(number):.15g}" if number is not None and number.is_finite() else value.casefold()
    )


def _criterion(value: str) -> str:
    escaped = value.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f'"={escaped}"'
