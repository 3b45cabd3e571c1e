from budgettool.gui.lines.page import ExpenditurePage


def test_a_column_of_amounts_widens_until_no_figure_is_cut(page_of, session, qtbot):
    typist = page_of(ExpenditurePage)
    line_id = typist.model.line_ids[0]
    with session.edit("改金额") as edit:
        edit.update(line_id, amount=1_234_567_890_123_00)
    typist.page.set_unit("元")
    typist.go(0, "amount")
    needed = typist.grid.fontMetrics().horizontalAdvance("1,234,567,890,123.00")
    at = typist.model.column_of("amount")
    qtbot.waitUntil(lambda: typist.grid.columnWidth(at) > needed)
