"""What is recorded about publishing: beside the content, before and after 定稿, never undone."""

import shutil
from pathlib import Path

import pytest

from budgettool.book import OpenedReadOnlyError
from budgettool.book.records import LONGEST_RECORD, RECORDS, RecordError
from budgettool.model import ExpenditureLine

RELEASED = Path(__file__).parents[1] / "books" / "v5.ysb"


def recorded(book):
    return {key: text for (_, _, key, _), text in book.facts(()).fields.items()}


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("key", RECORDS)
def test_each_is_a_field_of_the_department_whether_sealed_or_not(book, reopen, key, sealed):
    if sealed:
        book.seal()
    book.record(key, " 2020-02-14 ")
    book.close()
    with reopen(book.path, writable=False) as again:
        assert again.facts().fields == {("department", "", key, 0): "2020-02-14"}
        assert again.sealed == sealed


def test_the_last_one_holds_and_all_are_kept_with_who_and_when(book):
    book.record("approval_date", "2020-02-14")
    book.record("approval_date", "2020-02-15", "王五")
    assert recorded(book) == {"approval_date": "2020-02-15"}
    assert [
        (each.kind, each.finding, each.reason, each.holder, f"{each.at:%Y-%m-%d %H:%M}")
        for each in book.decisions()
    ] == [
        ("record", "approval_date", "2020-02-14", "张三", "2020-01-02 12:00"),
        ("record", "approval_date", "2020-02-15", "王五", "2020-01-02 12:00"),
    ]


def test_an_empty_one_takes_back_what_was_there(book):
    book.seal()
    book.record("publication_date", "2020-02-14")
    book.record("publication_date", "　")
    assert recorded(book) == {}
    assert [each.reason for each in book.decisions()] == ["", "2020-02-14", ""]


def test_it_holds_over_a_field_of_the_same_key(book):
    with book.edit("填") as edit:
        edit.set_field(("department", "", "signed_by", 0), "李四")
        edit.set_field(("department", "", "overview", 0), "概况")
    assert recorded(book) == {"signed_by": "李四", "overview": "概况"}
    book.record("signed_by", "")
    assert recorded(book) == {"overview": "概况"}


def test_what_is_so_already_is_not_kept_again(book):
    book.record("signed_by", "")
    book.record("signed_by", "李四")
    book.record("signed_by", "李四 ")
    assert [each.reason for each in book.decisions()] == ["李四"]


def test_undo_does_not_reach_it(book):
    with book.edit("新增") as edit:
        edit.insert(ExpenditureLine("a"))
    book.record("signed_by", "李四")
    assert book.undo().label == "新增"
    assert recorded(book) == {"signed_by": "李四"}
    assert book.redo_label == "新增"


@pytest.mark.parametrize("sealed", [False, True])
def test_only_what_is_known_can_be_recorded(book, sealed):
    if sealed:
        book.seal()
    before = book.decisions()
    with pytest.raises(RecordError, match="只能记保密审查、负责人审签、批复日期、公开日期"):
        book.record("overview", "概况")
    assert (book.decisions(), recorded(book)) == (before, {})


def test_what_is_too_long_is_refused(book):
    book.record("signed_by", "长" * LONGEST_RECORD)
    with pytest.raises(RecordError, match="负责人审签超过 200 个字"):
        book.record("signed_by", "长" * (LONGEST_RECORD + 1))


def test_who_reads_a_book_records_nothing(book, reopen):
    book.seal()
    with reopen(book.path, writable=False) as reader, pytest.raises(OpenedReadOnlyError):
        reader.record("signed_by", "李四")


def test_a_reader_sees_what_was_recorded_meanwhile(book, reopen):
    book.seal()
    with reopen(book.path, writable=False) as reader:
        assert recorded(reader) == {}
        book.record("signed_by", "李四")
        assert reader.changed_elsewhere()
        assert recorded(reader) == {"signed_by": "李四"}


def test_a_copy_has_it_too(book, tmp_path):
    book.seal()
    book.record("signed_by", "李四")
    book.save_as(tmp_path / "copy.ysb")
    assert recorded(book) == {"signed_by": "李四"}


def test_a_released_book_keeps_it(tmp_path, reopen):
    with reopen(Path(shutil.copy(RELEASED, tmp_path))) as book:
        assert recorded(book) == {"approval_date": "2020-02-14"}
