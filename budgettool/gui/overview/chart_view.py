"""Paints one chart; a bar says its exact amount and leads to its lines, by mouse and keyboard."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from budgettool.gui import theme
from budgettool.gui.amounts import shown
from budgettool.gui.overview.charts import Bar, Chart
from budgettool.gui.overview.shapes import BarShape, chart_shapes

_MOST_LABEL = 0.36
_PERCENT = 100


class ChartView(QWidget):
    """Shows a chart."""

    chosen = Signal(str, object)
    """A bar was chosen: the page and what it is to show."""

    entered = Signal(QPoint)
    """The keyboard is on a bar: where that is in the chart."""

    def __init__(self, chart: Chart, unit: str) -> None:
        super().__init__()
        self.chart, self._unit = chart, unit
        self._current = -1
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_chart(chart, unit)

    def show_chart(self, chart: Chart, unit: str) -> None:
        """Show other figures."""
        self.chart, self._unit = chart, unit
        self._current = min(self._current, len(chart.bars) - 1)
        self._hovered = -1
        self.setAccessibleName(chart.title)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a row for each bar."""
        return QSize(theme.scaled(320), _head() + max(len(self.chart.bars), 1) * theme.ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Show every bar, however narrow."""
        return QSize(theme.scaled(240), self.sizeHint().height())

    def say(self, bar: Bar) -> str:
        """Say a bar in words: its name, exact amount and share, or change."""
        exact = f"{bar.label}　{shown(bar.amount, '元')} 元"
        if bar.prior is not None:
            before = shown(bar.prior, "元")
            now = shown(bar.prior + bar.amount, "元")
            return f"{exact}（{_change(bar)}）\n本年 {now} 元，上年 {before} 元"
        parts = [
            f"{name} {shown(part, '元')} 元"
            for name, part in zip(self.chart.legend, bar.parts, strict=False)
            if part
        ]
        share = f"，占 {_share(bar.amount, self.chart.total)}" if self.chart.total else ""
        return "\n".join([exact + share, *parts])

    def bar_at(self, point: QPoint) -> int:
        """Find the bar at a point; -1 for none."""
        for number, shape in enumerate(self._shapes()):
            if shape.row.contains(point.x(), point.y() - _head()):
                return number
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint title, total and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        painter.translate(0, _head())
        if not self.chart.bars:
            painter.setPen(QColor(theme.colours().text_2))
            painter.setFont(theme.body_font(theme.LABEL_SIZE))
            room = QRect(0, 0, self.width(), theme.ROW_HEIGHT)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.chart.empty)
        for number, shape in enumerate(self._shapes()):
            self._paint_bar(painter, number, shape)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bars; Enter goes to the lines."""
        last = len(self.chart.bars) - 1
        moves = {
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = moves.get(Qt.Key(event.key()))
        if wanted is not None:
            self._go_to(min(max(wanted, 0), last))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the bar under the mouse."""
        self._hover(self.bar_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the lines of the bar under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.bar_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no bar."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the bar that the keyboard is on."""
        super().focusInEvent(event)
        self._go_to(max(self._current, 0) if self.chart.bars else -1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show the exact amount of the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.bar_at(event.pos())
            if number >= 0:
                QToolTip.showText(event.globalPos(), self.say(self.chart.bars[number]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _hover(self, number: int) -> None:
        if number == self._hovered:
            return
        self._hovered = number
        leads = number >= 0 and self.chart.bars[number].target is not None
        hand = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        self.update()

    def _go_to(self, number: int) -> None:
        """Let the keyboard be on a bar, and have it in sight."""
        self._current = number
        self._describe()
        self.update()
        if number >= 0:
            row = self._shapes()[number].row
            self.entered.emit(QPoint(row.left(), row.center().y() + _head()))

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self.chart.bars) and (target := self.chart.bars[number].target):
            self.chosen.emit(*target)

    def _describe(self) -> None:
        if 0 <= self._current < len(self.chart.bars):
            self.setAccessibleDescription(self.say(self.chart.bars[self._current]))

    def _shapes(self) -> tuple[BarShape, ...]:
        labels, figures = QFontMetrics(theme.body_font()), QFontMetrics(theme.body_font())
        bars = self.chart.bars
        widest = max((labels.horizontalAdvance(bar.label) for bar in bars), default=0)
        label = min(widest + theme.SPACE_1, round(self.width() * _MOST_LABEL))
        figure = max((figures.horizontalAdvance(self._figure(bar)) for bar in bars), default=0)
        return chart_shapes(self.chart, self.width(), label, figure + theme.SPACE_1)

    def _figure(self, bar: Bar) -> str:
        amount = self._signed(bar.amount)
        return amount if bar.prior is None else f"{amount}　{_change(bar)}"

    @property
    def _compares(self) -> bool:
        return any(bar.prior is not None for bar in self.chart.bars)

    def _total_word(self) -> str:
        return "增减" if self._compares else "合计"

    def _signed(self, amount: int) -> str:
        """Write an amount; a change says by its sign which way it went."""
        sign = "+" if self._compares and amount > 0 else ""
        return sign + shown(amount, self._unit)

    def _paint_head(self, painter: QPainter) -> None:
        scheme = theme.colours()
        rect = QRect(0, 0, self.width(), theme.ROW_HEIGHT)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(scheme.text))
        painter.setFont(theme.body_font(bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, self.chart.title)
        x = painter.fontMetrics().horizontalAdvance(self.chart.title) + theme.SPACE_4
        painter.setFont(theme.body_font(theme.LABEL_SIZE))
        painter.setPen(QColor(scheme.text_2))
        if not self.chart.bars:
            return
        legend, total = self.head_words(self.width() - x, painter.fontMetrics())
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, total)
        for number, name in enumerate(legend):
            box = QRect(x, (theme.ROW_HEIGHT - 10) // 2, 10, 10)
            painter.fillRect(box, self._tone(number, negative=False))
            x += 10 + theme.SPACE_1
            painter.drawText(
                QRect(x, 0, self.width() - x, theme.ROW_HEIGHT),
                Qt.AlignmentFlag.AlignLeft | middle,
                name,
            )
            x += painter.fontMetrics().horizontalAdvance(name) + theme.SPACE_3

    def head_words(self, room: int, metrics: QFontMetrics) -> tuple[tuple[str, ...], str]:
        """Give the legend and the total in the longest words that fit; the figure never gives."""
        figure, legend = self._signed(self.chart.total), tuple(self.chart.legend)
        whole = f"{self._total_word()} {figure} {self._unit}"
        short = tuple(name.removesuffix("支出") for name in legend)
        for names, total in ((legend, whole), (short, whole), (short, figure)):
            boxes = len(names) * (10 + theme.SPACE_1 + theme.SPACE_3)
            if boxes + sum(map(metrics.horizontalAdvance, (*names, total))) <= room:
                return names, total
        return (), whole

    def _paint_bar(self, painter: QPainter, number: int, shape: BarShape) -> None:
        scheme, bar = theme.colours(), self.chart.bars[number]
        if number == self._hovered:
            painter.fillRect(shape.row, QColor(scheme.selection))
        if self.hasFocus() and number == self._current:
            painter.setPen(QColor(scheme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape.row.adjusted(0, 1, -1, -2), 4, 4)
        painter.setFont(theme.body_font())
        painter.setPen(QColor(scheme.text_2))
        middle = Qt.AlignmentFlag.AlignVCenter
        short = painter.fontMetrics().elidedText(
            bar.label, Qt.TextElideMode.ElideRight, shape.label.width() - theme.SPACE_1
        )
        label = shape.label.adjusted(theme.SPACE_1, 0, 0, 0)
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | middle, short)
        for piece in shape.pieces:
            painter.fillRect(piece.rect, self._tone(piece.part, negative=piece.negative))
        painter.setPen(QColor(scheme.text))
        figure = shape.figure.adjusted(0, 0, -theme.SPACE_1, 0)
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | middle, self._figure(bar))

    def _tone(self, part: int, *, negative: bool) -> QColor:
        scheme = theme.colours()
        colour = QColor(scheme.care if negative else scheme.accent)
        if part == 1:
            colour.setAlphaF(0.45)
        elif part > 1:
            colour = QColor(scheme.text_2)
        return colour


def _share(amount: int, total: int) -> str:
    """Write a share of a whole with one decimal, half up."""
    tenths = (2 * abs(amount) * _PERCENT * 10 + abs(total)) // (2 * abs(total))
    sign = "-" if (amount < 0) != (total < 0) and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}%"


def _change(bar: Bar) -> str:
    """Write a change as a share of last year's."""
    if not bar.prior:
        return "上年无"
    sign = "+" if bar.amount > 0 else ""
    return sign + _share(bar.amount, bar.prior)


def _head() -> int:
    """Give the height of the chart's own heading."""
    return theme.ROW_HEIGHT + theme.SPACE_1
