from budgettool.gui.reports.line_list import LineListModel
from budgettool.gui.reports.words import line_detail, line_head


def test_the_lines_model_is_a_model(session, qtmodeltester):
    model = LineListModel(session)
    model.show_lines(list(session.lines.values()))
    qtmodeltester.check(model)
    amounts = [abs(model.line(row).amount or 0) for row in range(model.rowCount())]
    assert amounts == sorted(amounts, reverse=True)
    assert model.index(0).data()


def test_a_line_is_said_in_words(session):
    line = next(line for line in session.lines.values() if getattr(line, "department_economic", ""))
    dimensions = session.cube.dimensions
    assert line_head(line, dimensions).startswith(f"{line.department_economic} ")
    assert dimensions.text("unit", "name", line.unit) in line_detail(line, dimensions)
