"""New lines and copies stand below the line they were made from, whatever the grid shows."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from budgettool.gui.lines.choosing import Choice
from budgettool.gui.lines.columns import EXPENDITURE
from budgettool.gui.lines.model import LinesModel
from budgettool.gui.lines.placing import place_among
from budgettool.model import ExpenditureLine

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ids(session):
    """Give a function that lists the expenditure of the book, in the book's order."""

    def read():
        return [line.id for line in session.book.facts().lines if type(line) is ExpenditureLine]

    return read


@pytest.fixture
def ctrl_enter(expenditure):
    """Press Ctrl+Enter in a row; gives the id of the new line."""

    def press(row):
        expenditure.go(row, "memo").press(Qt.Key.Key_Return, CTRL)
        return expenditure.model.line_ids[expenditure.at[0]]

    return press


def select_rows(typist, *rows):
    model, selection = typist.model, QItemSelection()
    for row in rows:
        selection.select(model.index(row, 0), model.index(row, 1))
    typist.go(rows[0], "unit")
    typist.grid.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_ctrl_enter_makes_a_line_below_the_current_one(expenditure, ctrl_enter, ids, session):
    before = ids()
    new = ctrl_enter(5)
    assert expenditure.at == (6, "unit")
    assert ids() == [*before[:6], new, *before[6:]] == list(expenditure.model.line_ids)
    made, above = session.lines[new], session.lines[before[5]]
    assert (made.unit, made.function, made.source, made.amount) == (
        above.unit, above.function, above.source, None
    )  # fmt: skip
    assert list(session.facts.lines) == list(session.book.facts().lines)


def test_ctrl_enter_in_the_empty_row_stays_there(expenditure, ids):
    before = ids()
    expenditure.go(-1, "memo").press(Qt.Key.Key_Return, CTRL)
    assert expenditure.at == (len(before), "unit")
    assert ids() == before


def test_ctrl_enter_while_typing_takes_what_was_typed(expenditure, ids, session):
    before = ids()
    expenditure.go(5, "memo").type("x")
    expenditure.page.acts.new_line()
    assert session.lines[before[5]].memo == "x"
    assert expenditure.at == (6, "unit")


def test_undo_and_redo_keep_the_new_line_in_its_place(expenditure, ctrl_enter, ids, session):
    before = ids()
    new = [ctrl_enter(5) for _ in range(30)]
    after = [*before[:6], *reversed(new), *before[6:]]
    assert ids() == after == list(expenditure.model.line_ids)
    for _ in new:
        session.undo()
    assert ids() == before == list(expenditure.model.line_ids)
    for _ in new:
        session.redo()
    assert ids() == after == list(expenditure.model.line_ids)
    session.reload()
    assert list(expenditure.model.line_ids) == after


def test_deleted_lines_come_back_where_they_were(expenditure, ids, session):
    before = ids()
    select_rows(expenditure, 3, 4, 9)
    expenditure.page.acts.delete()
    session.undo()
    assert list(expenditure.model.line_ids) == before
    assert [line.id for line in expenditure.model.lines()] == before


def test_a_sorted_grid_shows_the_new_line_below_until_it_is_sorted_again(
    expenditure, ctrl_enter, ids
):
    expenditure.model.choose(Choice(sorted_by="amount"))
    above = expenditure.model.line_ids[5]
    new = ctrl_enter(5)
    assert expenditure.model.line_ids[6] == new
    assert ids()[ids().index(above) + 1] == new
    expenditure.model.choose(Choice(sorted_by="amount"))
    assert expenditure.model.line_ids[-1] == new


def test_a_deleted_line_comes_back_where_it_was_sorted_to(expenditure, session):
    expenditure.model.choose(Choice(sorted_by="amount", descending=True))
    before = list(expenditure.model.line_ids)
    select_rows(expenditure, 3, 50)
    expenditure.page.acts.delete()
    session.undo()
    assert list(expenditure.model.line_ids) == before


def test_a_filtered_grid_shows_the_new_line_though_it_does_not_fit(expenditure, ctrl_enter, ids):
    expenditure.model.choose(Choice(words="办公费"))
    shown = list(expenditure.model.line_ids)
    new = ctrl_enter(len(shown) - 1)
    assert list(expenditure.model.line_ids) == [*shown, new]
    expenditure.model.choose(Choice())
    assert ids()[ids().index(shown[-1]) + 1] == new


def test_copies_stand_below_what_they_are_copies_of(expenditure, ids, session):
    before = ids()
    session.change_line("改", before[9], memo="九")
    with session.edit("录入") as edit:
        edit.draft(before[4], "amount", "约五万")
    select_rows(expenditure, 3, 4, 9)
    expenditure.press(Qt.Key.Key_D, CTRL | SHIFT)
    after = ids()
    assert [line_id in before for line_id in after[3:13]] == [
        True, True, False, False, True, True, True, True, True, False,
    ]  # fmt: skip
    assert [line_id for line_id in after if line_id in before] == before
    assert session.lines[after[5]].amount == session.lines[before[3]].amount
    assert session.lines[after[12]].memo == "九"
    assert session.drafts[after[6], "amount"] == "约五万"
    assert list(expenditure.model.line_ids) == after
    assert expenditure.at == (5, "unit")
    session.undo()
    assert ids() == before


def test_a_second_page_follows(session, ids, qtmodeltester):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    with session.edit("新增") as edit:
        edit.insert(ExpenditureLine("a"), below=ids()[0])
        edit.insert(ExpenditureLine("b"), below="a")
        edit.insert(ExpenditureLine("c"))
        edit.insert(ExpenditureLine("d"), below=ids()[50])
    assert list(model.line_ids) == ids()
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("new", "above", "before", "shown", "rest"),
    [
        ("xy", {"x": "a", "y": "x"}, {}, "axybc", ""),
        ("xy", {"x": None, "y": "b"}, {}, "xabyc", ""),
        ("xy", {"x": "hidden"}, {"x": 1}, "axbc", "y"),
        ("xy", {"x": "hidden", "y": "x"}, {}, "abc", "xy"),
        ("xy", {"x": "c"}, {"y": 9}, "abcxy", ""),
        ("xy", {}, {"x": 9, "y": 0}, "yabcx", ""),
    ],
)
def test_places_among_what_is_shown(new, above, before, shown, rest):
    pieces, last = place_among("abc", new, above, before)
    found = list("abc")
    for row, line_ids in pieces:
        found[row:row] = line_ids
    assert (found, last) == (list(shown), list(rest))


def test_many_lines_find_their_places():
    shown = [str(number) for number in range(100)]
    pieces, last = place_among(shown, [f"n{i}" for i in shown], {f"n{i}": i for i in shown}, {})
    for row, line_ids in pieces:
        shown[row:row] = line_ids
    assert shown == [each for i in range(100) for each in (str(i), f"n{i}")]
    assert last == []


@pytest.mark.parametrize("row", [0, 40, -1])
def test_a_line_deleted_under_a_filter_comes_back_where_it_stands_without(
    expenditure, session, row
):
    before = list(expenditure.model.line_ids)
    session.change_line("改", before[row], memo="独一份")
    expenditure.model.choose(Choice(words="独一份"))
    select_rows(expenditure, 0)
    expenditure.page.acts.delete()
    expenditure.model.choose(Choice())
    session.undo()
    assert list(expenditure.model.line_ids) == before
