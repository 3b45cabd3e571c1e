import os
import signal
import subprocess
import sys
import textwrap

import pytest

from budgettool.book import LockedError
from budgettool.book.lock import acquire, lock_path, read_holder
from budgettool.model import ExpenditureLine

EDITING_WITHOUT_END = """
    import sys
    from itertools import count
    from pathlib import Path
    from budgettool.book import Book
    from budgettool.model import ExpenditureLine
    book = Book.open(Path(sys.argv[1]), holder="王五")
    for number in count():
        with book.edit("插入") as edit:
            edit.insert_all(ExpenditureLine(f"{number}-{i}", amount=number) for i in range(50))
        print(number, flush=True)
"""


def test_a_second_writer_is_told_who_holds_the_book(book, path, reopen):
    with pytest.raises(LockedError, match=r"张三.*2020-01-02 12:00.*只读") as refusal:
        reopen(path)
    assert refusal.value.holder == "张三"
    assert lock_path(path).exists()
    with reopen(path, writable=False) as reader:
        assert reader.facts() == book.facts()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_a_book_is_the_same_book(book, path, reopen):
    link = path.with_name("快捷方式.ysb")
    link.symlink_to(path)
    with pytest.raises(LockedError, match="张三"):
        reopen(link)
    book.close()
    with reopen(link), pytest.raises(LockedError, match="李四"):
        reopen(path)


def test_a_closed_book_is_free(book, path, reopen):
    book.close()
    assert not lock_path(path).exists()
    with reopen(path) as again:
        assert read_holder(again.path).name == "李四"


def test_the_file_that_a_crash_leaves_means_nothing(book, path, reopen):
    book.close()
    lock_path(path).write_text("[[[", encoding="utf-8")
    with reopen(path):
        assert read_holder(path).name == "李四"


@pytest.mark.parametrize("note", [b"", b"\xff", b"[1]", b'{"name": 3}', b"[" * 4000])
def test_an_unreadable_holder_still_locks(tmp_path, note):
    book = tmp_path / "2020.ysb"
    lock = acquire(book, "张三", "12:00")
    lock_path(book).write_bytes(note)
    with pytest.raises(LockedError, match="编辑"):
        acquire(book, "李四", "13:00")
    lock.release()
    acquire(book, "李四", "13:00").release()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("commits", [1, 40])
def test_a_killed_writer_leaves_every_committed_edit_and_no_lock(book, path, reopen, commits):
    book.close()
    script = textwrap.dedent(EDITING_WITHOUT_END)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        told = [int(writer.stdout.readline()) for _ in range(commits)]
        with pytest.raises(LockedError, match="王五"):
            reopen(path)
        os.kill(writer.pid, signal.SIGKILL)
        told += [int(line) for line in writer.stdout]
    with reopen(path) as again:
        again.check()
        lines = again.facts().lines
        groups = again.history()
    complete = range(len(groups) - 1)
    assert told == list(complete)[: len(told)]
    assert len(complete) - len(told) in (0, 1)
    assert lines == tuple(
        ExpenditureLine(f"{number}-{i}", amount=number) for number in complete for i in range(50)
    )
