"""The exact figures of quantities, this year and last: from tables, fields and forms.

Where last year's figure comes from is the same for all: typed by the department, else the sum of
parts that were typed, else last year's lines. Leaves what is said of them to `quantities`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Final

from budgettool.cube.formulas import evaluate
from budgettool.model import Facts, FieldKey, Project
from budgettool.packs.reference import CellReference, EachReference, Expression, Name
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.figures_of_tables import Figures

PRIOR: Final = "prior."
"""Before the id of a quantity: the key of the field that holds last year's amount, or count."""

_WHOLE_NUMBER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_DEEPEST: Final = 50
_Known = dict[str, Fraction | None]


class Amounts:
    """The figures of a pack's quantities in 分, or as counts; None for what is not known.

    Each is worked out when it is first asked for. One that a pack defines by itself, in however
    many steps, is not known.

    Args:
        text: What the pack says of them.
        facts: The book, for its fields.
        figures: This year's tables.
        prior: Last year's.
        forms: Which projects have a sheet, by the form's id.
    """

    def __init__(
        self,
        text: TextBook,
        facts: Facts,
        figures: Figures,
        prior: Figures,
        forms: Mapping[str, tuple[Project, ...]],
    ) -> None:
        self._facts = facts
        self._figures = figures
        self._prior = prior
        self._forms = forms
        self._definitions = {each.id: each for each in text.quantities if not each.rows}
        self._parts: dict[str, list[Quantity]] = {}
        for each in self._definitions.values():
            self._parts.setdefault(each.part_of, []).append(each)
        self._this: _Known = {}
        self._last: _Known = {}
        self._busy: set[tuple[str, str]] = set()

    def this_year(self, quantity_id: str) -> Fraction | None:
        """Give this year's figure."""
        return self._worked_out("this", quantity_id, self._this, self._work_out_this_year)

    def last_year(self, quantity_id: str) -> Fraction | None:
        """Give last year's figure."""
        return self._worked_out("last", quantity_id, self._last, self._work_out_last_year)

    def typed_prior(self, source: str) -> Fraction | None:
        """Give last year's figure as the department typed it."""
        return self._typed(PRIOR + source)

    def _worked_out(
        self,
        year: str,
        quantity_id: str,
        known: _Known,
        work_out: Callable[[Quantity], Fraction | None],
    ) -> Fraction | None:
        definition = self._definitions.get(quantity_id)
        if definition is None:
            return None
        if quantity_id not in known:
            with self._step((year, quantity_id)) as may_go_on:
                if not may_go_on:
                    return None
                known[quantity_id] = work_out(definition)
        return known[quantity_id]

    @contextmanager
    def _step(self, step: tuple[str, str]) -> Iterator[bool]:
        """Go one step deeper; not where the step leads back to itself, or too deep."""
        if step in self._busy or len(self._busy) >= _DEEPEST:
            yield False
            return
        self._busy.add(step)
        yield True
        self._busy.discard(step)

    def _work_out_this_year(self, definition: Quantity) -> Fraction | None:
        if definition.forms:
            return self._of_forms(definition)
        if definition.value is None:
            return self._typed(definition.field)
        return _evaluated(definition.value, self._figures, self.this_year)

    def _of_forms(self, definition: Quantity) -> Fraction | None:
        """Count the projects that have a sheet of a form, or sum what a table has of them."""
        projects = self._forms.get(definition.forms)
        if projects is None or not definition.sums:
            return None if projects is None else Fraction(len(projects))
        names = dict.fromkeys(project.name for project in projects)
        cells = (CellReference(definition.sums, (name,), definition.column) for name in names)
        return _summed(map(self._figures.figure, cells))

    def _work_out_last_year(self, definition: Quantity) -> Fraction | None:
        typed = self.typed_prior(definition.id)
        if typed is not None:
            return typed
        parts = self._parts.get(definition.id, ())
        if any(self._has_typed(part, 0) for part in parts):
            return _summed(self.last_year(part.id) for part in parts)
        if definition.value is None:
            return None
        return _evaluated(definition.value, self._prior, self.last_year)

    def _has_typed(self, definition: Quantity, depth: int) -> bool:
        """Tell whether last year's figure of a quantity, or of its parts, was typed."""
        parts = self._parts.get(definition.id, ()) if depth < _DEEPEST else ()
        typed = self.typed_prior(definition.id) is not None
        return typed or any(self._has_typed(part, depth + 1) for part in parts)

    def _typed(self, key: str) -> Fraction | None:
        text = self._facts.fields.get(field_key(key), "").strip()
        return Fraction(int(text)) if _WHOLE_NUMBER.fullmatch(text) else None


def field_key(key: str) -> FieldKey:
    """Give the key of a field of the department."""
    return ("department", "", key, 0)


def _summed(found: Iterator[Fraction | None]) -> Fraction | None:
    """Sum figures; nothing is known of the sum where one is not."""
    total = Fraction(0)
    for each in found:
        if each is None:
            return None
        total += each
    return total


def _evaluated(
    value: Expression, figures: Figures, named: Callable[[str], Fraction | None]
) -> Fraction | None:
    """Evaluate an expression; nothing is known of it where one of its figures is not."""
    unknown = False

    def look_up(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
        nonlocal unknown
        found: tuple[Fraction | None, ...] | None
        if isinstance(reference, EachReference):
            found = figures.figures(reference)
        elif isinstance(reference, Name):
            found = (named("/".join(reference.path)),)
        else:
            found = (figures.figure(reference),)
        given = tuple(each for each in found or () if each is not None)
        unknown = unknown or found is None or len(given) < len(found)
        return given

    result = evaluate(value, look_up, look_up)
    return None if unknown else result
