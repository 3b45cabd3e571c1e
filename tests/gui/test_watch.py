"""The watch over a book's file: what is told, once, and when it is over."""

import pytest

from budgettool.book import Book
from budgettool.book.errors import BusyError, DamagedBookError
from budgettool.errors import BudgetToolError
from budgettool.gui.session import Session
from budgettool.gui.watch import BookWatch


@pytest.fixture
def reader(session, book_file, tmp_path):
    """A session that reads what `session` writes."""
    with Book.open(book_file, holder="李四", writable=False) as book:
        yield Session(book, tmp_path / "codes", session.now)


def watch_of(session):
    """Give a watch, and all that it tells."""
    watch, told = BookWatch(session), []
    watch.stop()
    watch.lost.connect(told.append)
    watch.found.connect(lambda: told.append("又找到了"))
    watch.followed.connect(lambda: told.append("跟上了"))
    return watch, told


def look(watch, times):
    for _ in range(times):
        watch.look()


def test_a_file_that_is_away_is_told_once_and_so_is_its_return(session, book_file, tmp_path):
    watch, told = watch_of(session)
    away = book_file.rename(tmp_path / "别处.ysb")
    look(watch, 3)
    assert len(told) == 1
    assert "已不在原处" in told[0]
    away.rename(book_file)
    look(watch, 3)
    assert told[1:] == ["又找到了"]


def test_another_file_in_its_place_is_told_after_it_was_away(session, book_file, tmp_path):
    watch, told = watch_of(session)
    away = book_file.rename(tmp_path / "别处.ysb")
    look(watch, 2)
    book_file.write_bytes(away.read_bytes())
    look(watch, 2)
    assert len(told) == 2
    assert "被另一个文件替换" in told[1]


def test_a_reader_that_cannot_read_is_told_once_not_every_other_second(reader, monkeypatch):
    def refuse():
        raise DamagedBookError(reader.book.path, "读不出来")

    watch, told = watch_of(reader)
    with monkeypatch.context() as patched:
        patched.setattr(reader.book, "changed_elsewhere", refuse)
        look(watch, 4)
    assert len(told) == 1
    look(watch, 2)
    assert told[1:] == ["又找到了"]


@pytest.mark.parametrize("where", ["changed_elsewhere", "facts"])
def test_a_writer_who_is_just_writing_is_waited_for(reader, session, monkeypatch, where):
    watch, told = watch_of(reader)
    with session.edit("改金额") as edit:
        edit.update(next(iter(session.lines)), amount=1)

    def busy(*_):
        raise BusyError(reader.book.path)

    with monkeypatch.context() as patched:
        patched.setattr(reader.book, where, busy)
        look(watch, 2)
    assert told == []
    look(watch, 1)
    assert told == ["跟上了"]


def test_what_the_other_wrote_and_this_program_cannot_read_is_told(reader, session, monkeypatch):
    def refuse(*_):
        raise BudgetToolError("表样包不能用")

    watch, told = watch_of(reader)
    with session.edit("改金额") as edit:
        edit.update(next(iter(session.lines)), amount=1)
    with monkeypatch.context() as patched:
        patched.setattr("budgettool.gui.session.load_stored_pack", refuse)
        look(watch, 3)
    assert told == ["表样包不能用"]
    look(watch, 1)
    assert told[1:] == ["跟上了", "又找到了"]
