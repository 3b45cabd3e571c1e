"""The page 成册: choosing, the real pages, and what follows an edit."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.book import StoredPack
from budgettool.exporting.packet import choice_in
from budgettool.gui.binding.page import BindingPage
from budgettool.packs.loader import load_pack
from budgettool.packs.location import pack_folders, read_pack_files


def parts_in(bound):
    return [part.id for part in bound.outward.document.parts]


def row_of(page, part):
    return page.panel.parts.order().index(part)


def tick(page, part):
    item = page.panel.parts.item(row_of(page, part))
    unticked = item.checkState() == Qt.CheckState.Unchecked
    item.setCheckState(Qt.CheckState.Checked if unticked else Qt.CheckState.Unchecked)


def test_the_pages_are_those_of_the_chosen_parts(page):
    assert parts_in(page.bound) == ["cover", "overview"]
    assert len(page.bound.pages.sizes) == page.bound.pages.report.pages
    assert page.views.currentWidget() is page.page_view
    assert page.panel.parts.item(0).text() == "封面　1"
    assert page.panel.parts.item(1).text() == "概况　2"


def test_a_part_that_is_ticked_is_there_at_once_and_kept_in_the_book(page, made_anew, few):
    bound = made_anew(page, lambda: tick(page, "terms"))
    assert parts_in(bound) == ["cover", "overview", "terms"]
    assert few.book.undo_label == "改成册内容"
    assert choice_in(few.facts, few.pack).parts == ("cover", "overview", "terms")
    made_anew(page, few.undo)
    assert page.choice.parts == ("cover", "overview")
    assert page.panel.parts.chosen() == {"cover", "overview"}


def test_parts_are_moved_by_keyboard(page, made_anew):
    parts = page.panel.parts
    parts.setCurrentRow(0)
    alt = Qt.KeyboardModifier.AltModifier
    bound = made_anew(page, lambda: QTest.keyClick(parts, Qt.Key.Key_Down, alt))
    assert parts_in(bound) == ["overview", "cover"]
    assert parts.current_part() == "cover"
    QTest.keyClick(parts, Qt.Key.Key_Up, alt)
    QTest.keyClick(parts, Qt.Key.Key_Up, alt)
    assert page.choice.parts == ("cover", "overview")


def test_space_leaves_a_part_out(page, few):
    parts = page.panel.parts
    parts.setCurrentRow(1)
    QTest.keyClick(parts, Qt.Key.Key_Space)
    assert choice_in(few.facts, few.pack).parts == ("cover",)


def test_a_profile_chooses_its_parts_and_formats(page, few):
    profiles = page.panel.profiles
    assert profiles.currentText() == "自己选定"
    profiles.setCurrentIndex(profiles.findText("只要说明文字"))
    profiles.activated.emit(profiles.currentIndex())
    choice = choice_in(few.facts, few.pack)
    assert choice.parts == ("cover", "contents", "overview", "explanation", "terms")
    assert choice.formats == ("pdf", "docx")
    assert profiles.currentText() == "只要说明文字"
    assert "自己选定" not in [profiles.itemText(row) for row in range(profiles.count())]


def test_formats_are_kept_in_the_book_and_make_no_new_pages(page, few):
    bound = page.bound
    page.panel.formats["pdf"].click()
    assert choice_in(few.facts, few.pack).formats == ("pdf", "docx", "html")
    assert page.panel.formats["pdf"].isChecked()
    assert page.bound is bound


def test_a_unit_has_a_packet_of_its_own(page, made_anew):
    subjects = page.panel.subjects
    subjects.setCurrentIndex(subjects.findData("016002"))
    bound = made_anew(page, lambda: subjects.activated.emit(subjects.currentIndex()))
    assert bound.outward.document.department.endswith("驻江州办事处")


def test_a_unit_that_is_gone_gives_way_to_the_department(page, made_anew, few):
    with few.edit("加单位") as edit:
        unit = replace(few.facts.units[-1], id=few.book.new_id(), code="016009", name="新中心")
        edit.insert(unit)
    made_anew(page, lambda: page.choose_unit("016009"))
    with few.edit("删单位") as edit:
        edit.delete(unit.id)
    assert page.panel.subjects.currentData() == ""
    assert page.order().unit == ""


def test_an_edit_is_on_the_pages_soon_and_the_old_ones_stay_until_then(page, made_anew, few):
    old = page.page_view.document

    def rename():
        with few.edit("改名称") as edit:
            edit.set_department(replace(few.facts.department, full="新名称办公室"))
        assert page.page_view.document is old
        assert page.views.currentWidget() is page.page_view

    bound = made_anew(page, rename)
    assert bound.outward.document.department == "新名称办公室"
    assert page.page_view.document is bound.pages


def test_the_day_of_publishing_stands_on_the_cover(page, made_anew, few):
    def record():
        with few.deciding() as book:
            book.record("publication_date", "2020-06-19")

    bound = made_anew(page, record)
    assert "2020年6月19日" in bound.outward.document.parts[0].foot


def test_sealing_takes_the_mark_away_and_the_choice_can_still_be_looked_at(page, made_anew, few):
    assert page.bound.order.snapshot.draft

    def seal():
        with few.deciding() as book:
            book.seal()

    bound = made_anew(page, seal)
    assert not bound.order.snapshot.draft
    before = choice_in(few.facts, few.pack)
    bound = made_anew(page, lambda: tick(page, "terms"))
    assert parts_in(bound) == ["cover", "overview", "terms"]
    assert choice_in(few.facts, few.pack) == before


def test_enter_on_a_part_scrolls_to_it(page):
    page.resize(700, 400)
    page.panel.parts.setCurrentRow(row_of(page, "overview"))
    QTest.keyClick(page.panel.parts, Qt.Key.Key_Return)
    assert page.page_view.verticalScrollBar().value() > 0


def test_without_parts_it_says_what_to_do(page, few):
    for part in ("cover", "overview"):
        tick(page, part)
    assert choice_in(few.facts, few.pack).parts == ()
    assert "勾选" in page.stand_in.words.text()
    assert page.views.currentWidget() is page.stand_in


def test_what_was_told_of_old_pages_goes_with_them(page, few, qtbot):
    assert page.checks.texts()
    files = {**few.book.pack.files, "texts/duties.j2": "{{ 没有这个 }}"}
    with few.edit("换表样") as edit:
        edit.set_pack(StoredPack(few.pack.id, "9", files))
    qtbot.waitUntil(lambda: "没有编成" in page.stand_in.words.text(), timeout=30_000)
    assert page.checks.texts() == []
    assert page.head.checks_button.text() == "公开前核对"
    assert page.panel.parts.item(0).text() == "封面"


def test_lines_that_go_take_the_pages_with_them(page, few):
    with few.edit("删除") as edit:
        for line in list(few.lines):
            edit.delete(line)
    assert page.views.currentWidget() is page.stand_in
    assert "还没有明细" in page.stand_in.words.text()


def test_without_lines_it_says_where_to_begin(few, qtbot):
    with few.edit("删除") as edit:
        for line in list(few.lines):
            edit.delete(line)
    page = BindingPage(few)
    qtbot.addWidget(page)
    page.show()
    assert page.views.currentWidget() is page.stand_in
    with qtbot.waitSignal(page.wanted) as led:
        page.stand_in.button.click()
    assert led.args[0] == "expenditure"
    assert not page.pages.busy


def test_a_pack_without_text_has_its_tables(few, qtbot):
    files = read_pack_files("national-2021", pack_folders())
    pack = load_pack(files)
    with few.edit("换表样") as edit:
        edit.set_pack(StoredPack(pack.id, pack.version, files))
    page = BindingPage(few)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: page.bound is not None, timeout=30_000)
    assert page.panel.parts.order() == ("tables",)
    assert "◇ 这套表样没有说明文字，只有表" in page.checks.texts()


def test_a_template_that_is_refused_is_named_and_mending_it_brings_the_pages(few, qtbot):
    files = dict(few.book.pack.files)
    good = files["texts/duties.j2"]
    bad = {**files, "texts/duties.j2": "{{ 没有这个 }}"}
    with few.edit("换表样") as edit:
        edit.set_pack(StoredPack(few.pack.id, "9", bad))
    page = BindingPage(few)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: "没有编成" in page.stand_in.words.text(), timeout=30_000)
    assert "duties.j2 第 1 行" in page.stand_in.words.text()
    with few.edit("换表样") as edit:
        edit.set_pack(StoredPack(few.pack.id, "9", {**bad, "texts/duties.j2": good}))
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.page_view, timeout=30_000)


def test_nothing_is_made_while_another_page_is_shown(window, few, qtbot):
    page = window.page
    window.show_page("overview")
    with few.edit("改名称") as edit:
        edit.set_department(replace(few.facts.department, full="新名称办公室"))
    assert not page.pages.busy
    old = page.bound
    window.show_page("packet")
    qtbot.waitUntil(lambda: page.bound is not old, timeout=30_000)
    assert page.bound.outward.document.department == "新名称办公室"


@pytest.mark.parametrize("width", [600, 1400])
def test_the_checklist_is_open_where_there_is_room(few, qtbot, width):
    page = BindingPage(few)
    qtbot.addWidget(page)
    page.resize(width, 500)
    page.show()
    assert page.checks.isHidden() == (width == 600)
    page.head.checks_button.click()
    assert page.checks.isHidden() == (width != 600)


def test_many_changes_end_with_the_newest(page, few, qtbot):
    for number in range(8):
        with few.edit("改名称") as edit:
            edit.set_department(replace(few.facts.department, full=f"第{number}办公室"))
        qtbot.wait(40)
    qtbot.waitUntil(
        lambda: page.bound.outward.document.department == "第7办公室" and not page.pages.busy,
        timeout=30_000,
    )
