import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from budgettool.gui.amounts import shown
from budgettool.gui.forms.prior import PriorPage
from budgettool.model import Ceiling
from budgettool.packs.location import data_folder

GRANT = "一般公共预算/财政拨款"


@pytest.fixture
def page(show):
    return show(PriorPage)


def prior(session):
    return [line for line in session.lines.values() if line.measure == "prior"]


def test_a_line_is_typed_from_the_left_by_code_name_and_initials(page, session, type_into):
    table = page.panel.ui.table
    total = session.balance.expenditure()
    for text in ("016001", "2010301", "jbgz", "gzflzc", "czbk", "1.5"):
        type_into(table, text, Qt.Key.Key_Tab)
    (line,) = prior(session)
    assert (line.unit, line.function, line.department_economic) == ("016001", "2010301", "30101")
    assert (line.nature, line.source) == ("基本支出/工资福利支出", GRANT)
    assert line.amount == 15_000_00
    assert session.balance.expenditure() == total
    assert page.panel.ui.count.text() == "1 条　1.50 万元"


def test_a_text_that_is_no_value_is_kept_and_marked(page, session, type_into, cell):
    table = page.panel.ui.table
    type_into(table, "016001", Qt.Key.Key_Tab)
    table.go_to(prior(session)[0].id, 5)
    type_into(table, "约五万")
    assert prior(session)[0].amount is None
    text, reason = cell(page.panel, 0, "amount")
    assert text == "约五万"
    assert "不是数字" in reason


def test_a_block_with_headings_brings_its_own_unit(page, session, paste):
    paste(
        page.panel.ui.table,
        "单位代码\t功能科目\t支出性质\t资金来源\t2019年预算数（元）\n"
        "016001\t2010301\t工资福利支出\t财政拨款\t15000\n"
        "016002\t2010301\t公用经费\t财政拨款\t1,200.5\n",
    )
    assert [line.amount for line in prior(session)] == [15_000_00, 1_200_50]
    session.undo()
    assert prior(session) == []


def test_a_block_without_headings_goes_by_position(page, session, paste, cell):
    table = page.panel.ui.table
    paste(
        table,
        "016001\t2010301\t\t工资福利支出\t财政拨款\t1.5\n999\t2010301\t\t公用经费\t财政拨款\t2\n",
    )
    assert prior(session) == []
    assert page.panel.asking.head.text() == "粘贴：新增 2 条上年支出"
    assert "第 2 行“单位”" in page.panel.asking.wrong.text()
    page.panel.asking.all.click()
    assert [line.amount for line in prior(session)] == [15_000_00, 20_000_00]
    assert "格有误" in page.panel.ui.strip.text()
    assert cell(page.panel, 1, "unit")[0] == "999"


def test_what_is_copied_can_be_pasted_again(page, session, paste):
    table = page.panel.ui.table
    paste(table, "016001\t2010301\t\t工资福利支出\t财政拨款\t1.5\n")
    table.go_to(prior(session)[0].id)
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0].split("\t")[:2] == ["016001 机关本级", "2010301 行政运行"]
    table.go_to("")
    paste(table, copied)
    first, second = prior(session)
    assert (first.unit, first.nature, first.amount) == (second.unit, second.nature, second.amount)


def test_a_file_is_taken_in_as_last_years(page, session, qtbot):
    total = session.balance.expenditure()
    with qtbot.waitSignal(page.told, timeout=20_000) as told:
        page.import_file(data_folder("templates") / "sample" / "expenditure.csv")
    assert told.args == [f"导入了上年数 {len(prior(session))} 条"]
    assert sum(line.amount for line in prior(session)) == total
    assert session.balance.expenditure() == total


WRONG_FILE = (
    "单位代码,功能科目,经济科目,支出性质,资金来源,2019年预算数（万元）\n"
    "016001,2010301,30101,工资福利支出,财政拨款,1.5\n"
    "016099,2010301,30201,公用经费,财政拨款,2\n"
    "016001,2010301,30201,公用经费,财政拨款,约三万\n"
)


@pytest.mark.parametrize(
    ("button", "amounts"), [("all", [15_000_00, 20_000_00, None]), ("sound", [15_000_00])]
)
def test_rows_of_a_file_that_are_wrong_are_marked_or_left_out(
    page, session, qtbot, tmp_path, button, amounts
):
    path = tmp_path / "上年.csv"
    path.write_text(WRONG_FILE, encoding="utf-8")
    page.import_file(path)
    strip = page.desk.strip
    qtbot.waitUntil(lambda: "2 条有误" in strip.head.text(), timeout=10_000)
    assert "016099" in strip.wrong.text()
    assert prior(session) == []
    getattr(strip, button).click()
    assert [line.amount for line in prior(session)] == amounts
    listing = page.panel.listing
    texts = [listing.text(row, column) for row in listing.rows for column in listing.columns]
    assert ("016099" in texts, "约三万" in texts) == (button == "all", button == "all")
    session.undo()
    assert prior(session) == []


