"""What the disk refuses is not lost: it goes on in memory until it can be saved."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from budgettool.book import BusyError, DiskFullError, ReadOnlyError
from budgettool.book.errors import LongNameError
from budgettool.model import ExpenditureLine

FIRST = ExpenditureLine("first", amount=1)
MANY = tuple(ExpenditureLine(f"l{i}", memo="长" * 200, amount=i) for i in range(2000))


@pytest.fixture
def started(book):
    with book.edit("第一笔") as edit:
        edit.insert(FIRST)
    return book


def fill_disk(book, pages=0):
    """Let the database refuse to grow, as it does on a full disk."""
    (count,) = book._connection.execute("PRAGMA page_count").fetchone()  # noqa: SLF001
    book._connection.execute(f"PRAGMA max_page_count = {count + pages}")  # noqa: SLF001


@pytest.mark.parametrize("pages", [0, 5, 200])
def test_a_full_disk_loses_nothing(started, path, reopen, pages):
    fill_disk(started, pages)
    with pytest.raises(DiskFullError, match="已满"), started.edit("导入") as edit:  # noqa: PT012
        edit.insert_all(MANY[:1000])
        edit.insert_all(MANY[1000:])
        edit.update("l7", amount=8)
    assert started.unsaved
    assert len(edit.change.edits) == 2001
    assert len(started.facts().lines) == 2001
    with reopen(path, writable=False) as reader:
        assert reader.facts().lines == (FIRST,)
    started.save_as(path.with_name("另存.ysb"))
    assert not started.unsaved
    started.close()
    with reopen(path.with_name("另存.ysb")) as again:
        assert again.facts().lines[8].amount == 8
        assert again.undo_label == "导入"
        again.undo()
        assert again.facts().lines == (FIRST,)


def test_work_goes_on_in_memory_and_can_be_saved_later(started, path, reopen):
    fill_disk(started)
    with pytest.raises(DiskFullError), started.edit("导入") as edit:
        edit.insert_all(MANY)
    with started.edit("改金额") as edit:
        edit.update("first", amount=2)
    started.undo()
    started.redo()
    assert started.unsaved
    started.save()
    assert not started.unsaved
    started.close()
    with reopen(path) as again:
        assert again.facts().lines == (ExpenditureLine("first", amount=2), *MANY)
        again.check()


def test_a_reader_that_does_not_end_does_not_cost_an_edit(started, path, reopen):
    reader = sqlite3.connect(path, isolation_level=None)
    rows = reader.execute("SELECT * FROM expenditure_line")
    rows.fetchone()
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM unit").fetchall()
    started._connection.execute("PRAGMA busy_timeout = 10")  # noqa: SLF001
    with pytest.raises(BusyError, match="占用"), started.edit("改金额") as edit:
        edit.update("first", amount=2)
    assert started.facts().lines[0].amount == 2
    reader.close()
    started.save()
    started.close()
    with reopen(path) as again:
        assert again.facts().lines[0].amount == 2


@contextmanager
def as_nobody():
    """Be somebody whom file permissions bind, which the superuser is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """Give a folder that anybody can reach and nobody but its owner can write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions as POSIX has them")
def test_a_read_only_folder(create, reopen, open_folder):
    path = open_folder / "2020.ysb"
    create(path).close()
    open_folder.chmod(0o555)
    with as_nobody():
        with pytest.raises(ReadOnlyError, match="另存"):
            reopen(path)
        with pytest.raises(ReadOnlyError):
            create(open_folder / "2021.ysb")
        with reopen(path, writable=False) as reader:
            assert reader.department.code == "016"
    assert list(open_folder.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions as POSIX has them")
def test_a_read_only_file_is_not_opened_to_be_written(create, reopen, open_folder):
    path = open_folder / "2020.ysb"
    create(path).close()
    path.chmod(0o444)
    open_folder.chmod(0o777)
    with as_nobody():
        with pytest.raises(ReadOnlyError, match="另存"):
            reopen(path)
        with reopen(path, writable=False) as reader:
            assert reader.department.code == "016"
    assert list(open_folder.iterdir()) == [path]


def test_a_name_too_long_is_told_as_such(create, tmp_path):
    with pytest.raises(LongNameError, match="文件名太长"):
        create(tmp_path / f"{'长' * 84}.ysb")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions as POSIX has them")
def test_a_folder_that_becomes_read_only_while_working(create, open_folder, tmp_path):
    if os.geteuid() == 0:
        os.chown(open_folder, 65534, 65534)
    with as_nobody():
        book = create(open_folder / "2020.ysb")
        open_folder.chmod(0o555)
        with pytest.raises(ReadOnlyError), book.edit("第一笔") as edit:
            edit.insert(FIRST)
        assert book.facts().lines == (FIRST,)
        assert book.unsaved
    book.save_as(tmp_path / "另存.ysb")
    assert book.facts().lines == (FIRST,)
    book.close()
