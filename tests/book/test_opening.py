"""Every schema ever released still opens, with all that was in it and a backup beside it."""

import shutil
from pathlib import Path

import pytest

from budgettool.book.schema import LATEST
from budgettool.book.store import read_version
from budgettool.model import BalanceLine, Department, ExpenditureLine

BOOKS = sorted((Path(__file__).parents[1] / "books").glob("v*.ysb"))


@pytest.fixture
def old(tmp_path):
    return Path(shutil.copy(BOOKS[0], tmp_path / "2020.ysb"))


def test_there_is_a_book_of_every_version():
    assert [read_version(book) for book in BOOKS] == list(range(1, LATEST + 1))


@pytest.mark.parametrize("released", BOOKS, ids=lambda book: book.stem)
def test_every_released_book_opens(released, tmp_path, reopen):
    path = Path(shutil.copy(released, tmp_path))
    with reopen(path) as book:
        facts = book.facts()
        assert facts.department == Department("016", "示例市档案局", "市档案局", "示例市档案局")
        assert [unit.name for unit in facts.units] == ["示例市档案局", "示例市档案局机关"]
        assert [line.amount for line in facts.lines] == [412_000_01, None, 412_000_00]
        assert [text for _, text in sorted(book.drafts().items())] == ["约五万"]
        book.check()
    assert read_version(path) == LATEST


def test_ceilings_of_a_released_book_are_read(tmp_path, reopen):
    with reopen(Path(shutil.copy(BOOKS[2], tmp_path))) as book:
        (ceiling,) = book.facts().ceilings
    assert (ceiling.unit, ceiling.amount, ceiling.memo) == ("016001", 413_000_00, "二下")


def test_what_was_undone_in_a_released_book_is_done_again_in_its_place(tmp_path, reopen):
    with reopen(Path(shutil.copy(BOOKS[-1], tmp_path))) as book:
        before = book.facts().lines
        assert book.redo().label == "新增 40 条明细"
        after = book.facts().lines
        assert (after[0], after[41:]) == (before[0], before[1:])


def test_an_old_book_keeps_its_order_and_has_room_between_its_lines(old, reopen):
    with reopen(old) as book:
        before = [line.id for line in book.facts().lines]
        with book.edit("新增") as edit:
            edit.insert(ExpenditureLine("n"), below=before[0])
        assert [line.id for line in book.facts().lines] == [before[0], "n", *before[1:]]
        assert len(edit.change.edits) == 1


def test_an_old_book_is_backed_up_before_it_is_changed(old, reopen):
    before = old.read_bytes()
    reopen(old).close()
    (backup,) = (old.parent / "2020.备份").iterdir()
    assert backup.name == "20200102-130000 格式第1版升级前.ysb"
    assert backup.read_bytes()[100:] == before[100:]
    assert read_version(backup) == 1


def test_a_migration_keeps_history_and_ends_undo(old, reopen):
    with reopen(old) as book:
        labels = [(group.label, group.kind) for group in book.history()]
        assert book.undo() is None
        with book.edit("结转") as edit:
            edit.insert(BalanceLine("b", amount=3))
        assert book.facts().lines[-1] == BalanceLine("b", amount=3)
    assert labels == [
        ("新建账簿", "create"),
        ("导入", "edit"),
        ("改金额", "edit"),
        ("升级账本格式", "migrate"),
    ]


def test_an_old_book_opened_to_be_read_is_left_as_it_is(old, reopen):
    before = old.read_bytes()
    with reopen(old, writable=False) as book:
        assert len(book.facts().lines) == 3
        assert book.own_codes() == ()
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_backup_that_cannot_be_written_stops_the_migration(old, reopen):
    old.with_name("2020.备份").write_bytes(b"")
    before = old.read_bytes()
    with pytest.raises(Exception, match=r"2020\.ysb"):
        reopen(old)
    assert old.read_bytes() == before


def test_an_old_book_saved_under_another_name_is_new(old, reopen):
    with reopen(old, writable=False) as book:
        book.save_as(old.with_name("新.ysb"))
        with book.edit("插入") as edit:
            edit.insert(ExpenditureLine("n"))
    assert read_version(old) == 1
    assert read_version(old.with_name("新.ysb")) == LATEST
