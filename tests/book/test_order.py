"""Lines stand where they were put, through edits, undo, redo, a crash and restarts."""

import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from budgettool.book import Book, DamagedBookError, MissingRowError, StoredPack, order
from budgettool.model import Department, ExpenditureLine, IncomeLine

PLACE = st.integers(0, 1_000)


def ids(book):
    return [line.id for line in book.facts().lines]


def add(book, *line_ids, below=None):
    with book.edit("新增") as edit:
        edit.insert_all([ExpenditureLine(line_id) for line_id in line_ids], below)
    return edit.change


def test_lines_go_below_another_in_their_order(book, path, reopen):
    add(book, "a", "b", "c")
    add(book, "d", "e", below="a")
    assert ids(book) == ["a", "d", "e", "b", "c"]
    book.close()
    with reopen(path) as again:
        assert ids(again) == ["a", "d", "e", "b", "c"]


def test_one_edit_may_put_lines_in_several_places(book):
    add(book, "a", "b")
    with book.edit("复制") as edit:
        edit.insert(ExpenditureLine("a2"), below="a")
        edit.insert(ExpenditureLine("b2"), below="b")
        edit.insert(ExpenditureLine("c"))
        edit.insert(ExpenditureLine("a3"), below="a")
    assert ids(book) == ["a", "a3", "a2", "b", "b2", "c"]
    book.undo()
    assert ids(book) == ["a", "b"]


def test_below_a_line_of_another_kind_there_is_no_place(book):
    add(book, "a")
    with pytest.raises(MissingRowError), book.edit("新增") as edit:
        edit.insert(IncomeLine("i"), below="a")
    assert ids(book) == ["a"]


def test_a_place_can_be_used_again_and_again(book):
    add(book, "first", "last")
    for number in range(100):
        add(book, f"n{number}", below="first")
    expected = ["first", *(f"n{number}" for number in reversed(range(100))), "last"]
    assert ids(book) == expected
    for _ in range(100):
        book.undo()
    assert ids(book) == ["first", "last"]
    for _ in range(100):
        book.redo()
    assert ids(book) == expected


def test_few_lines_move_where_there_is_no_more_room(book):
    add(book, *(f"a{number}" for number in range(1_000)))
    moved = [
        sum(edit.moves for edit in add(book, f"n{number}", below="a0").edits)
        for number in range(40)
    ]
    assert 0 < max(moved) <= 64
    assert sum(map(bool, moved)) <= 3


def test_a_program_that_dies_in_the_middle_leaves_the_order_as_it_was(book, path, reopen, tmp_path):
    add(book, "a", "b")
    with book.edit("新增") as edit:
        edit.insert_all([ExpenditureLine(f"n{number}") for number in range(30)], below="a")
        edit.delete("a")
        for name in (path, path.with_name(f"{path.name}-journal")):
            shutil.copy(name, tmp_path.joinpath("copy").with_name(name.name.replace("2020", "死")))
    with reopen(tmp_path / "死.ysb") as again:
        assert ids(again) == ["a", "b"]
        again.check()


@pytest.mark.parametrize(
    "after", ['{"position":0}', '{"position":true}', '{"position":9223372036854775807}',
              '{"position":1,"memo":"x"}', '{"position":"1"}'],
)  # fmt: skip
def test_a_forged_move_is_damage(book, path, reopen, after):
    add(book, "a", "b")
    book.close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            'UPDATE "edit" SET "before" = ?, "after" = \'{"position":5}\' WHERE "id" = \'a\'',
            [after],
        )
    connection.close()
    with reopen(path) as forged, pytest.raises(DamagedBookError):
        forged.undo()


class AnyOrder(RuleBasedStateMachine):
    """The model: two plain lists; gaps are so small that rows must often move."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(order, "GAP", 4)
        numbers = count()
        self.new_id = lambda: f"id-{next(numbers)}"
        self.keeper = {
            "holder": "张三",
            "clock": lambda: datetime(2020, 1, 2, tzinfo=UTC),
            "new_id": self.new_id,
        }
        pack = StoredPack("p", "1", {})
        path = self.folder / "2020.ysb"
        self.book = Book.create(path, Department("016", "局"), 2020, pack, **self.keeper)
        self.state = ((), ())
        self.past, self.future = [], []

    def teardown(self):
        while self.book.undo():
            pass
        assert ids(self.book) == []
        self.book.close()
        self.patch.undo()
        shutil.rmtree(self.folder)

    def change(self, state):
        self.past.append(self.state)
        self.future.clear()
        self.state = state

    @initialize(number=st.integers(1, 9))
    def begin(self, number):
        self.add(at=0, kind=0, number=number, end=True)

    @rule(at=PLACE, kind=st.integers(0, 1), number=st.integers(1, 4), end=st.booleans())
    def add(self, at, kind, number, end):
        rows = list(self.state[kind])
        new = [self.new_id() for _ in range(number)]
        place = len(rows) if end or not rows else at % len(rows) + 1
        below = None if end or not rows else rows[place - 1]
        rows[place:place] = new
        with self.book.edit("新增") as edit:
            edit.insert_all([(ExpenditureLine, IncomeLine)[kind](each) for each in new], below)
        self.change((tuple(rows), self.state[1]) if kind == 0 else (self.state[0], tuple(rows)))

    @rule(places=st.lists(PLACE, min_size=1, max_size=3))
    def delete(self, places):
        every = [*self.state[0], *self.state[1]]
        if every:
            going = {every[place % len(every)] for place in places}
            with self.book.edit("删除") as edit:
                for line_id in going:
                    edit.delete(line_id)
            self.change(tuple(tuple(i for i in rows if i not in going) for rows in self.state))

    @rule()
    def undo(self):
        assert (self.book.undo() is None) == (not self.past)
        if self.past:
            self.future.append(self.state)
            self.state = self.past.pop()

    @rule()
    def redo(self):
        assert (self.book.redo() is None) == (not self.future)
        if self.future:
            self.past.append(self.state)
            self.state = self.future.pop()

    @rule()
    def reopen(self):
        path = self.book.path
        self.book.close()
        self.book = Book.open(path, **self.keeper)

    @invariant()
    def same(self):
        assert ids(self.book) == [*self.state[0], *self.state[1]]


AnyOrder.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, derandomize=True
)
TestAnyOrder = AnyOrder.TestCase
