from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from budgettool.gui.reports.figures import find_reference
from budgettool.gui.reports.page import ReportsPage
from budgettool.packs.reference import parse_reference


@pytest.fixture
def page(session, qtbot):
    shown = ReportsPage(session)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def choose(page, table):
    for row in range(page.contents.count()):
        if page.contents.item(row).text().startswith(table):
            page.contents.setCurrentRow(row)


def text_of(page, reference):
    row, column = find_reference(page.live.sheet, reference)
    return next(c.text for c in page.live.sheet.body[row].cells if c.column == column)


def line_behind(session, reference):
    found = session.cube.lines_behind(parse_reference(reference))
    return session.lines[max(found, key=lambda id_: session.lines[id_].amount)]


def test_the_list_names_every_table_and_shows_the_one_chosen(page):
    assert page.contents.count() == 16
    choose(page, "05")
    assert page.live.sheet.title == "2020年一般公共预算支出情况表"
    assert text_of(page, "05.合计[总计]") == "1,990.5"


def test_figures_follow_each_key_and_glow_and_the_cursor_stays(page, session):
    choose(page, "05")
    page.reveal("05.合计[基本支出/公用经费]")
    where = page.sheet_view.cursor_at
    line = line_behind(session, "05.合计[总计]")
    session.draft(replace(line, amount=line.amount + 1_000_000))
    assert text_of(page, "05.合计[总计]") == "1,991.5"
    assert find_reference(page.live.sheet, "05.合计[总计]") in page.sheet_view.glow.positions()
    assert page.sheet_view.cursor_at == where
    session.withdraw(line.id)
    assert text_of(page, "05.合计[总计]") == "1,990.5"


def test_a_row_that_comes_with_an_edit_follows_at_once_and_goes_with_undo(page, session, qtbot):
    choose(page, "05")
    line = line_behind(session, "05.合计[总计]")
    rows = len(page.live.sheet.body)
    with session.edit("加行") as edit:
        edit.insert(replace(line, id=session.book.new_id(), function="2040201", amount=1_000_000))
    assert text_of(page, "05.合计[总计]") == "1,991.5"
    qtbot.waitUntil(lambda: len(page.live.sheet.body) == rows + 1)
    assert find_reference(page.live.sheet, "05.合计[总计]") in page.sheet_view.glow.positions()
    session.undo()
    assert text_of(page, "05.合计[总计]") == "1,990.5"
    qtbot.waitUntil(lambda: len(page.live.sheet.body) == rows)


def test_a_row_that_is_yet_to_come_is_shown_when_it_is_asked_for(page, session):
    choose(page, "05")
    line = line_behind(session, "05.合计[总计]")
    with session.edit("加行") as edit:
        edit.insert(new := replace(line, id=session.book.new_id(), function="2040201"))
    fed = [r for r in session.cube.cells_fed(new.id) if r.table == "05" and r.row != ("合计",)]
    page.reveal(fed[0])
    assert page.sheet_view.current_cell().reference == str(fed[0])


def test_figures_that_changed_while_the_page_was_hidden_are_right_when_it_is_shown(page, session):
    choose(page, "05")
    page.hide()
    line = line_behind(session, "05.合计[总计]")
    with session.edit("改金额") as edit:
        edit.update(line.id, amount=line.amount + 1_000_000)
    page.show()
    assert text_of(page, "05.合计[总计]") == "1,991.5"


def test_the_open_panel_is_right_when_the_page_is_shown_again(page, session):
    page.reveal("05.合计[总计]")
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    line = line_behind(session, "05.合计[总计]")
    page.hide()
    session.change_line("改金额", line.id, amount=line.amount + 1_000_000)
    page.show()
    said = [label.text() for label in page.panel.findChildren(QLabel)]
    assert "1,991.5" in said
    assert page.panel.model.line(0).amount == line.amount + 1_000_000


def test_figures_of_an_edit_made_just_before_leaving_are_right_on_return(page, session):
    page.reveal("05.合计[总计]")
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    line = line_behind(session, "05.合计[总计]")
    session.change_line("改金额", line.id, amount=line.amount + 1_000_000)
    page.hide()
    page.show()
    assert "1,991.5" in [label.text() for label in page.panel.findChildren(QLabel)]


def test_cursor_and_panel_stay_when_names_change(page, session):
    page.reveal("05.合计[总计]")
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    unit = session.facts.units[0]
    with session.edit("改名") as edit:
        edit.update(unit.id, name="新的名称")
    assert page.sheet_view.current_cell().reference == "05.合计[总计]"
    assert page.panel.isVisible()


@pytest.mark.parametrize(
    ("typed", "written"), [("预算公开2027.3", "预算公开2027.3.pdf"), ("预算.PDF", "预算.PDF")]
)
def test_an_export_has_its_suffix(page, qtbot, tmp_path, monkeypatch, typed, written):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    with qtbot.waitSignal(page.offered, timeout=30_000):
        page.export_desk.export("pdf")
    assert (tmp_path / written).exists()