def test_a_file_without_a_unit_of_money_asks_for_it(page, session, qtbot, tmp_path):
    path = tmp_path / "上年.csv"
    lines = WRONG_FILE.replace("（万元）", "").splitlines()[:2]
    path.write_text("\n".join(lines), encoding="utf-8")
    page.import_file(path)
    strip = page.desk.strip
    qtbot.waitUntil(lambda: "没有写金额单位" in strip.head.text(), timeout=10_000)
    strip.units.setCurrentText("元")
    with qtbot.waitSignal(page.told, timeout=10_000):
        strip.all.click()
    assert [line.amount for line in prior(session)] == [1_50]


def test_reading_a_file_can_be_stopped(page, session, qtbot):
    page.import_file(data_folder("templates") / "sample" / "expenditure.csv")
    assert "正在读取 expenditure.csv" in page.desk.strip.head.text()
    task = page.desk.task
    page.desk.strip.close_strip()
    qtbot.waitUntil(lambda: not task.running, timeout=10_000)
    assert prior(session) == []
    assert page.desk.strip.isHidden()


def test_a_file_that_is_none_is_refused_in_the_strip(page, qtbot, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    page.import_file(path)
    qtbot.waitUntil(lambda: "没有找到可以导入的表" in page.panel.ui.strip.text(), timeout=10_000)


def test_income_of_last_year_has_its_own_tab(page, session, type_into):
    page.reveal("income")
    for text in ("016001", "财政拨款"):
        type_into(page.panel.ui.table, text, Qt.Key.Key_Tab)
    assert prior(session)[0].source == GRANT


def test_ceilings_say_what_is_used_and_left_while_lines_are_typed(page, session, qtbot, cell):
    used = session.balance.expenditure()
    with session.edit("定控制数") as edit:
        edit.insert(Ceiling("c1", unit="016", amount=used + 100))
        edit.insert(Ceiling("c2", nature="基本支出", amount=1))
    page.reveal("ceilings")
    assert cell(page.panel, 0, "left") == ("0.00", "")
    assert cell(page.panel, 1, "left")[0].startswith("超出 1,384.")
    assert "1 条超出" in page.panel.ui.count.text()
    page.set_unit("元")
    assert cell(page.panel, 0, "left")[0] == "1.00"
    line = next(each for each in session.lines.values() if hasattr(each, "nature"))
    with qtbot.waitSignal(page.panel.model.dataChanged):
        session.change_line("改金额", line.id, amount=line.amount + 200)
    used_now = shown(used + 200, "元")
    assert cell(page.panel, 0, "left") == ("超出 1.00", f"已编 {used_now} 元，超出 1.00 元")


def test_a_ceiling_is_typed_for_a_group_of_natures(page, session, type_into):
    page.reveal("ceilings")
    table = page.panel.ui.table
    type_into(table, "016", Qt.Key.Key_Tab)
    type_into(table, "基本支出", Qt.Key.Key_Tab)
    table.go_to(session.facts.ceilings[0].id, 4)
    type_into(table, "=1200+300")
    (ceiling,) = session.facts.ceilings
    assert (ceiling.unit, ceiling.nature, ceiling.amount) == ("016", "基本支出", 1500_0000_00)
    assert session.undo() == "改控制数"
    assert session.facts.ceilings[0].amount is None


def test_models_are_sound(page, qtmodeltester, paste):
    paste(page.panel.ui.table, "016001\t2010301\t\t工资福利支出\t财政拨款\t1.5\n")
    for panel in page.panels.values():
        qtmodeltester.check(panel.model)


def test_amounts_are_copied_with_all_their_digits(page, session, paste):
    table = page.panel.ui.table
    paste(table, "016001\t2010301\t\t工资福利支出\t财政拨款\t12.345678\n")
    assert prior(session)[0].amount == 123_456_78
    table.go_to(prior(session)[0].id)
    table.selectAll()
    table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert "12.345678" in mime.text()
    assert mime.hasHtml()


def test_a_ceiling_with_a_wrong_unit_says_nothing_of_what_is_used(page, session, cell):
    with session.edit("x") as edit:
        edit.insert(Ceiling("c1", unit="016002", amount=1))
    page.reveal("ceilings")
    listing = page.panel.listing
    listing.write(session.facts.ceilings[0], listing.columns[0], "0160022")
    assert cell(page.panel, 0, "left") == ("", "")
    assert "超出" not in page.panel.ui.count.text()


def test_a_file_that_is_taken_in_twice_is_asked_about(page, session, qtbot):
    path = data_folder("templates") / "sample" / "expenditure.csv"
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.import_file(path)
    before = len(prior(session))
    page.import_file(path)
    strip = page.desk.strip
    qtbot.waitUntil(lambda: f"{before} 条与已有的完全相同" in strip.head.text(), timeout=20_000)
    strip.close_strip()
    assert len(prior(session)) == before
