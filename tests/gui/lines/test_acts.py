import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from budgettool.gui.lines.clipboard import MOST_ROWS
from budgettool.model import Project, Unit

CTRL = Qt.KeyboardModifier.ControlModifier
BLOCK = (
    "016001\t2010301\t30202\t\t公用经费\t财政拨款\t\t2.5\n"
    "016002\t2010350\t30201\t\t公用经费\t财政拨款\t\t1.5"
)


def copy(text="", html=""):
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def select(typist, first, last, field, to_field=None):
    model = typist.model
    area = QItemSelection(
        model.index(first, model.column_of(field)),
        model.index(last, model.column_of(to_field or field)),
    )
    typist.go(first, field)
    typist.grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


@pytest.fixture
def lines(expenditure, session):
    return lambda: [session.lines[line_id] for line_id in expenditure.model.line_ids]


def test_fill_down_gives_the_upper_value_to_all_in_one_step(expenditure, lines, session):
    select(expenditure, 0, 4, "department_economic", "department_economic")
    expenditure.press(Qt.Key.Key_D, CTRL)
    assert {line.department_economic for line in lines()[:5]} == {"30101"}
    assert session.undo() == "向下填充"
    assert lines()[1].department_economic == "30102"


def test_fill_down_in_one_cell_takes_from_above(expenditure, lines):
    expenditure.go(1, "amount").press(Qt.Key.Key_D, CTRL)
    assert lines()[1].amount == lines()[0].amount


def test_a_cell_shown_by_a_key_with_ctrl_is_selected_alone(expenditure):
    expenditure.go(2, "unit").press(Qt.Key.Key_Return, CTRL)
    assert expenditure.grid.selected_rows() == [3]


def test_lines_are_deleted_and_come_back(expenditure, lines, session):
    before = lines()
    select(expenditure, 2, 4, "unit")
    expenditure.press(Qt.Key.Key_Minus, CTRL)
    assert lines() == before[:2] + before[5:]
    session.undo()
    assert lines() == before


