"""What the functions and forms of a template mean in one rendering; `allowed` lists their names."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from budgettool.narrative.errors import MisusedError, TooMuchError
from budgettool.narrative.marking import Marks, clean
from budgettool.narrative.markup import figure_of
from budgettool.narrative.numbering import without_number
from budgettool.packs.labels import chinese_number
from budgettool.packs.text import Quantity
from budgettool.sheets.measured import Measured
from budgettool.sheets.quantities import Quantities, field_key, has_own_unit, unit_names

Source = str | Measured
_MOST_ITEMS: Final = 20_000


class Vocabulary:
    """What the words of a template mean in one rendering.

    Args:
        quantities: What figures are taken from.
        apply: Renders another template over one quantity, with this vocabulary.
    """

    def __init__(
        self, quantities: Quantities, apply: Callable[["Vocabulary", str, Source], str]
    ) -> None:
        self.marks = Marks()
        self._quantities = quantities
        self._apply = apply
        self._items = 0
        self._numbered = 0
        self._fields: dict[str, str] = {}

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Give the functions by name."""
        return {
            "有": lambda source: bool(self._measured(source).printed),
            "有上年": lambda source: self._measured(source).prior is not None,
            "有率": lambda source: self._measured(source).rate is not None,
            "变": lambda source: bool(self._measured(source).change),
            "不变": lambda source: self._measured(source).change == 0,
            "已知": lambda source: self._measured(source).exact is not None,
            "等": lambda one, other: self._measured(one).printed == self._measured(other).printed,
            "非零": self._existing,
            "构成": lambda source: self._listed(self._quantities.shares(source)),
            "各": lambda source: self._listed(self._quantities.members(source)),
            "栏": self._field,
            "行": self._lines,
            "单位": lambda: self._listed(map(clean, unit_names(self._quantities.facts))),
            "有单位": self._has_units,
            "有本级": lambda: has_own_unit(self._quantities.facts),
            "名": lambda name: self._mark(name, ""),
            "套用": lambda name, source: self._apply(self, name, source),
            "编号": self._number,
        }

    def say(self, source: Source, form: str) -> str:
        """Put a figure in its place."""
        return self._mark(source if isinstance(source, str) else self._measured(source).id, form)

    def _mark(self, source: str, form: str) -> str:
        return self.marks.mark(figure_of(source, form, self._quantities))

    def _measured(self, source: Source) -> Measured:
        if isinstance(source, Measured):
            return source
        if not isinstance(source, str):
            raise MisusedError("这里应写数的名称")
        found = self._quantities.get(source)
        return found or Measured(Quantity(source, source), source, source, None)

    def _existing(self, *sources: Source) -> list[Any]:
        return self._listed(each for each in map(self._measured, sources) if each.printed)

    def _listed(self, items: Iterable[Any]) -> list[Any]:
        listed = [item for item in items if item]
        self._items += len(listed)
        if self._items > _MOST_ITEMS:
            raise TooMuchError(f"列举超过 {_MOST_ITEMS} 项")
        return listed

    def _field(self, key: str) -> str:
        if key not in self._fields:
            self._fields[key] = clean(self._quantities.facts.fields.get(field_key(key), "").strip())
        return self._fields[key]

    def _lines(self, key: str) -> list[str]:
        """Give the lines of a field without the numbers and stops that they were typed with."""
        items = map(without_number, self._field(key).split("\n"))
        return self._listed(map(clean, items))

    def _has_units(self, *kinds: str) -> bool:
        return any(unit.kind in kinds for unit in self._quantities.facts.units)

    def _number(self) -> str:
        """Give the next number of a rendering: 一, 二, 三."""
        self._numbered += 1
        return chinese_number(self._numbered)
