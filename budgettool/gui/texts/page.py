"""The page 说明文字: the sections of the text, written beside their print.

It puts views together and follows the session; typing becomes one step of undo when it pauses or
the section is left. Leaves what each view shows to its module, figures to `figure_desk`.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from budgettool.gui.burst import after_burst
from budgettool.gui.page import Page
from budgettool.gui.session import Session
from budgettool.gui.texts.body import TextsBody
from budgettool.gui.texts.facing import Facing
from budgettool.gui.texts.figure_desk import FigureDesk
from budgettool.gui.texts.head import TextsHead
from budgettool.gui.texts.live import (
    LiveTexts,
    Written,
    back_to_template,
    fill_field,
    keep_own,
    keep_words,
)
from budgettool.gui.texts.marking import Findings, judge
from budgettool.gui.texts.no_text import NoText
from budgettool.gui.texts.shelf import Shelf
from budgettool.gui.texts.sources import HERE
from budgettool.narrative.markup import write_markup
from budgettool.rules.finding import Place, SectionPlace

_Act = Callable[[Session, LiveTexts, Written], object]
_RENEW_AFTER_MS: Final = 120
_FOLLOW_AFTER_MS: Final = 120
_KEEP_AFTER_MS: Final = 1_500


class TextsPage(Page):
    """Shows and edits the text.

    Attributes:
        live: The text as the book stands.
        written: The section that is shown, as it was kept last; None for none.
        findings: What is wrong with the text, by sections.
    """

    page_id: ClassVar[str] = "texts"
    title: ClassVar[str] = "说明文字"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.live = LiveTexts(session, session.checks.text.live)
        self.shelf = Shelf(self.live, self)
        self.written: Written | None = None
        self.findings: Findings = {}
        self._own: dict[str, str] | None = None
        self._revealed: tuple[SectionPlace, int] | None = None
        self._marked = ""
        self._typed = self._keeping = False
        self._stale = True
        self.body = TextsBody()
        self.contents, self.editor = self.body.contents, self.body.editor
        self.asking, self.beside = self.body.asking, self.body.beside
        self.desk = FigureDesk(session, self.live, self.editor, self.body.remark)
        self.facing = Facing(self.live, self.editor, self.beside, self.desk.known)
        self._declare_actions()
        self.head = TextsHead(self.title, self.actions_by_id)
        self.no_text = NoText()
        self._stack = QStackedWidget()
        self._renew_timer = after_burst(self, _RENEW_AFTER_MS, self.renew)
        self._follow_timer = after_burst(self, _FOLLOW_AFTER_MS, self._follow_words)
        self._keep_timer = after_burst(self, _KEEP_AFTER_MS, self._on_pause)
        self._lay_out()
        self._follow_session()
        self._follow_views()

    def place(self) -> Place | None:
        """Say which words of the department's text one is in; of a unit's nothing is listed."""
        if self.written is None or self.live.unit:
            return None
        section, at = self.written.definition.id, self.editor.textCursor().position()
        if self._revealed and (self._revealed[0].section, self._revealed[1]) == (section, at):
            return self._revealed[0]
        return SectionPlace(section, *self.editor.stretch())

    def reveal(self, target: object) -> None:
        """Show words, a section by its id, or the field of a key, all of the department's text."""
        if self.live.unit:
            self.choose_subject("")
        self._turn_to(target)

    def choose_subject(self, unit: str) -> None:
        """Turn to the text of a unit, by its code, or of the department (empty)."""
        if unit == self.live.unit:
            return
        self._settle(leaving=True)
        self.asking.settle()
        self._typed = False
        self.live.turn_to(unit)
        self.shelf.clear()
        self.written, self._own, self.findings = None, None, {}
        self.renew()
        self.place_changed.emit()

    def _turn_to(self, target: object) -> None:
        self._catch_up()
        if isinstance(target, SectionPlace):
            if self.contents.choose(target.section):
                self.editor.go_to(target.paragraph, target.start, target.end)
                self._revealed = target, self.editor.textCursor().position()
        elif isinstance(target, str) and not self.contents.choose(target.rpartition("text.")[2]):
            self._ask(target)

    def set_unit(self, unit: str) -> None:
        """Ask for amounts in 元 or 万元; the text keeps its own unit."""
        self.asking.set_unit(unit)
        if self.written is not None:
            self._show_asked(self.written)

    def leave(self) -> None:
        """Settle what is being typed."""
        self.desk.chooser.hide()
        self._settle(leaving=True)
        self.asking.settle()

    def renew(self) -> None:
        """Read the text anew, and show it as it stands."""
        self._renew_timer.stop()
        self._stale = False
        self.head.offer_subjects(self.session.facts)
        self.shelf.renew(self.contents.chosen())
        self._list()
        self.head.show_subject(self.live.unit)
        self._stack.setCurrentIndex(0 if self.shelf.by_id else 1)
        self._show_what_changed()
        self.contents.choose_any()
        self._show(self.shelf.read(self.contents.chosen()))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self._catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what is heavy until the page is shown again."""
        super().hideEvent(event)
        self._stale = self._stale or self._renew_timer.isActive()
        for timer in (self._renew_timer, self._follow_timer, self._keep_timer):
            timer.stop()

    def _catch_up(self) -> None:
        if self._stale:
            self.renew()

    def _list(self) -> None:
        self.contents.fill(self.shelf.listed(), self.findings)

    def _on_read(self) -> None:
        """Show what was found, once all has been read."""
        self._judge()
        self._list()
        self._mark()

    def _on_changed(self) -> None:
        if self._keeping:
            return
        self._stale = True
        if self.isVisible():
            self._renew_timer.start()

    def _on_fields_changed(self) -> None:
        """Follow; words that an undo has changed are shown before the next key changes them."""
        self._on_changed()
        if self._renew_timer.isActive() and self.live.own_words() != self._own:
            self.renew()

    def _on_rebuilt(self) -> None:
        self.live.forget()
        self._on_changed()

    def _ask(self, key: str) -> None:
        """Go to the field of a key, in the section that is shown if it asks for it."""
        self.shelf.read_all()
        found = [each for each, written in self.shelf.by_id.items() if written.asked.asks(key)]
        if found and self.contents.chosen() not in found:
            self.contents.choose(found[0])
        self.asking.ask(key)

    def _show_what_changed(self) -> None:
        """Go to the section that an undo has changed, where it is another than is shown."""
        before, self._own = self._own, self.live.own_words()
        if before is None or self._typed:
            return
        changed = {identity for identity, _ in before.items() ^ self._own.items()}
        if changed and self.contents.chosen() not in changed:
            self.contents.choose(min(changed))

    def _on_chosen(self, identity: str) -> None:
        if self.written is None or self.written.definition.id != identity:
            self._settle(leaving=True)
            self._typed = False
            self._show(self.shelf.read(identity))

    def _show(self, written: Written | None) -> None:
        """Show a section; words that are being typed stay."""
        before, self.written = self.written, written
        read_only = self.session.read_only
        self.head.show_section(written, read_only=read_only)
        self.body.strip.show_section(written, read_only=read_only)
        if written is None:
            return
        other = before is None or before.definition.id != written.definition.id
        self.editor.setReadOnly(read_only or bool(written.refused))
        self.editor.setAccessibleName(f"文字：{written.name}")
        self.desk.first = tuple(each.measured.id for each in written.asked.compared)
        self._show_words(written, other=other)
        self._show_asked(written)
        self.facing.turn_to(written)
        self._follow_words()
        if other:
            self.place_changed.emit()

    def _show_words(self, written: Written, *, other: bool) -> None:
        paragraphs = self.live.read(written.markup)
        if other:
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        if not self._typed and (other or self.editor.markup() != write_markup(paragraphs)):
            self.editor.fill(paragraphs)
        else:
            self.editor.renew_figures(self.desk.now)

    def _show_asked(self, written: Written) -> None:
        kept = self.live.fields()
        self.asking.show_asked(written.asked, kept, read_only=self.session.read_only)
        self.body.share_height()

    def _on_typed(self) -> None:
        self._typed = True
        self._follow_timer.start()
        self._keep_timer.start()

    def _follow_words(self) -> None:
        """Do what follows the words, once typing pauses for a moment."""
        self._follow_timer.stop()
        self.facing.show()
        self._judge()
        self._mark()

    def _mark(self) -> None:
        """Mark in the words, and beside the section's name, what is found."""
        if self.written is not None:
            found = self.findings.get(self.written.definition.id, ())
            self.desk.follow(found)
            self.contents.show_findings(self.written, found)

    def _judge(self) -> None:
        """Check the text as it stands, with what is being typed."""
        quantities = self.live.quantities
        if quantities is None or self.shelf.reading:
            return
        sections = [written.section for _, written in self.shelf.listed()]
        if self._typed and self.written is not None:
            now = replace(self.written.section, paragraphs=self.editor.paragraphs())
            sections = [now if section.id == now.id else section for section in sections]
        self.findings = judge(self.session.pack, sections, quantities)

    def _on_moved(self) -> None:
        """Say that one is in other words, where something else is said of them."""
        mark = self.editor.mark()
        said = mark.said if mark else ""
        if said != self._marked:
            self._marked = said
            self.place_changed.emit()

    def _on_pause(self) -> None:
        """Keep what was typed; not while letters are becoming words, or all have been taken out."""
        if self.editor.composing:
            self._keep_timer.start()
        elif not self.editor.is_empty:
            self._settle()

    def _settle(self, *, leaving: bool = False) -> None:
        """Keep the words as one step; none at all are the template's again, once one leaves."""
        self._keep_timer.stop()
        if not self._typed or self.written is None or self.session.read_only:
            return
        markup = self.editor.markup()
        if not markup and not leaving:
            return
        self._typed = False
        if not markup and self.written.template:
            self.told.emit(f"“{self.written.name}”没有文字，已恢复模板文字")
        self._keep(partial(_keep_markup, markup))

    def _withdraw(self) -> None:
        """Give up what was typed since it was kept last."""
        if self._typed and self.written is not None:
            self._keep_timer.stop()
            self._typed = False
            self.editor.fill(self.live.read(self.written.markup))
            self._follow_words()

    def _decide(self, act: _Act) -> None:
        """Do something about the section that is shown."""
        self._settle()
        if self.written is not None and self.written.own and not self.session.read_only:
            self._typed = False
            self._keep(act)

    def _keep(self, act: _Act) -> None:
        """Do something about the words of the section that is shown; no other one hangs on them."""
        if self.written is None:
            return
        self._keeping = True
        try:
            act(self.session, self.live, self.written)
        finally:
            self._keeping = False
        self._own = self.live.own_words()
        self._show(self.shelf.renew_one(self.written.definition.id))
        self._list()

    def _on_wanted(self, page_id: str, target: object) -> None:
        if page_id == HERE:
            self._turn_to(target)
        else:
            self.wanted.emit(page_id, target)

    def _on_filled(self, name: str, key: str, kept: str) -> None:
        """Keep a field; what it changes is shown before the next key."""
        if not self.session.read_only:
            fill_field(self.session, self.live, name, (key, kept))
            QTimer.singleShot(0, self, self.renew)

    def _follow_session(self) -> None:
        session = self.session
        session.figures_changed.connect(self._on_changed)
        session.fields_changed.connect(self._on_fields_changed)
        session.rebuilt.connect(self._on_rebuilt)
        session.decided.connect(self._on_changed)

    def _follow_views(self) -> None:
        editor, strip = self.editor, self.body.strip
        editor.reading = self.live.read
        editor.typed.connect(self._on_typed)
        editor.left.connect(partial(self._settle, leaving=True))
        editor.withdrawn.connect(self._withdraw)
        editor.refused.connect(self.told)
        editor.cursorPositionChanged.connect(self._on_moved)
        self.head.subject_chosen.connect(self.choose_subject)
        self.no_text.pack_wanted.connect(lambda: self.wanted.emit("basics", None))
        self.shelf.filled.connect(self._on_read)
        self.contents.section_chosen.connect(self._on_chosen)
        self.contents.entered.connect(editor.setFocus)
        self.desk.wanted.connect(self._on_wanted)
        self.asking.settled.connect(self._on_filled)
        self.body.beside_shown.connect(self._on_beside_shown)
        strip.own_kept.connect(partial(self._decide, keep_own))
        strip.template_taken.connect(partial(self._decide, back_to_template))

    def _on_beside_shown(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.head.show_beside(shown=shown)
        if shown:
            self.facing.show()

    def _declare_actions(self) -> None:
        restore, next_one = partial(self._decide, back_to_template), self.contents.choose_next
        heading = self.editor.make_heading
        for action_id, text, tip, keys, act in (
            ("insert", "插入数字", "随账本变动的数字，也可以按 {", "Ctrl+Space", self.desk.choose),
            ("mend", "改为数字", "把标出的数改为随账本变动的数字", "Alt+Return", self.desk.take),
            ("restore", "恢复模板文字", "改印模板的文字，可以撤销", "", restore),
            ("beside", "对照", "右边的预览和上年文字", "Ctrl+\\", self.body.turn_beside),
            ("next_section", "下一节", "", "Ctrl+PgDown", partial(next_one, 1)),
            ("previous_section", "上一节", "", "Ctrl+PgUp", partial(next_one, -1)),
            ("heading_1", "改为小标题（一）", "", "Ctrl+1", partial(heading, 1)),
            ("heading_2", "改为小标题 1.", "", "Ctrl+2", partial(heading, 2)),
            ("words", "改为正文", "", "Ctrl+0", partial(heading, 0)),
        ):
            action = QAction(text, self)
            action.setToolTip(tip or text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)
            self.actions_by_id[action_id] = action

    def _lay_out(self) -> None:
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.body, 1)
        self._stack.addWidget(full)
        self._stack.addWidget(self.no_text)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.contents)


def _keep_markup(markup: str, session: Session, live: LiveTexts, written: Written) -> None:
    keep_words(session, live, written, markup)