def test_copied_cells_are_what_excel_expects(expenditure):
    select(expenditure, 0, 1, "unit", "amount")
    expenditure.press(Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().split("\r\n")[0].split("\t") == [
        "016001 机关本级", "2010301 行政运行", "30101 基本工资", "50101 工资奖金津补贴",
        "工资福利支出", "财政拨款", "", "263.1",
    ]  # fmt: skip
    assert "<td>263.1</td>" in mime.html()


def test_a_block_is_pasted_at_the_anchor_in_one_step(expenditure, lines, session):
    copy(BLOCK)
    expenditure.go(102, "unit").press(Qt.Key.Key_V, CTRL)
    assert [line.amount for line in lines()[102:]] == [2_500_000, 1_500_000]
    assert lines()[103].government_economic is None
    assert session.undo() == "粘贴 2 条明细"
    assert len(lines()) == 103


def test_what_was_copied_is_pasted_as_new_lines(expenditure, lines):
    select(expenditure, 0, 102, "unit", "memo")
    expenditure.press(Qt.Key.Key_C, CTRL)
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    assert len(lines()) == 206
    for old, new in zip(lines()[:103], lines()[103:], strict=True):
        assert (old.unit, old.function, old.source, old.amount) == (
            new.unit, new.function, new.source, new.amount
        )  # fmt: skip
        assert new.government_economic == old.government_economic


def test_headings_decide_the_columns_and_the_unit(expenditure, lines):
    copy(
        "金额（元）\t部门预算支出经济分类科目\t单位名称\t功能科目\t资金来源\t支出性质\n"
        "12345.67\t办公费\t机关本级\t2010301 行政运行\t财政拨款\t公用经费\n"
        "12345.67\t\t合计\t\t\t\n合计\t\t\t\t\t"
    )
    expenditure.go(0, "unit").press(Qt.Key.Key_V, CTRL)
    assert expenditure.page.paste_strip.isHidden()
    assert len(lines()) == 104
    line = lines()[-1]
    assert (line.amount, line.unit, line.department_economic) == (1_234_567, "016001", "30201")


def test_a_column_for_each_source_makes_a_line_for_each_figure(expenditure, lines):
    copy(
        "支出预算表\t\t\t\t\t\n单位：万元\t\t\t\t\t\n"
        "单位\t功能科目\t部门经济科目\t支出性质\t合计\t财政拨款\t部门结转\n"
        "016001\t2010301\t30201\t公用经费\t3.5\t2.5\t1\n"
        "016002\t2010350\t30202\t公用经费\t4\t4\t0\n合计\t\t\t\t7.5\t6.5\t1"
    )
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    assert expenditure.page.paste_strip.isHidden()
    assert [
        (line.unit, line.department_economic, line.source.rsplit("/", 1)[-1], line.amount)
        for line in lines()[103:]
    ] == [
        ("016001", "30201", "财政拨款", 2_500_000),
        ("016001", "30201", "部门结转", 1_000_000),
        ("016002", "30202", "财政拨款", 4_000_000),
    ]


def test_a_code_that_is_split_over_columns_is_joined(expenditure, lines):
    html = (
        "<table><tr><td rowspan=2>单位</td><td colspan=3>功能科目</td>"
        "<td rowspan=2>经济科目</td><td rowspan=2>金额（元）</td></tr>"
        "<tr><td>类</td><td>款</td><td>项</td></tr>"
        "<tr><td>016001</td><td>201</td><td>03</td><td>01</td><td>30201</td><td>100</td></tr>"
        "</table>"
    )
    copy("x", html)
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    line = lines()[-1]
    assert (line.unit, line.function, line.amount) == ("016001", "2010301", 10_000)


def test_texts_that_could_be_headings_are_pasted_as_they_stand(expenditure, lines):
    copy("公用经费\t财政拨款\n公用经费\t财政拨款")
    expenditure.go(0, "nature").press(Qt.Key.Key_V, CTRL)
    assert [line.nature for line in lines()[:2]] == ["基本支出/公用经费"] * 2
    assert len(lines()) == 103


def test_headings_without_a_unit_ask_for_it(expenditure, lines):
    copy("部门经济科目\t单位\t金额\n办公费\t016001\t12.5")
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    strip = expenditure.page.paste_strip
    assert strip.isVisible()
    strip.units.setCurrentText("元")
    strip.unit_chosen.emit("元")
    strip.all.click()
    assert lines()[-1].amount == 1_250
    assert lines()[-1].department_economic == "30201"
    assert strip.isHidden()


def test_wrong_cells_are_shown_before_and_kept_after(expenditure, lines, session):
    copy(BLOCK.replace("30202", "38888").replace("1.5", "一点五"))
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    strip = expenditure.page.paste_strip
    assert strip.isVisible()
    assert len(lines()) == 103
    assert "第 1 行“部门经济科目”" in strip.wrong.text()
    assert "第 2 行“金额”" in strip.wrong.text()
    expenditure.press(Qt.Key.Key_Return)
    assert len(lines()) == 105
    assert set(session.drafts.values()) == {"38888", "一点五"}
    expenditure.page.marked.setChecked(True)
    assert {line_id for line_id, _ in session.drafts} == {line.id for line in lines()[:2]}
    session.undo()
    assert not session.drafts


def test_only_sound_rows_can_be_taken(expenditure, lines, session):
    copy(BLOCK.replace("30202", "38888"))
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    expenditure.page.paste_strip.sound.click()
    assert len(lines()) == 104
    assert not session.drafts


def test_a_paste_can_be_given_up(expenditure, lines):
    copy(BLOCK.replace("30202", "38888"))
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL).press(Qt.Key.Key_Escape)
    assert expenditure.page.paste_strip.isHidden()
    assert len(lines()) == 103


def test_unknown_projects_are_registered_with_the_paste(expenditure, lines, session):
    copy("016001\t2010301\t30202\t\t一般性项目\t财政拨款\t档案数字化\t2.5")
    expenditure.go(-1, "unit").press(Qt.Key.Key_V, CTRL)
    assert lines()[-1].project == "档案数字化"
    project = session.facts.projects[-1]
    assert (project.name, project.nature) == ("档案数字化", "项目支出/一般性项目")
    session.undo()
    assert len(lines()) == 103


def test_find_goes_round(expenditure):
    expenditure.go(0, "unit").press(Qt.Key.Key_F, CTRL)
    strip = expenditure.page.find_strip
    strip.text.setText("印刷费")
    expenditure.press(Qt.Key.Key_Return)
    first = expenditure.at
    assert first == (8, "department_economic")
    strip.find_wanted.emit("印刷费", -1)
    strip.find_wanted.emit("印刷费", 1)
    assert expenditure.at == first
    strip.find_wanted.emit("没有的字", 1)
    assert "没有找到" in strip.said.text()


def test_replace_changes_codes_and_refuses_what_is_none(expenditure, lines, session):
    expenditure.go(0, "unit")
    page = expenditure.page
    page.find_strip.replace_wanted.emit("30202", "30203")
    assert not [line for line in lines() if line.department_economic == "30202"]
    assert page.find_strip.said.text().startswith("替换了")
    page.find_strip.replace_wanted.emit("30203", "38888")
    assert "不是有效内容" in page.find_strip.said.text()
    assert session.undo() == "替换“30202”"


