"""公开 on the page 审核: what is recorded, and what the rules about publishing find."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.book import DiskFullError
from budgettool.book.records import RECORDS
from budgettool.gui.application import open_session
from budgettool.gui.checks.head import PUBLIC
from budgettool.gui.checks.publication_desk import PublicationDesk


@pytest.fixture
def desk(page, qtbot):
    """The desk, once the rules have been asked."""
    with qtbot.waitSignal(page.public.counted):
        page.head.shown[PUBLIC].click()
    return page.public


def rows(desk):
    listed = (desk.list.topLevelItem(row) for row in range(desk.list.topLevelItemCount()))
    return [(row.text(1), row.text(3)) for row in listed if row.text(0) != "不能核对"]


def fill(desk, key, text):
    field = desk.fields[key]
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_is_not_recorded_is_found_and_then_no_more(desk, page, qtbot, session):
    assert ("P03", "没有记保密审查") in rows(desk)
    with qtbot.waitSignal(desk.counted):
        fill(desk, "secrecy_review", "李四 2026-12-01")
    assert ("P03", "没有记保密审查") not in rows(desk)
    assert ("P03", "没有记负责人审签") in rows(desk)
    assert session.book.undo_label == "导入样例"
    assert page.head.shown[PUBLIC].text() == f"公开 {len(rows(desk))}"


def test_the_days_to_publish_are_counted(desk, qtbot):
    with qtbot.waitSignal(desk.counted):
        fill(desk, "approval_date", "2026-11-01")
    assert any(code == "P04" and "逾期 1 天" in said for code, said in rows(desk))


def test_a_text_that_is_no_date_is_marked_and_not_kept(desk, session):
    before = session.facts.fields
    fill(desk, "approval_date", "2026-13-01")
    assert desk.problem("approval_date")
    assert session.facts.fields == before


def test_publishing_does_not_stand_against_sealing(desk, session):
    assert rows(desk)
    assert session.checks.judged().against_sealing() == ""


def test_what_is_being_typed_is_kept_when_the_page_is_left(checked, desk, session):
    desk.fields["signed_by"].setFocus()
    QTest.keyClicks(desk.fields["signed_by"], "wang")
    checked.show_page("overview")
    assert session.facts.fields["department", "", "signed_by", 0] == "wang"


def seal(session):
    with session.deciding() as book:
        book.seal()


def recorded(session):
    return {key: text for (_, _, key, _), text in session.facts.fields.items() if key in RECORDS}


def test_a_sealed_book_is_recorded_in_and_stays_sealed(desk, page, qtbot, session):
    seal(session)
    lines = session.book.facts().lines
    with qtbot.waitSignal(page.told) as told:
        fill(desk, "approval_date", "2026-11-01")
    assert told.args == ["已记批复日期"]
    fill(desk, "publication_date", "2026年11月22日")
    expected = {"approval_date": "2026-11-01", "publication_date": "2026年11月22日"}
    assert recorded(session) == expected
    assert session.sealed
    assert session.book.facts().lines == lines
    qtbot.waitUntil(lambda: any(code == "P04" and "逾期 1 天" in said for code, said in rows(desk)))


def test_clearing_a_field_takes_back_what_was_recorded(desk, session):
    seal(session)
    fill(desk, "signed_by", "王宁 2026-11-20")
    desk.fields["signed_by"].clear()
    QTest.keyClick(desk.fields["signed_by"], Qt.Key.Key_Return)
    assert recorded(session) == {}


def test_what_was_recorded_is_in_the_log_of_decisions(desk, page, session):
    fill(desk, "signed_by", "王宁")
    seal(session)
    fill(desk, "signed_by", "")
    page.sealing.log_button.click()
    log = page.sealing.log
    listed = [log.topLevelItem(row) for row in range(log.topLevelItemCount())]
    assert [(row.text(1), row.text(2), row.text(5)) for row in listed] == [
        ("张三", "清空负责人审签", ""),
        ("张三", "定稿", ""),
        ("张三", "记负责人审签", "王宁"),
    ]


def test_return_and_leaving_the_field_record_once(desk, checked, session):
    fill(desk, "signed_by", " 王宁 ")
    desk.fields["approval_date"].setFocus()
    checked.show_page("overview")
    assert [each.reason for each in session.book.decisions()] == ["王宁"]
    assert desk.fields["signed_by"].text() == "王宁"


def test_undo_in_the_window_leaves_it_and_takes_the_last_edit_back(desk, session):
    line = next(iter(session.lines.values()))
    session.change_line("改说明", line.id, memo="改过")
    fill(desk, "signed_by", "王宁")
    assert session.undo() == "改说明"
    assert recorded(session) == {"signed_by": "王宁"}
    assert desk.fields["signed_by"].text() == "王宁"


def test_what_the_disk_refuses_is_told_and_stays_to_be_tried_again(
    desk, page, qtbot, session, monkeypatch
):
    def refuse(*_):
        raise DiskFullError(session.book.path)

    with monkeypatch.context() as patched:
        patched.setattr(session.book, "record", refuse)
        with qtbot.waitSignal(page.told, check_params_cb=lambda said: "已满" in said):
            fill(desk, "signed_by", "王宁")
        page.refresh()
    assert (desk.fields["signed_by"].text(), recorded(session)) == ("王宁", {})
    QTest.keyClick(desk.fields["signed_by"], Qt.Key.Key_Return)
    assert recorded(session) == {"signed_by": "王宁"}


def test_a_reader_follows_and_can_write_nothing(book_file, session, qtbot, tmp_path):
    seal(session)
    reader = open_session(book_file, "李四", tmp_path / "codes", session.now)
    desk = PublicationDesk(reader)
    qtbot.addWidget(desk)
    with qtbot.waitSignal(desk.counted):
        desk.show()
        desk.open()
    with session.deciding() as book:
        book.record("signed_by", "王宁")
    assert reader.book.changed_elsewhere()
    reader.reload()
    field = desk.fields["signed_by"]
    assert (field.text(), field.isReadOnly()) == ("王宁", True)
    field.setText("别人")
    desk.settle()
    assert recorded(session) == {"signed_by": "王宁"}
    qtbot.waitSignal(desk.counted).wait()
    reader.book.close()
