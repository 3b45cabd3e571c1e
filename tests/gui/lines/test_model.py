from budgettool.gui.lines.choosing import Choice
from budgettool.gui.lines.columns import EXPENDITURE, INCOME
from budgettool.gui.lines.model import LinesModel
from budgettool.model import ExpenditureLine, IncomeLine


def test_models_keep_the_rules_of_qt(session, qtmodeltester):
    for kind, columns in ((ExpenditureLine, EXPENDITURE), (IncomeLine, INCOME)):
        qtmodeltester.check(LinesModel(session, kind, columns))


def test_only_the_touched_row_is_told(session, qtbot):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    with qtbot.waitSignal(model.dataChanged) as told:
        session.change_line("改金额", model.line_ids[5], amount=1)
    assert {told.args[0].row(), told.args[1].row()} == {5}


def test_deleted_lines_come_back_where_they_were(session):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    before = list(model.line_ids)
    model.entering.delete(before[3:6] + before[10:11])
    assert list(model.line_ids) == before[:3] + before[6:10] + before[11:]
    session.undo()
    assert list(model.line_ids) == before
    assert [model.row_of(line_id) for line_id in before] == list(range(len(before)))


def test_last_years_lines_are_elsewhere(session):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    with session.edit("上年") as edit:
        edit.insert(ExpenditureLine(session.book.new_id(), amount=1, measure="prior"))
    assert model.rowCount() == 104


def chosen(session, **wanted):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    model.choose(Choice(**wanted))
    return [model.line_at(row) for row in range(len(model.line_ids))]


def test_words_are_found_in_any_column(session):
    lines = chosen(session, words="办公费 016002")
    assert lines
    assert {(line.unit, line.department_economic) for line in lines} == {("016002", "30201")}


def test_columns_are_filtered_by_digits_names_and_amounts(session):
    lines = chosen(session, of_column={"department_economic": "302", "amount": ">=10"})
    assert lines
    assert all(line.department_economic.startswith("302") for line in lines)
    assert all(line.amount >= 10_000_000 for line in lines)
    assert chosen(session, of_column={"nature": "项目支出"})
    assert not chosen(session, of_column={"amount": ">abc"})


def test_lines_are_sorted_and_blanks_stay_last(session):
    with session.edit("空") as edit:
        edit.insert(ExpenditureLine(session.book.new_id()))
    for descending in (False, True):
        amounts = [
            line.amount for line in chosen(session, sorted_by="amount", descending=descending)
        ]
        assert amounts[-1] is None
        assert amounts[:-1] == sorted(amounts[:-1], reverse=descending)


def test_only_what_is_wrong_can_be_shown(session):
    assert chosen(session, marked=True) == []
    line_id = next(iter(session.lines))
    with session.edit("错") as edit:
        edit.draft(line_id, "amount", "abc")
    assert [line.id for line in chosen(session, marked=True)] == [line_id]


def test_what_is_wrong_together_with_others_is_found_cell_by_cell(session):
    first, second, third, fourth = list(session.lines)[:4]
    with session.edit("错") as edit:
        edit.update(first, nature=None, project=None)
        edit.update(second, government_economic="50999")
        edit.update(third, amount=None)
        edit.update(fourth, unit="999")
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    one_by_one = [
        line
        for line in model.lines()
        if any(model.cells.problem(line, column) for column in EXPENDITURE)
    ]
    assert {first, second, third, fourth} <= {line.id for line in one_by_one}
    assert chosen(session, marked=True) == one_by_one


def test_a_new_line_is_appended_to_what_is_shown(session, qtmodeltester):
    model = LinesModel(session, ExpenditureLine, EXPENDITURE)
    with session.edit("加") as edit:
        edit.insert_all([ExpenditureLine("a"), ExpenditureLine("b")])
    assert list(model.line_ids)[-2:] == ["a", "b"]
    qtmodeltester.check(model)