def test_a_file_that_nobody_was_asked_about_is_not_overwritten(page, qtbot, tmp_path, monkeypatch):
    (tmp_path / "预算.pdf").write_text("old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "预算"), ""))
    with qtbot.waitSignal(page.told) as told:
        page.export_desk.export("pdf")
    assert "没有覆盖" in told.args[0]
    assert (tmp_path / "预算.pdf").read_text() == "old"


def test_a_click_on_a_figure_shows_its_lines_and_a_line_leads_to_the_grid(page, session, qtbot):
    choose(page, "05")
    position = find_reference(page.live.sheet, "05.合计[项目支出/专项资金]")
    middle = page.sheet_view.rect_of(position).center()
    QTest.mouseClick(page.sheet_view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    behind = session.cube.lines_behind(parse_reference("05.合计[项目支出/专项资金]"))
    assert page.panel.isVisible()
    assert page.panel.model.rowCount() == len(behind) > 0
    with qtbot.waitSignal(page.wanted) as wanted:
        page.panel.list_view.clicked.emit(page.panel.model.index(0))
    assert wanted.args[0] == "expenditure"
    assert wanted.args[1] in behind


def test_the_keyboard_walks_to_a_figure_and_enter_shows_its_lines(page, qtbot):
    choose(page, "05")
    view = page.sheet_view
    view.setFocus()
    view.go_to((0, 4))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_cell().reference == "05.合计[总计]"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert "合计" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.panel.list_view.hasFocus()
    with qtbot.waitSignal(page.wanted):
        QTest.keyClick(page.panel.list_view, Qt.Key.Key_Return)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.panel.isHidden()


def test_a_total_says_what_it_is_made_of_and_a_part_leads_there(page):
    page.reveal("06.合计[总计]")
    QTest.keyClick(page.sheet_view, Qt.Key.Key_Return)
    label = page.panel.findChild(QLabel, "made_of")
    assert "工资福利支出" in label.text()
    assert "1,122.7" in label.text()
    label.linkActivated.emit("0")
    assert page.sheet_view.current_cell().text == "1,122.7"
    assert page.sheet_view.cursor_at in page.sheet_view.glow.positions()


def test_the_lines_behind_a_figure_sum_to_it(page):
    choose(page, "06")
    for row in page.live.sheet.body[:20]:
        for cell in row.cells:
            if cell.reference and cell.exact:
                page.panel.show_cell("x", cell)
                model = page.panel.model
                lines = [model.line(number) for number in range(model.rowCount())]
                assert sum(line.amount for line in lines) == cell.exact


def test_a_reference_is_revealed_in_its_table(page):
    page.reveal("05.合计[项目支出/小计]")
    assert page.live.entry.table.id == "05"
    assert page.sheet_view.current_cell().reference == "05.合计[项目支出/小计]"
    assert page.sheet_view.cursor_at in page.sheet_view.glow.positions()
    page.reveal("nonsense [")
    page.reveal("08")
    assert page.live.entry.table.id == "08"


def test_header_and_naming_columns_stay_while_scrolling(page):
    choose(page, "05")
    view = page.sheet_view
    view.set_zoom(2.0)
    position = find_reference(page.live.sheet, "05.合计[项目支出/专项资金]")
    before = view.rect_of((2, 0)).left()
    view.go_to(position)
    assert view.horizontalScrollBar().value() > 0
    assert view.rect_of((2, 0)).left() == before
    choose(page, "06")
    plain = view.viewport().grab().toImage()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.rect_of((0, 6)).bottom() < 0
    assert view.viewport().grab().toImage() != plain
    assert not view.viewport().grab().isNull()


def test_zoom_stays_between_half_and_double(page):
    view = page.sheet_view
    for _ in range(30):
        page.actions_by_id["zoom_in"].trigger()
    assert view.zoom == 2.0
    for _ in range(30):
        page.actions_by_id["zoom_out"].trigger()
    assert view.zoom == 0.5


def test_a_fitted_table_is_not_scrolled_sideways(page, qtbot):
    bar = page.sheet_view.horizontalScrollBar()
    for table in ("01", "02", "06"):
        choose(page, table)
        for width in (1100, 1280):
            page.resize(width, 640)
            qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert page.sheet_view.zoom > 1


def test_copy_puts_html_with_merged_cells_and_plain_text_on_the_clipboard(page):
    choose(page, "05")
    page.sheet_view.setFocus()
    QTest.keyClick(page.sheet_view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml()
    assert 'colspan="4"' in data.html()
    assert "1,990.5" in data.html()
    assert 'sdval="1990.5" sdnum="1033;0;#,##0.0"' in data.html()
    assert "border:0.5pt solid" in data.html()
    lines = data.text().splitlines()
    assert lines[:2] == ["预算05表", "2020年一般公共预算支出情况表"]
    assert lines[2].endswith("单位：万元")
    assert any(line.split("\t")[4:6] == ["合计", "1,990.5"] for line in lines)


@pytest.mark.parametrize(
    ("kind", "name", "magic"),
    [("pdf", "out.pdf", b"%PDF"), ("excel", "out.xlsx", b"PK"), ("working", "o.xlsx", b"PK")],
)
def test_export_writes_the_file_and_offers_to_open_it(  # noqa: PLR0913, PLR0917 - fixtures
    page, qtbot, tmp_path, monkeypatch, kind, name, magic
):
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(page.offered, timeout=30_000) as offered:
        page.export_desk.export(kind)
        assert page.strip.isVisible()
    assert offered.args[:2] == [f"已导出 {path.name}", "打开"]
    assert path.read_bytes().startswith(magic)
    qtbot.waitUntil(page.strip.isHidden)


def test_a_cancelled_export_leaves_no_file(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(page.told, timeout=30_000) as told:
        page.export_desk.export("pdf")
        page.strip.cancel_button.click()
    assert told.args == ["已停止导出"]
    assert list(tmp_path.glob("*out*")) == []


def test_export_to_a_place_that_refuses_says_why(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "none" / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.export_desk.export("pdf")
    said = page.strip.findChild(QLabel)
    qtbot.waitUntil(lambda: "无法写入" in said.text(), timeout=30_000)
    qtbot.waitUntil(lambda: not page.strip.busy)
    assert said.isVisible()
    page.strip.cancel_button.click()
    assert page.strip.isHidden()


def test_a_click_outside_the_table_does_nothing(page):
    QTest.mouseClick(page.sheet_view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 690))
    assert page.panel.isHidden()
