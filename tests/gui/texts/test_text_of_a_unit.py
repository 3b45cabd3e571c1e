"""A unit's own text: its figures, its fields, apart from the department's."""

import pytest

from budgettool.gui.texts.head import own_texts
from budgettool.rules.finding import SectionPlace

OFFICE = "016002"


@pytest.fixture
def of_unit(page):
    """The page at the text of one unit, in the section about the whole."""
    page.contents.choose("overall")
    page.head.subjects.setCurrentIndex(page.head.subjects.findData(OFFICE))
    page.head.subjects.activated.emit(page.head.subjects.currentIndex())
    page.shelf.read_all()
    return page


@pytest.fixture
def unit_field(session):
    """Give a function that reads a field of the unit."""
    return lambda key: session.facts.fields.get(("unit", OFFICE, key, 0), "")


def test_the_department_and_its_units_are_offered(page):
    box = page.head.subjects
    assert not box.isHidden()
    codes = [box.itemData(at) for at in range(box.count())]
    assert codes[0] == ""
    assert OFFICE in codes
    assert "016" not in codes  # the department's own code: its text is the department's


def test_one_unit_alone_is_no_choice(page, session):
    units = [unit for unit in session.facts.units if unit.code != session.facts.department.code]
    with session.edit("删单位") as edit:
        for unit in units[1:]:
            edit.delete(unit.id)
    page.renew()
    assert own_texts(session.facts) == []
    assert page.head.subjects.isHidden()


def test_the_figures_are_the_units(of_unit, session):
    income = sum(
        line.amount
        for line in session.lines.values()
        if line.unit == OFFICE and type(line).__name__ == "ExpenditureLine"
    )
    assert of_unit.contents.chosen() == "overall"
    assert of_unit.live.quantities.get("支出总计").exact == income
    assert "驻江州办事处" in of_unit.editor.paragraphs()[0].text


def test_words_are_kept_as_the_units_and_leave_the_departments_alone(
    of_unit, write, unit_field, kept, session
):
    write(of_unit.editor, "另有安排。")
    of_unit.leave()
    assert unit_field("text.overall").endswith("另有安排。")
    assert unit_field("base.overall")
    assert kept("text.overall") == ""
    assert session.book.undo_label == "改说明文字：一、收入支出预算总体情况说明（驻江州办事处）"
    of_unit.choose_subject("")
    assert "另有安排" not in of_unit.editor.markup()
    of_unit.choose_subject(OFFICE)
    assert of_unit.editor.markup().endswith("另有安排。")
    session.undo()
    of_unit.renew()
    assert unit_field("text.overall") == ""
    assert "另有安排" not in of_unit.editor.markup()


def test_the_template_comes_back_for_the_unit(of_unit, write, unit_field, fill):
    fill(text__overall="部门自己的话。")
    write(of_unit.editor, "另有安排。")
    of_unit.leave()
    of_unit.actions_by_id["restore"].trigger()
    assert unit_field("text.overall") == ""
    assert "部门自己的话" not in of_unit.editor.markup()


def test_fields_are_asked_of_the_unit(of_unit, unit_field, kept, fill, qtbot):
    fill(duties="部门的职能")
    of_unit.contents.choose("duties")
    entry = of_unit.asking.entries["duties"]
    assert entry.field.toPlainText() == ""
    of_unit.asking.settled.emit("主要职能", "duties", "办事处的职能")
    assert (unit_field("duties"), kept("duties")) == ("办事处的职能", "部门的职能")
    qtbot.waitUntil(lambda: "办事处的职能" in of_unit.editor.markup())


def test_a_line_of_the_unit_is_followed(of_unit, session, qtbot):
    line = next(
        each
        for each in session.lines.values()
        if each.unit == OFFICE and type(each).__name__ == "ExpenditureLine"
    )
    before = of_unit.live.quantities.get("支出总计").exact
    session.change_line("改金额", line.id, amount=line.amount + 1_000_000)
    qtbot.waitUntil(lambda: of_unit.live.quantities.get("支出总计").exact == before + 1_000_000)


def test_a_finding_in_the_departments_text_leads_out_of_the_units(of_unit, fill):
    fill(text__general="公务接待费1.00万元。")
    assert of_unit.place() is None
    of_unit.reveal(SectionPlace("general", 0, 5, 11))
    assert of_unit.live.unit == ""
    assert of_unit.head.subjects.currentData() == ""
    assert of_unit.editor.textCursor().selectedText() == "1.00万元"


def test_a_unit_that_goes_takes_its_text_with_it(of_unit, session, qtbot):
    (unit,) = (each for each in session.facts.units if each.code == OFFICE)
    with session.edit("删单位") as edit:
        edit.delete(unit.id)
    qtbot.waitUntil(lambda: of_unit.live.unit == "")
    assert of_unit.head.subjects.currentData() == ""
    assert "驻江州办事处" not in of_unit.editor.paragraphs()[0].text


def test_a_figure_of_a_unit_leads_to_its_lines_alone(of_unit):
    of_unit.editor.go_to(0)
    said = of_unit.desk.explain(
        next(run for run in of_unit.editor.paragraphs()[0].runs if getattr(run, "form", ""))
    )
    assert "条明细" in said
    assert "表　" not in said
