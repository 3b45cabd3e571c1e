"""The page 绩效: the department's targets and each project's, filled in as they will be printed.

Leaves what an edit does to `filling`, the cells to `form_view`.
"""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.burst import after_burst
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.gui.targets.filling import Filling
from budgettool.gui.targets.form_model import CELL_ROLE, FLAW_ROLE, HINT_ROLE, FormModel
from budgettool.gui.targets.form_view import FormView
from budgettool.gui.targets.subject_list import SubjectList
from budgettool.gui.targets.subjects import Subject, subjects_of
from budgettool.packs.forms import form_subject
from budgettool.rules.finding import Place, SubjectPlace

_AFTER_MS = 60
_LIST_WIDTH = 260
_FORM_WIDTH = 760


class TargetsPage(Page):
    """The page of targets."""

    page_id: ClassVar[str] = "targets"
    title: ClassVar[str] = "绩效"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._unit = "万元"
        self._stale = False
        self._model: FormModel | None = None
        self.subjects = SubjectList()
        self.view = FormView()
        self._buttons: list[QPushButton] = []
        self._lay_out()
        self.subjects.chosen.connect(self._on_chosen)
        self.view.moved.connect(self._on_moved)
        self.view.said.connect(self._say)
        self._burst = after_burst(self, _AFTER_MS, self._refresh)
        for signal in (session.rebuilt, session.fields_changed):
            signal.connect(self._refresh)
        session.figures_changed.connect(lambda _: self._burst.start())
        self.setFocusProxy(self.view)
        self._refresh_list()

    def place(self) -> Place | None:
        """Say whose form is shown, and which field is current."""
        subject = self.subjects.current()
        if subject is None:
            return None
        cell = self.view.currentIndex().data(CELL_ROLE) if self._model else None
        field = cell.field[0] if cell is not None and cell.field else ""
        kind = form_subject(subject.table)
        name = next((p.name for p in self.session.facts.projects if p.id == subject.id), "")
        return SubjectPlace(kind, name, field)

    def reveal(self, target: object) -> None:
        """Show a form: a project by its id or name, a place of a finding, or a field by its key."""
        name, field = target, ""
        if isinstance(target, SubjectPlace):
            name, field = target.name, target.field
        for subject in self.subjects.subjects.subjects:
            if name in (subject.id, subject.name) or (not name and not subject.id):
                self.subjects.choose(subject.table.id, subject.id)
                break
        if field:
            self._reveal_field(field)

    def set_unit(self, unit: str) -> None:
        """Show the amounts of the list in another unit; forms have their own."""
        self._unit = unit
        self._refresh_list()

    def leave(self) -> None:
        """Settle what is being typed."""
        if self._model is not None:
            self.view.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while other pages were shown."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def _reveal_field(self, field: str) -> None:
        """Go to a field; to the first of its rows where there are several."""
        if self._model is None:
            return
        for spot in self._model.spots():
            if spot.cell.field and spot.cell.field[0] == field:
                self.view.go_to(spot.cell.field)
                return

    def _refresh(self, *_: object) -> None:
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._refresh_list()
        subject = self.subjects.current()
        for button in self._buttons:
            button.setEnabled(subject is not None and not self.session.read_only)
        if subject is None:
            self._model = None  # another pack, without forms
        if self._model is None or subject is None:
            return
        filling = self._model.filling
        if (filling.subject.table, filling.subject.id) != (subject.table, subject.id):
            self._on_chosen(subject)  # the pack was changed
        else:
            filling.subject = subject
            self._model.refresh()
            self._name()
        self._on_moved()

    def _refresh_list(self) -> None:
        subjects = list(subjects_of(self.session, self._unit))
        self.subjects.show(subjects)
        self._stack.setCurrentIndex(1 if subjects else 0)
        done = sum(subject.complete for subject in subjects)
        self._count.setText(f"{len(subjects)} 份　填齐 {done} 份" if subjects else "")

    def _on_chosen(self, subject: Subject) -> None:
        self.leave()
        self._model = FormModel(Filling(self.session, subject), self.view)
        self.view.show_form(self._model)
        self._name()
        self.place_changed.emit()

    def _name(self) -> None:
        """Say above the form which one it is."""
        if self._model is not None:
            filling = self._model.filling
            self.view.setAccessibleName(filling.sheet.title)
            self._title.setText(f"{filling.sheet.number}　{filling.subject.name}")

    def _on_moved(self) -> None:
        index = self.view.currentIndex()
        flaw = index.data(FLAW_ROLE) if index.isValid() else ""
        hint = index.data(HINT_ROLE) if index.isValid() else ""
        self._say(f"● {flaw}" if flaw else hint or "", wrong=bool(flaw))
        self.place_changed.emit()

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self._strip.setText(text)
        self._strip.setProperty("tone", "wrong" if wrong else "")
        self._strip.style().unpolish(self._strip)
        self._strip.style().polish(self._strip)

    def _lay_out(self) -> None:
        title = QLabel(self.title)
        title.setProperty("role", "head")
        self._count = QLabel()
        self._count.setProperty("role", "quiet")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "quiet")
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        for widget in (title, self._count):
            head.addWidget(widget)
        head.addStretch()
        for text, keys, act in (
            ("带入通用指标", "", self._add_usual),
            ("增加一行", "Ctrl+Return", self.view.add_row),
            ("粘贴", "Ctrl+V", self.view.paste),
            ("删除行", "Ctrl+-", self.view.remove_rows),
        ):
            head.addWidget(self._button(text, keys, act))
        preview = QPushButton("看印出的样子")
        preview.clicked.connect(self._show_printed)
        head.addWidget(preview)
        self._strip = QLabel()
        self._strip.setTextFormat(Qt.TextFormat.PlainText)
        self._strip.setWordWrap(True)
        self._strip.setMinimumHeight(theme.ROW_HEIGHT)
        form = QWidget()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(theme.SPACE_3, 0, 0, 0)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self._title)
        rows.addWidget(self.view, 1)
        rows.addWidget(self._strip)
        splitter = QSplitter()
        splitter.addWidget(self.subjects)
        splitter.addWidget(form)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.scaled(_LIST_WIDTH), theme.scaled(_FORM_WIDTH)])
        splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(_empty())
        self._stack.addWidget(splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        whole.setSpacing(theme.SPACE_3)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def _button(self, text: str, keys: str, act: object) -> QPushButton:
        button = QPushButton(text)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text}　{shown}".strip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(not self.session.read_only)
        button.clicked.connect(lambda _checked: act())  # type: ignore[operator]
        self._buttons.append(button)
        return button

    def _add_usual(self) -> None:
        if self._model is None:
            return
        self.leave()
        added = self._model.filling.add_usual()
        self._say(f"带入了 {added} 项通用指标，可以改" if added else "通用指标都已经有了")

    def _show_printed(self) -> None:
        if self._model is not None:
            self.leave()
            self.wanted.emit("reports", self._model.filling.sheet.id)


def _empty() -> QWidget:
    empty = QWidget()
    words = QLabel("这套表样没有绩效目标表。换用有绩效目标表的表样后，在这里填写。")
    words.setProperty("role", "quiet")
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column = QVBoxLayout(empty)
    column.addWidget(words)
    return empty
