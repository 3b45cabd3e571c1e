"""Waivers and 定稿: who decided what, when and why; a sealed book stays as it is."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from budgettool.book import DiskFullError, OpenedReadOnlyError, SealedError
from budgettool.book.decisions import ReasonError, waivers_in
from budgettool.model import ExpenditureLine

BOOKS = Path(__file__).parents[1] / "books"
WAIVER = ("D06", "D06 book", "abc", "“三公”经费比上年增加")


def test_a_waiver_keeps_reason_who_and_when_over_a_restart(book, reopen):
    book.waive(*WAIVER, "  新增编制 2 人  ")
    book.close()
    with reopen(book.path) as again:
        (waiver,) = waivers_in(again.decisions()).values()
    assert (waiver.code, waiver.reason, waiver.holder) == ("D06", "新增编制 2 人", "张三")
    assert f"{waiver.at:%Y-%m-%d %H:%M}" == "2020-01-02 12:00"


@pytest.mark.parametrize("reason", ["", "  　", "长" * 2_001])
def test_a_reason_that_says_nothing_or_too_much_is_refused(book, reason):
    with pytest.raises(ReasonError, match="理由"):
        book.waive(*WAIVER, reason)
    assert book.decisions() == ()


def test_a_waiver_that_is_withdrawn_stays_in_the_log(book):
    book.waive(*WAIVER, "编制增加")
    book.withdraw_waiver(WAIVER[1])
    assert waivers_in(book.decisions()) == {}
    assert [decision.kind for decision in book.decisions()] == ["waive", "withdraw"]


def test_undo_does_not_reach_a_waiver(book):
    with book.edit("新增") as edit:
        edit.insert(ExpenditureLine("a"))
    book.waive(*WAIVER, "编制增加")
    book.undo()
    assert list(waivers_in(book.decisions())) == [WAIVER[1]]


def edited(book):
    with book.edit("改金额") as edit:
        edit.update("a", amount=2)


@pytest.mark.parametrize(
    "act",
    [
        edited,
        lambda book: book.undo(),
        lambda book: book.redo(),
        lambda book: book.waive(*WAIVER, "编制增加"),
        lambda book: book.withdraw_waiver(WAIVER[1]),
    ],
    ids=["edit", "undo", "redo", "waive", "withdraw"],
)
def test_a_sealed_book_refuses_whatever_would_change_it(book, act):
    for amount in (1, 2):
        with book.edit("新增") as edit:
            edit.insert(ExpenditureLine("a" * amount, amount=amount))
    book.undo()
    before = book.facts()
    book.seal()
    with pytest.raises(SealedError, match="定稿"):
        act(book)
    assert book.facts() == before


def test_a_copy_of_a_sealed_book_is_sealed(book, tmp_path):
    book.seal()
    book.save_as(tmp_path / "copy.ysb")
    assert book.sealed


def test_taking_the_seal_off_wants_a_reason_that_is_kept(book):
    book.seal()
    with pytest.raises(ReasonError):
        book.unseal("")
    assert book.sealed
    book.unseal("批复调整")
    assert not book.sealed
    assert [(each.kind, each.reason) for each in book.decisions()] == [
        ("seal", ""),
        ("unseal", "批复调整"),
    ]


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (lambda book: book.seal(), ["waive", "withdraw", "seal"]),
        (lambda book: book.unseal("批复调整"), ["waive", "withdraw"]),
        (lambda book: book.withdraw_waiver(WAIVER[1]), ["waive", "withdraw"]),
        (lambda book: book.withdraw_waiver("没有这一条"), ["waive", "withdraw"]),
    ],
    ids=["seal", "unseal", "withdraw", "withdraw unknown"],
)
def test_what_is_decided_already_is_not_kept_again(book, act, kinds):
    book.waive(*WAIVER, "编制增加")
    book.withdraw_waiver(WAIVER[1])
    act(book)
    act(book)
    assert [decision.kind for decision in book.decisions()] == kinds


def test_who_reads_a_book_decides_nothing(book, reopen):
    with reopen(book.path, writable=False) as reader, pytest.raises(OpenedReadOnlyError):
        reader.seal()


def test_a_reader_sees_that_a_book_was_sealed_meanwhile(book, reopen):
    with reopen(book.path, writable=False) as reader:
        assert not reader.sealed
        book.seal()
        assert reader.sealed


def test_a_released_book_keeps_its_waiver(tmp_path, reopen):
    with reopen(Path(shutil.copy(BOOKS / "v5.ysb", tmp_path))) as book:
        (waiver,) = waivers_in(book.decisions()).values()
    assert waiver.reason == "新增两名人员，接待次数增加"


LONG = "长" * 2_000


def fill_disk(book):
    """Let the database refuse to grow, as it does on a full disk."""
    connection = book._connection  # noqa: SLF001
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {count}")


def waive_until_full(book):
    for number in range(100):
        book.waive("D06", f"D06 {number}", "abc", "增加", LONG)


def test_a_decision_that_the_disk_refuses_is_not_half_kept(book, path, reopen):
    fill_disk(book)
    with pytest.raises(DiskFullError, match="已满"):
        waive_until_full(book)
    kept = book.decisions()
    assert all(decision.reason == LONG for decision in kept)
    book.check()
    book.close()
    with reopen(path) as again:
        assert again.decisions() == kept
        assert not again.sealed


def test_what_is_decided_while_the_disk_refuses_edits_is_saved_with_them(book, path, reopen):
    fill_disk(book)
    with pytest.raises(DiskFullError), book.edit("导入") as edit:
        edit.insert_all(ExpenditureLine(f"l{n}", memo=LONG, amount=n + 1) for n in range(50))
    book.waive(*WAIVER, "编制增加")
    book.seal()
    book.save()
    book.close()
    with reopen(path) as again:
        assert again.sealed
        assert list(waivers_in(again.decisions())) == [WAIVER[1]]
        assert len(again.facts().lines) == 50


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_book_of_an_older_version_can_be_decided_about(tmp_path, reopen, version):
    path = Path(shutil.copy(BOOKS / f"v{version}.ysb", tmp_path))
    with reopen(path) as book:
        assert (book.decisions(), book.sealed) == ((), False)
        book.waive(*WAIVER, "编制增加")
        book.seal()
    with reopen(path, writable=False) as again:
        assert again.sealed


DECIDING_WITHOUT_END = """
    import sys
    from itertools import count
    from pathlib import Path
    from budgettool.book import Book
    book = Book.open(Path(sys.argv[1]), holder="王五")
    for number in count():
        book.waive("D06", f"D06 {number}", "abc", "增加", "长" * 2000)
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("made", [1, 40])
def test_a_killed_program_leaves_whole_decisions(book, path, reopen, made):
    book.close()
    script = textwrap.dedent(DECIDING_WITHOUT_END)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        told = [int(writer.stdout.readline()) for _ in range(made)]
        os.kill(writer.pid, signal.SIGKILL)
        told += [int(line) for line in writer.stdout]
    with reopen(path) as again:
        again.check()
        kept = again.decisions()
    assert [each.finding for each in kept] == [f"D06 {number}" for number in range(len(kept))]
    assert len(told) <= len(kept) <= len(told) + 1
    assert all(each.reason == LONG for each in kept)
