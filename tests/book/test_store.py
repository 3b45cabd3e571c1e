"""Files that somebody else made, cut off or tampered with: refused in plain words, left alone."""

import errno
import sqlite3
from pathlib import Path

import pytest

from budgettool.book import (
    BookError,
    DamagedBookError,
    MissingBookError,
    NewerBookError,
    NotABookError,
    UnreadableError,
)
from budgettool.book.schema import LATEST
from budgettool.book.store import read_version
from budgettool.model import ExpenditureLine

ROWS = 2000


@pytest.fixture
def file(book, path):
    with book.edit("导入") as edit:
        edit.insert_all(ExpenditureLine(f"l{i}", "016001", amount=i) for i in range(ROWS))
        edit.set_mapping("老表", {})
    book.close()
    return path


def tamper(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refused(reopen, path, error, match="2020"):
    """Both ways of opening refuse, and change no byte and no file."""
    before = path.read_bytes()
    for writable in (True, False):
        with pytest.raises(error, match=match) as refusal:
            reopen(path, writable=writable)
        assert path.name in str(refusal.value)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04" * 500, b"SQLite format 3\x00", b"\x00" * 4096]
)
def test_a_file_of_another_kind(reopen, path, content):
    path.write_bytes(content)
    refused(reopen, path, NotABookError, "不是预算账本")


def test_another_programs_database(reopen, path):
    tamper(path, "CREATE TABLE t (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 1")
    refused(reopen, path, NotABookError, "不是预算账本")


def test_a_folder(reopen, tmp_path):
    with pytest.raises(NotABookError):
        reopen(tmp_path)


def test_a_newer_book(reopen, file):
    tamper(file, f"PRAGMA user_version = {LATEST + 1}")
    refused(reopen, file, NewerBookError, f"第{LATEST + 1}版.*升级本软件")


@pytest.mark.parametrize("version", [-1, 2**31 - 1])
def test_a_version_that_cannot_be(reopen, file, version):
    tamper(file, f"PRAGMA user_version = {version}")
    refused(reopen, file, NewerBookError)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON unit BEGIN DELETE FROM expenditure_line; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON unit (code)",
        "CREATE TABLE extra (x)",
        "DROP INDEX edit_of_group",
        "DROP TABLE mapping",
        "ALTER TABLE unit ADD COLUMN more TEXT",
        "ALTER TABLE unit RENAME COLUMN kind TO sort",
        "ANALYZE",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
    ],
)
def test_any_other_schema(reopen, file, statement):
    tamper(file, statement)
    refused(reopen, file, DamagedBookError)


def test_a_view_in_place_of_a_table(reopen, file):
    tamper(file, "DROP TABLE mapping", "CREATE VIEW mapping AS SELECT 1")
    refused(reopen, file, DamagedBookError, "表结构")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_book(reopen, file, kept):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)])
    refused(reopen, file, BookError)


def test_pages_overwritten(reopen, file):
    data = bytearray(file.read_bytes())
    data[40_000:80_000] = b"\xa5" * 40_000
    file.write_bytes(data)
    refused(reopen, file, DamagedBookError, "已损坏")


@pytest.mark.parametrize("value", ["'一百'", "1.5", "x'00'"])
def test_a_value_of_the_wrong_type(reopen, file, value):
    schema = "SELECT sql FROM sqlite_master WHERE name = 'income_line'"
    connection = sqlite3.connect(file, isolation_level=None)
    (sql,) = connection.execute(schema).fetchone()
    write = "UPDATE sqlite_master SET sql = ? WHERE name = 'income_line'"
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(write, [sql.replace(" STRICT", "").replace('"amount" INTEGER', '"amount"')])
    connection.close()
    tamper(
        file,
        f"INSERT INTO income_line VALUES (1, 'x', '', '', '', {value}, '', '', '')",  # noqa: S608
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = '{sql}' WHERE name = 'income_line'",  # noqa: S608
    )
    refused(reopen, file, DamagedBookError, "检查未通过")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE expenditure_line SET memo = CAST(x'ff' AS TEXT)",
        "UPDATE edit_group SET at = 'x', kind = 'redo'",
        "DELETE FROM book",
        "UPDATE mapping SET content = '{'",
        "UPDATE mapping SET content = replace(hex(zeroblob(100000)), '0', '[')",
        "INSERT INTO own_code VALUES (1, 'x', 'no', '1', '', '', '', '', '', '', '', '', '')",
        "INSERT INTO own_code VALUES (1, 'x', 'function', '1', '', '', '', '', '', '', '', '', '')",
    ],
)
def test_content_that_this_program_cannot_have_written(reopen, file, statement):
    tamper(file, statement)
    with pytest.raises(DamagedBookError), reopen(file) as book:
        _ = (book.facts(), book.mappings(), book.own_codes())


@pytest.mark.parametrize(
    "change",
    [
        "\"table\" = 'sqlite_master'",
        "\"table\" = 'edit'",
        'after = \'{"amount": "x"}\'',
        "after = '{\"amount) --\": 1}'",
        "after = '[1]'",
        "after = '{'",
        "after = NULL",
        "id = 'nowhere'",
    ],
)
def test_a_forged_log_is_not_applied(reopen, file, change):
    tamper(file, f"UPDATE edit SET {change} WHERE position = {ROWS}")  # noqa: S608 - that is the test
    with reopen(file) as book:
        before = book.facts()
        with pytest.raises(DamagedBookError):
            book.undo()
        assert book.facts() == before
        assert not book.unsaved


def test_a_book_that_goes_away_while_read(reopen, file):
    with pytest.raises(MissingBookError):
        reopen(file.with_name("别的.ysb"))


def test_a_book_left_in_wal_mode_becomes_one_file_again(reopen, file):
    tamper(file, "PRAGMA journal_mode = WAL")
    with reopen(file) as book:
        assert len(book.facts().lines) == ROWS
    assert file.read_bytes()[18:20] == b"\x01\x01"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["50%.ysb", "a?mode=memory.ysb", "甲#乙 &.ysb", "%41.ysb"])
def test_a_name_with_signs_is_only_a_name(create, reopen, tmp_path, name):
    create(tmp_path / name).close()
    with reopen(tmp_path / name) as book:
        assert book.year == 2020
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_book_that_may_not_be_read_is_not_called_read_only(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "denied")

    path = tmp_path / "a.ysb"
    path.write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match="读取权限"):
        read_version(path)
