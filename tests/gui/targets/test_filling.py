import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from budgettool.gui.lines.clipboard import mime_of
from budgettool.gui.targets.form_model import FLAW_ROLE


def type_at(page, field, text):
    """Type over a cell as a person does, and go on with Enter."""
    page.view.go_to(field)
    page.view.setFocus()
    page.view.edit(page.view.currentIndex())
    editor = page.view.indexWidget(page.view.currentIndex()) or page.view.focusWidget()
    editor.selectAll()
    QGuiApplication.clipboard().setText(text)
    editor.paste()
    QTest.keyClick(editor, Qt.Key.Key_Return)


def blank_of(page, *levels):
    """Find the blank row under some levels: the row of its fields."""
    filling = page.view.form.filling
    row = next(each for each in filling.subject.table.form.rows if each.repeat == "indicator")
    for spot in filling.spots():
        is_name = spot.cell.field and spot.cell.field[0] == "indicator.name"
        if is_name and not spot.cell.text and tuple(filling.levels_at(spot.row, row)) == levels:
            return spot.cell.field[1]
    raise AssertionError(levels)


def paste(page, rows):
    cells = [list(row) for row in rows]
    QGuiApplication.clipboard().setMimeData(mime_of(cells, numbers=frozenset()))
    page.view.paste()


def shown(page):
    return [spot.cell.text for spot in page.view.form.filling.spots()]


def test_every_project_and_the_department_have_a_form(page, session):
    names = [each.name for each in page.subjects.subjects.subjects]
    assert names[0] == "临溪市人民政府办公室整体"
    assert names[1:] == [project.name for project in session.facts.projects]
    assert all("还没有填" in each.said for each in page.subjects.subjects.subjects)


def test_what_is_typed_in_a_cell_is_a_field_of_the_book_and_can_be_undone(
    at_project, session, fields
):
    type_at(at_project, ("overview", 0), "更新一辆超过年限的公务用车")
    assert fields("overview") == "更新一辆超过年限的公务用车"
    assert "更新一辆超过年限的公务用车" in shown(at_project)
    assert session.undo() == "填项目概况（车辆购置）"
    assert fields("overview") == ""


def test_an_amount_is_kept_in_fen_and_printed_like_the_table(at_project, fields):
    type_at(at_project, ("total", 0), "16.25")
    assert fields("total") == "16250000"
    assert "16.3" in shown(at_project)
    assert at_project.view.form.index_of(("total", 0)).data(Qt.ItemDataRole.EditRole) == "16.25"


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [("start", "2020年1月5日", "2020-01-05"), ("end", "2020.12.31", "2020-12-31")],
)
def test_a_day_is_understood_however_it_is_written(at_project, fields, key, text, kept):
    type_at(at_project, (key, 0), text)
    assert fields(key) == kept


@pytest.mark.parametrize(("key", "text"), [("total", "约三十万"), ("start", "年初")])
def test_what_is_no_value_is_kept_and_marked(at_project, fields, key, text):
    type_at(at_project, (key, 0), text)
    assert fields(key) == text
    assert text in at_project.view.form.index_of((key, 0)).data(FLAW_ROLE)


def test_an_indicator_typed_in_a_blank_row_stands_under_its_levels(at_project, fields):
    number = blank_of(at_project, "产出目标", "数量")
    type_at(at_project, ("indicator.name", number), "购置公务用车")
    type_at(at_project, ("indicator.value", number), "1辆")
    assert [fields(f"indicator.{key}", number) for key in ("level1", "level2", "name")] == [
        "产出目标",
        "数量",
        "购置公务用车",
    ]
    assert "1 项指标" in at_project.subjects.current().said


def test_a_target_that_cannot_be_read_is_marked(at_project):
    number = blank_of(at_project, "产出目标", "质量")
    type_at(at_project, ("indicator.value", number), "=100%通过率")
    at = at_project.view.form.index_of(("indicator.value", number))
    assert "读不成数" in at.data(FLAW_ROLE)


