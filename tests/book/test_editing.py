"""Any sequence of edits, undos, redos and restarts: the book equals a simple model of it."""

import shutil
import tempfile
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from budgettool.book import Book, StoredPack
from budgettool.model import Department, ExpenditureLine, IncomeLine, Unit

AMOUNTS = st.none() | st.integers(-(10**17), 10**17)
TEXTS = st.none() | st.text(max_size=4).filter(lambda text: text.isprintable())


class AnySequence(RuleBasedStateMachine):
    """The model: rows in order, fields, drafts; a list of states for undo, one for redo."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
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
        self.state = {"rows": {}, "fields": {}, "drafts": {}, "name": "局"}
        self.start = deepcopy(self.state)
        self.past, self.future = [], []

    def teardown(self):
        while self.book.undo():
            pass
        self.state = self.start
        self.same()
        self.book.close()
        shutil.rmtree(self.folder)

    def change(self):
        self.past.append(deepcopy(self.state))
        self.future.clear()

    def line_ids(self):
        rows = self.state["rows"].values()
        return [row.id for row in rows if not isinstance(row, Unit)]

    @rule(amounts=st.lists(AMOUNTS, min_size=1, max_size=3), unit=TEXTS, secret=st.booleans())
    def insert(self, amounts, unit, secret):
        self.change()
        with self.book.edit("插入") as edit:
            for amount in amounts:
                rows = (
                    ExpenditureLine(self.new_id(), unit, amount=amount, secret=secret),
                    IncomeLine(self.new_id(), unit, amount=amount),
                    Unit(self.new_id(), unit or "", "某", "行政", headcount=amount),
                )
                edit.insert_all(rows)
                self.state["rows"].update({row.id: row for row in rows})

    @rule(data=st.data(), amount=AMOUNTS, memo=st.text(max_size=3).filter(str.isprintable))
    def update(self, data, amount, memo):
        if not self.line_ids():
            return
        row_id = data.draw(st.sampled_from(self.line_ids()))
        row = replace(self.state["rows"][row_id], amount=amount, memo=memo)
        drafts = self.state["drafts"]
        if row != self.state["rows"][row_id] or (row_id, "amount") in drafts:
            self.change()
        with self.book.edit("修改") as edit:
            edit.update(row_id, amount=amount, memo=memo)
        self.state["rows"][row_id] = row
        self.state["drafts"].pop((row_id, "amount"), None)

    @rule(data=st.data())
    def delete(self, data):
        if not self.state["rows"]:
            return
        wanted = data.draw(st.lists(st.sampled_from(list(self.state["rows"])), unique=True))
        if wanted:
            self.change()
        with self.book.edit("删除") as edit:
            for row_id in wanted:
                edit.delete(row_id)
                del self.state["rows"][row_id]
                self.state["drafts"].pop((row_id, "amount"), None)

    @rule(data=st.data(), text=st.text("约万", min_size=1, max_size=2))
    def draft(self, data, text):
        if not self.line_ids():
            return
        row_id = data.draw(st.sampled_from(self.line_ids()))
        if self.state["drafts"].get((row_id, "amount")) != text:
            self.change()
        with self.book.edit("录入") as edit:
            edit.draft(row_id, "amount", text)
        self.state["rows"][row_id] = replace(self.state["rows"][row_id], amount=None)
        self.state["drafts"][row_id, "amount"] = text

    @rule(key=st.integers(0, 2), value=st.none() | st.sampled_from("甲乙"))
    def set_field(self, key, value):
        field = ("department", "", "reason", key)
        if self.state["fields"].get(field) != value:
            self.change()
        with self.book.edit("填表") as edit:
            edit.set_field(field, value)
        self.state["fields"].pop(field, None)
        if value is not None:
            self.state["fields"][field] = value

    @rule(name=st.sampled_from("局厅"))
    def rename(self, name):
        if self.state["name"] != name:
            self.change()
        with self.book.edit("改名") as edit:
            edit.set_department(Department("016", name))
        self.state["name"] = name

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

    @rule()
    def fail(self):
        with pytest.raises(RuntimeError, match="变卦"), self.book.edit("出错") as edit:  # noqa: PT012
            edit.insert(Unit(self.new_id(), "x", "x", "行政"))
            edit.set_department(Department("999", "错"))
            raise RuntimeError("变卦")

    @invariant()
    def same(self):
        facts = self.book.facts()
        rows = list(self.state["rows"].values())
        for kind in (ExpenditureLine, IncomeLine):
            lines = [row for row in rows if isinstance(row, kind)]
            assert [row for row in facts.lines if isinstance(row, kind)] == lines
        assert list(facts.units) == [row for row in rows if isinstance(row, Unit)]
        assert facts.fields == self.state["fields"]
        assert facts.department.full == self.state["name"]
        assert self.book.drafts() == self.state["drafts"]


AnySequence.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, derandomize=True
)
TestAnySequence = AnySequence.TestCase
