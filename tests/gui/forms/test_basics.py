import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.book import StoredPack
from budgettool.gui.forms.basics import BasicsPage


@pytest.fixture
def page(show):
    return show(BasicsPage)


def retype(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text.isascii() and text else field.insert(text)
    field.textEdited.emit(field.text())


def test_a_name_shows_on_the_paper_before_it_is_settled(page, session):
    retype(page.ui.short, "临溪市府办")
    assert page.ui.preview.left.text() == "单位：临溪市府办"
    assert session.facts.department.short == "临溪市政府办公室"
    QTest.keyClick(page.ui.short, Qt.Key.Key_Return)
    assert session.facts.department.short == "临溪市府办"
    assert session.book.undo_label == "改部门简称"
    session.undo()
    assert page.ui.short.text() == "临溪市政府办公室"


def test_the_row_falls_back_to_the_full_name(page):
    assert page.ui.preview.row.text() == "临溪市人民政府办公室"
    retype(page.ui.row, "市政府办")
    assert page.ui.preview.row.text() == "市政府办"


def test_esc_gives_back_what_the_book_has(page, session):
    retype(page.ui.full, "别的名称")
    QTest.keyClick(page.ui.full, Qt.Key.Key_Escape)
    assert page.ui.full.text() == session.facts.department.full
    assert "临溪市人民政府办公室" in page.ui.preview.cover.text()


@pytest.mark.parametrize("text", ["", "20", "去年", "1999", "２０２１年"])
def test_a_year_that_is_none_is_said_and_not_taken(page, session, text):
    retype(page.ui.year, text)
    page.leave()
    assert session.facts.year == 2020
    assert page.ui.year_note.text().startswith("● 年度应是四位数的年份")


def test_a_year_is_an_edit(page, session):
    retype(page.ui.year, "2021")
    page.leave()
    assert session.facts.year == 2021
    assert page.ui.preview.cover.text().endswith("2021年部门预算公开表")


def test_a_code_unlike_the_units_is_a_care(page):
    retype(page.ui.code, "017")
    assert page.ui.code_note.text().startswith("○ 单位表最上级的代码是 016")


def test_a_pack_that_differs_is_updated_as_an_edit(show, session):
    page = show(BasicsPage)
    assert not page.ui.update_pack.isVisible()
    stored = session.book.pack
    files = {**stored.files}
    files["pack.toml"] = files["pack.toml"].replace('version = "1"', 'version = "0"')
    with session.edit("旧表样") as edit:
        edit.set_pack(StoredPack(stored.id, "0", files))
    assert page.ui.update_pack.isVisible()
    page.ui.update_pack.click()
    assert session.book.pack.version == "1"
    assert session.undo() == "更新表样"
    assert session.book.pack.version == "0"


def test_a_very_long_name_does_not_widen_the_window(page):
    retype(page.ui.full, "临溪市人民政府办公室" * 8)
    assert page.ui.preview.width() < page.width() // 2
    assert page.minimumSizeHint().width() < 1000


def test_a_page_that_was_hidden_catches_up(page, session):
    page.hide()
    with session.edit("x") as edit:
        edit.update("book", short="府办")
    page.show()
    assert page.ui.short.text() == "府办"


def test_a_code_changed_on_the_page_of_units_is_followed(page, session):
    top = next(unit for unit in session.facts.units if unit.parent is None)
    with session.edit("x") as edit:
        edit.update(top.id, code="018")
    assert page.ui.code_note.text().startswith("○ 单位表最上级的代码是 018")


def test_the_paper_grows_with_a_long_name(page, qtbot):
    before = page.ui.preview.height()
    retype(page.ui.full, "临溪市人民政府办公室机关后勤事务与会议接待服务保障中心" * 3)
    qtbot.waitUntil(lambda: page.ui.preview.height() > before)
    cover = page.ui.preview.cover
    assert cover.height() >= cover.heightForWidth(cover.width())