def test_bulk_edit_gives_all_selected_lines_a_value(expenditure, lines, session):
    select(expenditure, 0, 9, "memo")
    expenditure.press(Qt.Key.Key_B, CTRL)
    strip = expenditure.page.bulk_strip
    strip.wanted.emit("source", "nothing")
    assert "不能放入" in strip.said.text()
    strip.wanted.emit("source", "部门结转")
    assert {line.source.rsplit("/", 1)[-1] for line in lines()[:10]} == {"部门结转"}
    assert session.undo() == "批量改资金来源（10 条）"


def test_the_selection_is_summed(expenditure, qtbot):
    with qtbot.waitSignal(
        expenditure.page.selection_told, check_params_cb=lambda text: "选中 2 行" in text
    ) as told:
        select(expenditure, 0, 1, "amount")
    assert told.args[0] == "选中 2 行　合计 541.40　平均 270.70"


def test_f9_lists_where_a_line_goes(expenditure, session, qtbot):
    expenditure.go(0, "amount").press(Qt.Key.Key_F9)
    page = expenditure.page
    printed = {table.id for table in session.pack.tables if table.printed}
    every = session.cube.cells_fed(expenditure.model.line_ids[0])
    fed = [reference for reference in every if reference.table in printed]
    assert page.fed.list.count() == len(fed) > 3
    with qtbot.waitSignal(page.wanted) as wanted:
        page.fed.list.itemActivated.emit(page.fed.list.item(0))
    assert wanted.args == ["reports", fed[0]]


def test_a_line_is_revealed_though_filtered_away(expenditure, qtbot):
    line_id = expenditure.model.line_ids[50]
    expenditure.page.words.setText("没有的字")
    qtbot.waitUntil(lambda: not expenditure.model.line_ids)
    expenditure.page.reveal(line_id)
    assert expenditure.at == (50, "amount")


def test_a_drill_down_filters(expenditure):
    expenditure.page.reveal({"filter": {"function": "208", "unit": "016001"}})
    lines = [expenditure.model.line_at(row) for row in range(len(expenditure.model.line_ids))]
    assert lines
    assert all(line.function.startswith("208") and line.unit == "016001" for line in lines)
    assert "筛选出" in expenditure.page.head.count.text()


def test_a_click_on_a_heading_sorts(expenditure, lines):
    amount = expenditure.model.column_of("amount")
    header = expenditure.grid.horizontalHeader()
    header.sectionClicked.emit(amount)
    assert [line.amount for line in lines()] == sorted(line.amount for line in lines())
    header.sectionClicked.emit(amount)
    assert lines()[0].amount == max(line.amount for line in lines())


def test_the_choice_of_columns_is_remembered(page_of):
    first = page_of()
    at = first.model.column_of("procurement")
    first.page.headings.show_column(at, seen=False)
    assert page_of().grid.isColumnHidden(at)


def test_the_first_column_stays_in_sight(expenditure):
    frozen = expenditure.grid.findChild(object, "frozen_columns")
    assert frozen.isHidden()
    expenditure.page.resize(700, 500)
    expenditure.go(0, "memo")
    assert expenditure.grid.horizontalScrollBar().value() > 0
    assert frozen.isVisible()


def test_replace_finds_what_find_finds(expenditure, session):
    expenditure.go(0, "memo").type("Abc").enter()
    strip = expenditure.page.find_strip
    strip.replace_wanted.emit("aBC", "x")
    assert session.lines[expenditure.model.line_ids[0]].memo == "x"
    strip.replace_wanted.emit("办公费", "x")
    assert "名称不能替换" in strip.said.text()


def test_the_exact_name_is_taken_before_one_that_contains_it(session, page_of):
    with session.edit("单位") as edit:
        edit.insert(Unit(session.book.new_id(), "016004", "江州财务处", "行政", "016"))
        edit.insert(Unit(session.book.new_id(), "016005", "财务处", "行政", "016"))
    typist = page_of()
    typist.go(0, "unit").compose("财务处").enter()
    assert session.lines[typist.model.line_ids[0]].unit == "016005"


def test_rows_of_totals_are_told_and_texts_that_hold_the_word_are_none(expenditure, lines, qtbot):
    copy("016001\t\t\t\t\t\t\t1\t\t\t上月小计\n合计\t\t\t\t\t\t\t1\t\t\t")
    expenditure.go(-1, "unit")
    with qtbot.waitSignal(
        expenditure.page.told, check_params_cb=lambda text: "略过合计行 1 行" in text
    ):
        expenditure.press(Qt.Key.Key_V, CTRL)
    assert lines()[-1].memo == "上月小计"


def test_a_block_of_too_many_rows_is_refused_in_words(expenditure, lines, qtbot):
    before = len(lines())
    copy("016001\t2010301\n" * (MOST_ROWS + 1))
    expenditure.go(-1, "unit")
    with qtbot.waitSignal(expenditure.page.told) as told:
        expenditure.press(Qt.Key.Key_V, CTRL)
    assert f"超过 {MOST_ROWS:,} 行" in told.args[0]
    assert len(lines()) == before


