"""What the window remembers between runs, in the user's data folder: no figure is kept here."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from budgettool.gui.amounts import UNITS

_KEPT: Final = 12
_FILE: Final = "window.ini"


@dataclass(frozen=True, slots=True)
class RecentBook:
    """A book that was opened.

    Attributes:
        path: Where it was.
        title: Whose, of which year, as the start page shows it.
        opened: When, as shown to the user.
    """

    path: Path
    title: str
    opened: str


def column_settings() -> QSettings:
    """Open what is remembered of the columns of tables, by the table's name."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "budgettool", "columns")


class Settings:
    """The remembered state; every value has a sound default, whatever the file holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._values = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    @property
    def editor(self) -> str:
        """Who makes the edits, as asked once; empty where it was not answered yet."""
        return self._text("editor")

    @editor.setter
    def editor(self, name: str) -> None:
        self._values.setValue("editor", name.strip()[:40])

    @property
    def unit(self) -> str:
        """The unit of amounts, 元 or 万元."""
        unit = self._text("unit")
        return unit if unit in UNITS else "万元"

    @unit.setter
    def unit(self, unit: str) -> None:
        self._values.setValue("unit", unit)

    @property
    def scheme(self) -> str:
        """The chosen look, `light` or `dark`; empty to follow the system."""
        return self._text("scheme")

    @scheme.setter
    def scheme(self, scheme: str) -> None:
        self._values.setValue("scheme", scheme)

    @property
    def page(self) -> str:
        """The page that was shown last."""
        return self._text("page")

    @page.setter
    def page(self, page_id: str) -> None:
        self._values.setValue("page", page_id)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood."""
        value = self._values.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._values.setValue("geometry", geometry)

    def is_dismissed(self, advice: str) -> bool:
        """Tell whether the user wants no more of a piece of advice."""
        return self._text(f"dismissed/{advice}") == "1"

    def dismiss(self, advice: str) -> None:
        """Never give a piece of advice again."""
        self._values.setValue(f"dismissed/{advice}", "1")

    def recent_books(self) -> tuple[RecentBook, ...]:
        """List the books that were opened, the newest first, those that are gone included."""
        try:
            listed = json.loads(self._text("recent") or "[]")
            return tuple(RecentBook(Path(path), title, when) for path, title, when in listed)
        except (ValueError, TypeError):
            return ()

    def remember_book(self, book: RecentBook) -> None:
        """Put a book at the head of the recent ones."""
        others = [each for each in self.recent_books() if each.path != book.path]
        self._keep((book, *others))

    def forget_book(self, path: Path) -> None:
        """Take a book off the recent ones; its file stays."""
        self._keep(tuple(each for each in self.recent_books() if each.path != path))

    def _keep(self, books: tuple[RecentBook, ...]) -> None:
        listed = [(str(each.path), each.title, each.opened) for each in books[:_KEPT]]
        self._values.setValue("recent", json.dumps(listed, ensure_ascii=False))
        self._values.sync()

    def _text(self, key: str) -> str:
        value = self._values.value(key, "")
        return value if isinstance(value, str) else ""
