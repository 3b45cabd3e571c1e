"""A cube that follows a book through edits, undo and redo shows what a new one would."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from budgettool.book import Book, Change, Edit, StoredPack
from budgettool.cube.follow import Follower
from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, Unit
from budgettool.packs.definition import Axis, RowDefinition
from budgettool.sheets.build import build_sheets
from budgettool.sheets.packet import derive

DEPARTMENT = Department("016", "临溪市人民政府办公室")
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.sampled_from(["016", None]),
        "function": st.sampled_from(["2010301", "2080501", None]),
        "department_economic": st.sampled_from(["30101", "30201", None]),
        "nature": st.sampled_from(["基本支出/公用经费", None]),
        "source": st.sampled_from(["一般公共预算/财政拨款", "部门结转"]),
        "amount": st.integers(-(10**12), 10**12),
        "secret": st.booleans(),
    },
)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.lists(FIELDS, min_size=1, max_size=3)),
        st.tuples(st.just("insert below"), st.lists(FIELDS, min_size=1, max_size=3)),
        st.tuples(st.just("update"), st.lists(FIELDS, min_size=1, max_size=3)),
        st.tuples(st.just("delete"), st.just([])),
        st.tuples(st.sampled_from(["甲办", "乙办"]), st.just([])),
        st.tuples(st.just("undo"), st.just([])),
        st.tuples(st.just("redo"), st.just([])),
    ),
    min_size=1,
    max_size=14,
)


def test_edits_undos_and_redos_equal_sheets_built_from_nothing(henan, classification):
    @settings(max_examples=25)
    @given(actions=ACTIONS)
    def check(actions):
        _check_actions(actions, henan, classification)

    check()


def _check_actions(actions, henan, classification):
    ids = (f"id{number}" for number in itertools.count())
    with TemporaryDirectory() as folder:
        book = Book.create(
            Path(folder) / "book.ysb",
            DEPARTMENT,
            2020,
            StoredPack("henan-2020", "1", {}),
            holder="测试",
            clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
            new_id=lambda: next(ids),
        )
        with book:
            with book.edit("单位") as edit:
                edit.insert(Unit("u", "016", "本级", "行政"))
            cube = open_cube(henan, book.facts(), classification)
            follower = Follower(cube, ())
            for action, rows in actions:
                change = _act(book, follower, action, rows, ids)
                if change is not None and follower.can_follow(change):
                    follower.follow(change)
                    follower.place(book.stretches(change))
                    follower.describe(book.facts())
                facts = book.facts()
                assert tuple(follower.lines.values()) == facts.lines
            fresh = derive(facts, henan, classification)
            assert build_sheets(henan, cube, facts) == fresh.sheets


def test_a_table_by_the_names_of_units_asks_for_a_new_cube(henan, classification):
    by_name = RowDefinition("unit", "", each=(Axis("unit", "name"),))
    table = henan.tables[0]
    odd = replace(table, sides=(replace(table.sides[0], rows=(by_name,)), *table.sides[1:]))
    named = Change("改名", (Edit("unit", "u", {"name": "甲"}, {"name": "乙"}),))
    facts = Facts(2020, DEPARTMENT)
    for tables, expected in ((henan.tables, True), ((odd,), False)):
        cube = open_cube(replace(henan, tables=tables), facts, classification)
        assert Follower(cube, ()).can_follow(named) is expected


def _act(book, follower, action, rows, ids):
    if action == "undo":
        return book.undo() if book.undo_label not in (None, "单位", "新建账本") else None
    if action == "redo":
        return book.redo() if book.redo_label is not None else None
    with book.edit(action) as edit:
        if action.endswith("办"):
            edit.update("u", name=action)
        elif action.startswith("insert"):
            below = next(iter(follower.lines), None) if action == "insert below" else None
            edit.insert_all([ExpenditureLine(next(ids), **row) for row in rows], below)
        else:
            for line_id, row in zip(list(follower.lines), rows or [{}], strict=False):
                if action == "delete":
                    edit.delete(line_id)
                elif row:
                    edit.update(line_id, **row)
    return edit.change