def test_a_paste_is_given_up_when_its_lines_go(expenditure, session, lines):
    copy("abc\n5")
    expenditure.go(0, "amount").press(Qt.Key.Key_V, CTRL)
    assert expenditure.page.paste_strip.isVisible()
    session.undo()
    assert expenditure.page.paste_strip.isHidden()
    expenditure.page.paste_strip.all.click()
    assert not lines()


def test_a_drill_down_shows_lines_though_only_wrong_ones_were_shown(expenditure):
    expenditure.page.marked.setChecked(True)
    expenditure.page.reveal({"filter": {"source": "财政拨款"}})
    assert expenditure.model.line_ids


def test_blanks_and_texts_that_are_no_values_are_found_in_their_column(expenditure, session):
    page = expenditure.page
    first, second = expenditure.model.line_ids[:2]
    with session.edit("改") as edit:
        edit.update(first, amount=None)
        edit.draft(second, "department_economic", "38888")
    for field, text, found in (("amount", "空", first), ("department_economic", "388", second)):
        page.reveal({"filter": {field: text}})
        assert list(expenditure.model.line_ids) == [found]


def test_the_current_cell_outlasts_what_rebuilds_everything(expenditure, session):
    expenditure.go(50, "amount")
    with session.edit("项目") as edit:
        edit.insert(Project(session.book.new_id(), "新项目"))
    assert expenditure.at == (50, "amount")


def test_frozen_units_stay_beside_their_lines_when_lines_are_added_below(expenditure, qtbot):
    grid, frozen = expenditure.grid, expenditure.grid.frozen
    expenditure.go(-1, "amount")
    bar = grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    expenditure.type("5").enter()
    last = expenditure.model.rowCount() - 1
    port, stays = grid.viewport(), frozen.viewport()

    def place(view, rows):
        return rows.mapTo(grid, QPoint(0, view.rowViewportPosition(last))).y()

    assert frozen.isVisible()
    qtbot.waitUntil(lambda: place(frozen, stays) == place(grid, port), timeout=1_000)


def test_columns_are_frozen_up_to_one_and_that_is_remembered(page_of):
    first = page_of()
    first.page.resize(900, 500)
    first.page.headings.freeze(first.model.column_of("department_economic"))
    first.go(0, "memo")
    frozen = first.grid.frozen
    assert frozen.isVisible()
    assert [first.model.columns[at].field for at in frozen.columns()] == [
        "unit", "function", "department_economic",
    ]  # fmt: skip
    first.go(0, "government_economic")
    rect = first.grid.visualRect(first.grid.currentIndex())
    assert rect.left() >= frozen.covered()
    assert page_of().grid.frozen.count == 3


def test_a_project_is_registered_where_it_is_typed(expenditure, session):
    expenditure.go(0, "project").compose("档案数字化")
    expenditure.press(Qt.Key.Key_Down).enter()
    assert session.facts.projects[-1].name == "档案数字化"
    assert session.lines[expenditure.model.line_ids[0]].project == "档案数字化"
    assert expenditure.at == (1, "project")
    assert session.undo() == "登记项目“档案数字化”"
    assert session.lines[expenditure.model.line_ids[0]].project is None


def test_a_project_that_is_marked_is_registered_by_a_key(expenditure, session):
    expenditure.go(0, "project").compose("档案数字化").enter()
    assert "档案数字化" not in {project.name for project in session.facts.projects}
    expenditure.go(0, "project")
    assert expenditure.page.remark.register.isVisible()
    expenditure.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert session.facts.projects[-1].name == "档案数字化"
    assert not expenditure.page.remark.register.isVisible()


def test_a_copy_of_a_book_that_was_only_read_can_be_edited(session, page_of, monkeypatch):
    monkeypatch.setattr(type(session.book), "read_only", property(lambda _: True))
    typist = page_of()
    assert not typist.page.acts.actions["paste"].isEnabled()
    monkeypatch.undo()
    session.rebuilt.emit()
    assert typist.page.acts.actions["paste"].isEnabled()
    assert typist.model.flags(typist.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_book_that_is_only_read_invites_to_nothing(session, page_of, monkeypatch):
    with session.edit("空") as edit:
        for line_id in list(session.lines):
            edit.delete(line_id)
    monkeypatch.setattr(type(session.book), "read_only", property(lambda _: True))
    session.reason_read_only = "王五正在编辑"
    typist = page_of()
    typist.compose("说明", at_once=True)
    said = typist.page.empty.findChild(QLabel).text()
    assert "王五正在编辑" in said
    assert "输入" not in said
    assert not typist.page.empty.button.isVisible()
