import pytest
from PySide6.QtCore import QThreadPool

from budgettool.packs.location import data_folder


@pytest.fixture
def sample():
    return data_folder("templates") / "sample" / "expenditure.csv"


def test_a_file_is_shown_before_it_is_taken_in(expenditure, session, sample, qtbot):
    strip = expenditure.page.import_strip
    strip.read([sample])
    qtbot.waitUntil(strip.all.isVisible)
    assert strip.head.text() == "将追加：支出 103 条"
    assert len(expenditure.model.line_ids) == 103
    strip.all.click()
    assert len(expenditure.model.line_ids) == 206
    assert strip.isHidden()
    assert session.undo() == "导入 expenditure.csv"


def test_a_file_without_a_unit_asks_for_it(expenditure, sample, tmp_path, qtbot):
    path = tmp_path / "a.csv"
    path.write_text(sample.read_text("utf-8-sig").replace("（万元）", ""), "utf-8")
    strip = expenditure.page.import_strip
    strip.read([path])
    qtbot.waitUntil(strip.units.isVisible)
    strip.units.setCurrentText("元")
    strip.all.click()
    qtbot.waitUntil(lambda: "将追加" in strip.head.text())
    strip.all.click()
    assert expenditure.shown(103, "amount") == "0.03"


def test_what_cannot_be_read_is_said(expenditure, tmp_path, qtbot):
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1,2\n", "utf-8")
    strip = expenditure.page.import_strip
    strip.read([path])
    qtbot.waitUntil(strip.wrong.isVisible)
    assert "没有找到" in strip.wrong.text()
    assert strip.all.isHidden()


def test_a_book_without_lines_says_what_to_do(expenditure):
    expenditure.model.entering.delete(list(expenditure.model.line_ids))
    assert expenditure.page.empty.isVisible()
    expenditure.go(-1, "amount").type("1").enter()
    assert expenditure.page.empty.isHidden()


def test_reading_never_takes_the_keyboard_from_a_cell(expenditure, session, sample, qtbot):
    strip = expenditure.page.import_strip
    strip.read([sample])
    expenditure.go(0, "memo").type("abc")
    qtbot.waitUntil(strip.all.isVisible)
    expenditure.enter()
    assert len(expenditure.model.line_ids) == 103
    assert session.lines[expenditure.model.line_ids[0]].memo == "abc"


def test_only_the_last_files_are_read(expenditure, sample, qtbot):
    strip = expenditure.page.import_strip
    strip.read([sample])
    strip.read([sample.with_name("income.csv")])
    qtbot.waitUntil(strip.all.isVisible)
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(20)
    assert "支出" not in strip.head.text()


@pytest.fixture
def wrong_file(sample, tmp_path):
    rows = sample.read_text("utf-8-sig").splitlines()[:4]
    rows[1] = rows[1].replace("30101", "38888")
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


@pytest.mark.parametrize(("button", "drafts"), [("all", 1), ("sound", 0)])
def test_wrong_rows_are_taken_in_marked_or_left_out(
    expenditure, session, wrong_file, qtbot, button, drafts
):
    strip = expenditure.page.import_strip
    strip.read([wrong_file])
    qtbot.waitUntil(strip.all.isVisible)
    assert strip.head.text() == "将追加：支出 2 条；有误的 1 行"
    assert "38888" in strip.wrong.text()
    assert strip.all.text() == "全部放入，有误的标出"
    getattr(strip, button).click()
    assert len(expenditure.model.line_ids) == 105 + drafts
    assert len(session.drafts) == drafts
    assert session.undo() == "导入 a.csv"
    assert not session.drafts
