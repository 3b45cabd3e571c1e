"""Strict reading of definition files: each value is asked for by key and type, and none is left.

A mistake stops with the file, the table and the key. What the values mean is the loader's affair.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from budgettool.errors import BudgetToolError

_T = TypeVar("_T")
_MISSING: Any = object()
_TYPE_NAMES = {str: "文字", bool: "true 或 false", int: "整数", dict: "表", list: "列表"}


class PackError(BudgetToolError):
    """A pack's file says something that cannot be understood."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        where = f"{file} 的 {place}" if place else file
        super().__init__(f"表样包文件 {where}：{reason}")
        self.file = file
        self.place = place
        self.reason = reason


class Entry:
    """One table of a definition file, read key by key; `done` refuses what was not asked for."""

    def __init__(self, values: dict[str, Any], file: str, place: str = "") -> None:
        self._values = values
        self._read: set[str] = set()
        self.file = file
        self.place = place

    def fail(self, key: str, reason: str) -> PackError:
        """Make the error that names this place and a key."""
        return PackError(self.file, self._at(key), reason)

    def has(self, key: str) -> bool:
        """Tell whether a key is given."""
        return key in self._values

    def unread(self) -> tuple[str, ...]:
        """List the keys that are given and not read yet."""
        return tuple(key for key in self._values if key not in self._read)

    def value(self, key: str, default: Any = _MISSING) -> Any:  # noqa: ANN401 - any TOML value
        """Take a value of any type."""
        self._read.add(key)
        found = self._values.get(key, default)
        if found is _MISSING:
            raise self.fail(key, "缺少这一项")
        return found

    def text(self, key: str, default: str = _MISSING) -> str:
        """Take a text."""
        return self._typed(key, str, default)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Take true or false."""
        return self._typed(key, bool, default)

    def whole(self, key: str, default: int = _MISSING, *, least: int = 0, most: int = 999) -> int:
        """Take a whole number within bounds."""
        number = self._typed(key, int, default)
        if isinstance(number, bool) or not least <= number <= most:
            raise self.fail(key, f"应为 {least} 到 {most} 的整数")
        return number

    def number(self, key: str, default: float) -> float:
        """Take a positive number."""
        found = self.value(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or found <= 0:
            raise self.fail(key, "应为正数")
        return float(found)

    def choice(self, key: str, options: tuple[str, ...], default: str = _MISSING) -> str:
        """Take one of several words."""
        found = self.text(key, default)
        if found not in options:
            raise self.fail(key, f"“{found}”不在可选值之内：{'、'.join(options)}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts, or a single one; nothing where the key is missing."""
        found = self.value(key, [])
        listed = found if isinstance(found, list) else [found]
        if not all(isinstance(item, str) for item in listed):
            raise self.fail(key, "应为文字或文字的列表")
        return tuple(listed)

    def entry(self, key: str) -> "Entry | None":
        """Take a nested table, if it is given."""
        if not self.has(key):
            return None
        return Entry(self._typed(key, dict), self.file, self._at(key))

    def entries(self, key: str) -> Iterator["Entry"]:
        """Take a list of nested tables; nothing where the key is missing."""
        for number, values in enumerate(self._typed(key, list, []), start=1):
            place = f"{self._at(key)}[{number}]"
            if not isinstance(values, dict):
                raise PackError(self.file, place, "应为 { … } 形式的表")
            name = values.get("id") or values.get("each") or ""
            named = name and isinstance(name, str)
            yield Entry(values, self.file, f"{place}({name})" if named else place)

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        if unknown := self.unread():
            raise self.fail(unknown[0], "不认识这一项")

    def _typed(self, key: str, kind: type[_T], default: _T = _MISSING) -> _T:
        found = self.value(key, default)
        if not isinstance(found, kind):
            raise self.fail(key, f"应为{_TYPE_NAMES[kind]}")
        return found

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key
