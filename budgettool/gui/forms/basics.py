"""The page of what there is once: the department's three names and codes, the year, the pack.

Each name says beside it where it is printed, and the paper at the right shows it while it is typed.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from budgettool.book import StoredPack
from budgettool.book.rows import BOOK_ID
from budgettool.errors import BudgetToolError
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.gui.ui.basics import Ui_Basics
from budgettool.model import Facts
from budgettool.packs.loader import load_pack
from budgettool.packs.location import NoSuchPackError, pack_folders, read_pack_files

_NOTES: Final = {
    "full": "印在封面、目录和说明文字里，写全称",
    "short": "印在各表表头的“单位：”后面；不填就用全称",
    "row": "印在分单位各表的部门行；不填就用全称",
    "code": "预算单位代码，如 016；与单位表最上级的代码相同",
    "budget_code": "决算公开表要印的预算代码；没有就不填",
    "year": "编制哪一年的预算；科目和对应关系按这一年取用",
}
_LABELS: Final = {
    "full": "改部门全称",
    "short": "改部门简称",
    "row": "改表内名称",
    "code": "改部门代码",
    "budget_code": "改预算代码",
    "year": "改年度",
}
_YEARS: Final = range(2007, 2100)
_MAX_NAME: Final = 200


class BasicsPage(Page):
    """The page of basic facts."""

    page_id = "basics"
    title = "基本信息"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ui = Ui_Basics()
        self.ui.setupUi(self)
        self.fields: dict[str, QLineEdit] = {name: getattr(self.ui, name) for name in _NOTES}
        self._notes: dict[str, QLabel] = {name: getattr(self.ui, f"{name}_note") for name in _NOTES}
        for name, field in self.fields.items():
            field.textEdited.connect(lambda _text, name=name: self._on_typed(name))
            field.editingFinished.connect(lambda name=name: self._settle(name))
            field.installEventFilter(self)
        self.ui.update_pack.clicked.connect(self._update_pack)
        self.setFocusProxy(self.ui.full)
        self._stale = False
        session.rebuilt.connect(self._on_rebuilt)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while other pages were shown."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def leave(self) -> None:
        """Settle what is being typed."""
        for name in self.fields:
            self._settle(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives a field back what the book has; Enter goes to the next."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = next((each for each, field in self.fields.items() if field is watched), "")
            if name and event.key() == Qt.Key.Key_Escape:
                self.fields[name].setText(self._kept(name))
                self._on_typed(name)
                return True
            if name and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def problem(self, name: str, text: str) -> str:
        """Say what is wrong with a text in a field; nothing where it can be taken."""
        if name == "year":
            right = text.isascii() and text.isdecimal() and int(text[:9]) in _YEARS
            return "" if right else f"年度应是四位数的年份（{_YEARS[0]}–{_YEARS[-1]}）"
        if name in {"full", "code"} and not text:
            return f"没有填写部门{'全称' if name == 'full' else '代码'}"
        return f"超过 {_MAX_NAME} 个字" if len(text) > _MAX_NAME else ""

    def _on_rebuilt(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        for name, field in self.fields.items():
            field.setReadOnly(self.session.read_only)
            if not field.isModified() or not self.problem(name, field.text().strip()):
                field.setText(self._kept(name))
            self._say(name)
        self._show_preview()
        self._say_pack()

    def _kept(self, name: str) -> str:
        facts = self.session.facts
        return str(facts.year) if name == "year" else getattr(facts.department, name)

    def _on_typed(self, name: str) -> None:
        self._say(name)
        self._show_preview()

    def _settle(self, name: str) -> None:
        text = self.fields[name].text().strip()
        if self.session.read_only or text == self._kept(name) or self.problem(name, text):
            return
        value = int(text) if name == "year" else text
        with self.session.edit(_LABELS[name]) as edit:
            edit.update(BOOK_ID, **{name: value})

    def _say(self, name: str) -> None:
        """Say under a field where it is printed, or what is wrong with it."""
        text = self.fields[name].text().strip()
        wrong, care = self.problem(name, text), ""
        if name == "code" and not wrong:
            care = self._code_care(text)
        said = f"● {wrong}" if wrong else f"○ {care}" if care else _NOTES[name]
        note = self._notes[name]
        note.setText(said)
        note.setProperty("tone", "wrong" if wrong else "care" if care else "")
        note.style().unpolish(note)
        note.style().polish(note)
        self.fields[name].setAccessibleDescription(said)

    def _code_care(self, code: str) -> str:
        tops = [unit for unit in self.session.facts.units if unit.parent is None]
        if len(tops) != 1 or tops[0].code == code:
            return ""
        return f"单位表最上级的代码是 {tops[0].code}，与此不同，部门行会按单位名称印出"

    def _typed(self) -> Facts:
        facts = self.session.facts
        texts = {
            name: field.text().strip()
            for name, field in self.fields.items()
            if not self.problem(name, field.text().strip())
        }
        year = int(texts.pop("year", facts.year))
        return replace(facts, year=year, department=replace(facts.department, **texts))

    def _show_preview(self) -> None:
        self.ui.preview.show_facts(self.session, self._typed())

    def _say_pack(self) -> None:
        pack = self.session.pack
        self.ui.pack.setText(f"{pack.name}　{pack.id} 第 {pack.version} 版")
        newer, said = self._newer_pack()
        self.ui.pack_note.setText(said)
        self.ui.update_pack.setVisible(newer is not None and not self.session.read_only)

    def _newer_pack(self) -> tuple[StoredPack | None, str]:
        """Find the program's own copy of the pack, where it differs from the book's."""
        stored = self.session.book.pack
        try:
            files = read_pack_files(stored.id, pack_folders())
            found = load_pack(files)
        except NoSuchPackError:
            return None, "表样存在账本里；软件里没有这一种，照账本里的用"
        except BudgetToolError as error:
            return None, f"表样存在账本里；软件里的那一份读不出来：{error}"
        if dict(files) == dict(stored.files):
            return None, "表样存在账本里，与软件里的一致"
        said = f"软件里的表样有改动（第 {found.version} 版），更新后各表按新表样排印，可以撤销"
        return StoredPack(found.id, found.version, files), said

    def _update_pack(self) -> None:
        newer, _ = self._newer_pack()
        if newer is not None:
            with self.session.edit("更新表样") as edit:
                edit.set_pack(newer)
            self.told.emit(f"表样已更新到第 {newer.version} 版")