def test_a_row_more_is_added_under_the_same_levels(at_project, fields):
    number = blank_of(at_project, "产出目标", "数量")
    type_at(at_project, ("indicator.name", number), "购置公务用车")
    at_project.view.go_to(("indicator.name", number))
    QTest.keyClick(at_project.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor = at_project.view.focusWidget()
    QGuiApplication.clipboard().setText("办理上牌手续")
    editor.paste()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    names = {fields("indicator.name", row): fields("indicator.level2", row) for row in range(40)}
    assert names["购置公务用车"] == names["办理上牌手续"] == "数量"


def test_a_row_is_removed_in_one_step(at_project, session, fields):
    number = blank_of(at_project, "产出目标", "数量")
    type_at(at_project, ("indicator.name", number), "购置公务用车")
    at_project.view.go_to(("indicator.name", number))
    QTest.keyClick(at_project.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert not any(fields("indicator.level1", row) for row in range(40))
    session.undo()
    assert fields("indicator.name", number) == "购置公务用车"


def test_a_table_of_indicators_is_pasted_with_its_merged_levels(at_project, session, fields):
    number = blank_of(at_project, "产出目标", "数量")
    at_project.view.go_to(("indicator.name", number))
    before = len(session.book.history())
    paste(
        at_project,
        [
            ("一级指标", "二级指标", "三级指标", "目标值"),
            ("产出目标", "数量", "购置公务用车", "1辆"),
            ("", "质量", "验收通过率", "=100%"),
            ("效果目标", "社会效益", "出行保障", "明显改善"),
        ],
    )
    rows = [
        tuple(fields(f"indicator.{key}", row) for key in ("level1", "level2", "name", "value"))
        for row in range(3)
    ]
    assert rows == [
        ("产出目标", "数量", "购置公务用车", "1辆"),
        ("产出目标", "质量", "验收通过率", "=100%"),
        ("效果目标", "社会效益", "出行保障", "明显改善"),
    ]
    assert len(session.book.history()) == before + 1


def test_two_columns_pasted_fill_from_where_one_stands(at_project, fields):
    number = blank_of(at_project, "产出目标", "数量")
    at_project.view.go_to(("indicator.name", number))
    paste(at_project, [("印刷资料", "≥500份"), ("培训", "≥10次")])
    listed = {
        fields("indicator.name", row): (
            fields("indicator.level2", row),
            fields("indicator.value", row),
        )
        for row in range(60)
    }
    assert listed["印刷资料"] == ("数量", "≥500份")
    assert listed["培训"] == ("数量", "≥10次")


def test_levels_of_the_form_and_figures_cannot_be_typed_in(at_project):
    form = at_project.view.form
    closed = {
        spot.cell.text
        for spot in form.spots()
        if not form.flags(form.index(spot.row, spot.cell.column)) & Qt.ItemFlag.ItemIsEditable
    }
    assert {"产出目标", "数量", "16.0", "项目概况"} <= closed


def test_a_figure_of_the_form_follows_the_lines(at_project, session):
    line = next(
        each for each in session.lines.values() if getattr(each, "project", "") == "车辆购置"
    )
    session.change_line("改金额", line.id, amount=18_000_000)
    at_project.view.form.refresh()
    assert "18.0" in shown(at_project)


def test_a_sealed_book_is_only_read(at_project, session):
    with session.deciding() as book:
        book.seal("张三")
    assert not at_project.view.form.filling.is_open(
        next(s.cell for s in at_project.view.form.spots() if s.cell.field == ("overview", 0))
    )


def test_the_form_is_a_sound_model(at_project, qtmodeltester):
    qtmodeltester.check(at_project.view.form)


def test_a_finding_leads_to_its_field(page, project):
    from budgettool.rules.finding import SubjectPlace  # noqa: PLC0415 - only here

    page.reveal(SubjectPlace("project", project.name, "basis"))
    assert page.place() == SubjectPlace("project", project.name, "basis")


def test_usual_indicators_are_brought_in_once(at_project, fields):
    filling = at_project.view.form.filling
    number = blank_of(at_project, "投入与目标管理", "投入管理")
    type_at(at_project, ("indicator.name", number), "预算执行率")
    assert filling.add_usual() == 8
    assert filling.add_usual() == 0
    names = [fields("indicator.name", row) for row in range(40)]
    assert names.count("预算执行率") == 1
    assert names.count("资金使用规范性") == 1
