"""What a section asks, below its words: last year's amounts, reasons for changes, a few fields.

Each is asked once, however often it is printed. Leaves what is asked to `asked`.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.elided import ElidedLabel
from budgettool.gui.lines.typed_amount import exact_text, read_typed_amount
from budgettool.gui.texts.asked import Asked, Compared
from budgettool.gui.texts.entry import Entry
from budgettool.packs.field_value import read_value, show_value
from budgettool.packs.text import FieldDefinition
from budgettool.sheets.quantities import Measured, percent

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AMOUNT_WIDTH: Final = 92
_LABEL_WIDTH: Final = 190
_HEADS: Final = ("上年", "今年", "增减", "幅度")
_NAME, _PRIOR, _THIS, _CHANGE, _RATE = range(5)


class AskingForm(QScrollArea):
    """Shows what a section asks; hidden where it asks nothing.

    Attributes:
        entries: The fields by their keys.
    """

    settled = Signal(str, str, str)
    """A field's name, its key, and what it is to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("这一节要填的内容")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.entries: dict[str, Entry] = {}
        self._asked = Asked()
        self._shape: object = None
        self._unit = "万元"
        self._read_only = False
        self._figures: dict[str, tuple[QLabel, ...]] = {}

    def show_asked(self, asked: Asked, kept: dict[str, str], *, read_only: bool) -> None:
        """Show what a section asks, with what its fields hold."""
        self._asked, self._read_only = asked, read_only
        shape = self._shape_of(asked)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(asked)
        self.setVisible(bool(asked.compared or asked.fields))
        for field in asked.fields:
            now = kept.get(field.key, "")
            self.entries[field.key].show_kept(now, show_value(field, now))
        for compared in asked.compared:
            self._fill(compared, kept)
        for entry in self.entries.values():
            entry.set_read_only(read_only=read_only)

    def set_unit(self, unit: str) -> None:
        """Show amounts in another unit."""
        self._unit, self._shape = unit, None

    def settle(self) -> None:
        """Have all that was typed kept."""
        for entry in tuple(self.entries.values()):
            entry.settle()

    def ask(self, key: str) -> bool:
        """Put the focus into a field; tells whether it is there."""
        entry = self.entries.get(key)
        if entry is None:
            return False
        entry.take_focus()
        self.ensureWidgetVisible(entry)
        return True

    def _shape_of(self, asked: Asked) -> object:
        """Say what must be built anew when it is otherwise."""
        rows = [
            (c.measured.id, c.reason_wanted, c.prior_typed, c.last_reason) for c in asked.compared
        ]
        return rows, [field.key for field in asked.fields], self._unit, self._read_only

    def _fill(self, compared: Compared, kept: dict[str, str]) -> None:
        measured = compared.measured
        for label, text in zip(self._figures[measured.id], self._said(measured), strict=True):
            label.setText(text)
        if compared.prior_typed:
            now = kept.get(compared.prior_key, "")
            fen = int(now) if now.removeprefix("-").isdecimal() else None
            said = exact_text(fen, self._unit, thousands=True) if fen is not None else now
            self.entries[compared.prior_key].show_kept(now, said)
        if compared.reason_wanted:
            now = kept.get(compared.reason_key, "")
            self.entries[compared.reason_key].show_kept(now, now)

    def _said(self, measured: Measured) -> tuple[str, ...]:
        """Write last year's amount, this year's, the change and its rate."""
        amounts = (measured.prior, measured.printed, measured.change)
        written = ["—" if each is None else shown(round(each), self._unit) for each in amounts]
        rate = "—" if measured.rate is None else percent(measured.rate)
        return *written, rate

    def _rebuild(self, asked: Asked) -> None:
        """Build anew; who types goes on where it was."""
        at = next((key for key, entry in self.entries.items() if entry.field.hasFocus()), "")
        changed = {key: entry for key, entry in self.entries.items() if entry.is_changed}
        typed = {key: entry.field.words() for key, entry in changed.items()}
        before = self.takeWidget()
        self._build(asked)
        if before is not None:
            before.hide()
            before.deleteLater()
        for key, words in typed.items():
            if key in self.entries:
                self.entries[key].begin(words)
        if at in self.entries:
            self.entries[at].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, asked: Asked) -> None:
        self.entries, self._figures = {}, {}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_4)
        rows.setSpacing(theme.SPACE_3)
        if asked.compared:
            rows.addLayout(self._comparison(asked))
        for field in asked.fields:
            rows.addLayout(self._field(field))
        rows.addStretch()
        self.setWidget(inside)

    def _comparison(self, asked: Asked) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_3)
        grid.setVerticalSpacing(theme.SPACE_1)
        grid.setColumnStretch(_NAME, 1)
        grid.addWidget(_quiet(f"与上年比较（{self._unit}）"), 0, _NAME)
        for number, head in enumerate(_HEADS, start=1):
            grid.addWidget(_quiet(head, right=True), 0, number)
        for compared in asked.compared:
            self._add_compared(grid, compared)
        return grid

    def _add_compared(self, grid: QGridLayout, compared: Compared) -> None:
        row = grid.rowCount()
        measured = compared.measured
        name_label = ElidedLabel(measured.label)
        name_label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        grid.addWidget(name_label, row, _NAME)
        labels = tuple(QLabel() for _ in _HEADS)
        for label in labels:
            label.setAlignment(_RIGHT)
        self._figures[measured.id] = labels
        for number, label in enumerate(labels, start=1):
            if number != _PRIOR or not compared.prior_typed:
                grid.addWidget(label, row, number)
        if compared.prior_typed:
            name = f"上年数：{measured.label}"
            entry = self._entry(name, compared.prior_key, Entry(name, self._read_amount))
            entry.setFixedWidth(theme.scaled(_AMOUNT_WIDTH))
            if hasattr(entry.field, "setAlignment"):
                entry.field.setAlignment(_RIGHT)
            grid.addWidget(entry, row, _PRIOR)
            grid.addWidget(entry.note, row + 1, 0, 1, len(_HEADS) + 1)
        if compared.reason_wanted:
            grid.addLayout(self._reason(compared), row + 2, 0, 1, len(_HEADS) + 1)

    def _reason(self, compared: Compared) -> QHBoxLayout:
        name = f"增减原因：{compared.measured.label}"
        entry = self._entry(name, compared.reason_key, Entry(name, str.strip))
        change = compared.measured.change or 0
        entry.field.setPlaceholderText(f"{'增加' if change > 0 else '减少'}的原因")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(entry, 1)
        if compared.last_reason and not self._read_only:
            button = QPushButton("用上年的")
            button.setToolTip(compared.last_reason)
            button.setAccessibleName(f"{name}：用上年的")
            take = partial(self.settled.emit, name, compared.reason_key, compared.last_reason)
            button.clicked.connect(lambda *_: take())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _field(self, field: FieldDefinition) -> QVBoxLayout:
        long = field.kind == "paragraph"
        entry = Entry(field.label, partial(read_value, field), long=long)
        self._entry(field.label, field.key, entry)
        entry.field.setPlaceholderText(field.hint)
        label = QLabel(field.label + ("（必填）" if field.required else ""))
        label.setBuddy(entry.field)
        rows = QVBoxLayout()
        rows.setSpacing(theme.SPACE_1)
        if long:
            rows.addWidget(label)
            rows.addWidget(entry)
        else:
            rows.addLayout(self._line(field, label, entry))
        rows.addWidget(entry.note)
        return rows

    def _line(self, field: FieldDefinition, label: QLabel, entry: Entry) -> QHBoxLayout:
        """Put a field beside its name, with its unit."""
        short = field.kind in {"count", "amount", "date"}
        label.setMinimumWidth(theme.scaled(_LABEL_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(label)
        row.addWidget(entry, 0 if short else 1)
        if short:
            entry.setFixedWidth(theme.scaled(_AMOUNT_WIDTH))
            row.addWidget(_quiet(field.unit))
            row.addStretch()
        return row

    def _entry(self, name: str, key: str, entry: Entry) -> Entry:
        self.entries[key] = entry
        entry.settled.connect(lambda kept: self.settled.emit(name, key, kept))
        entry.passed.connect(lambda: QTimer.singleShot(0, self, partial(self._go_on, key)))
        return entry

    def _go_on(self, key: str) -> None:
        """Go to the field after one that is done with, as the form is by now."""
        keys = list(self.entries)
        after = keys[keys.index(key) + 1 :] if key in keys else []
        if not after or not self.ask(after[0]):
            self.focusNextChild()

    def _read_amount(self, text: str) -> str:
        said = text.strip()
        return str(read_typed_amount(said, self._unit).fen) if said else ""


def _quiet(text: str, *, right: bool = False) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "quiet")
    if right:
        label.setAlignment(_RIGHT)
    return label
