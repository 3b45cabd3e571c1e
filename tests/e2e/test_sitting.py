"""One sitting: the real case from Excel, three mistakes in it found and mended, and the tables out.

The accountant knows budgets but not this program: what to do is read from the window. Of the real
case's workbook the last 14 lines come by the clipboard, the others as a file.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from budgettool.packs.location import data_folder

PUBLISHED = json.loads(
    (Path(__file__).parents[1] / "data" / "published_2020.json").read_text(encoding="utf-8")
)
TENFOLD, WRONG_SOURCE, REST = 11, 13, 96
"""Rows of the workbook: 办公费 15.0, 印刷费 10.0, and the first of those that are pasted."""
HEADINGS = ("预算单位", "功能科目", "部门经济科目", "支出性质", "资金来源", "项目", "金额（万元）")
UNITS = (
    ("单位代码", "单位名称", "单位类型", "上级单位"),
    ("016", "临溪市人民政府办公室", "", ""),
    ("016001", "机关本级", "行政", "016"),
    ("016002", "驻江州办事处", "财政补助事业", "016"),
    ("016003", "驻海州办事处", "财政补助事业", "016"),
)


@pytest.fixture
def workbook(tmp_path):
    """The workbook as somebody has spoilt it: an amount ten times too large, a wrong source."""
    book = openpyxl.load_workbook(data_folder("templates") / "sample" / "sample.xlsx")
    del book["单位表"]
    lines = book["支出明细"]
    lines.cell(TENFOLD, 12).value *= 10
    lines.cell(WRONG_SOURCE, 10).value = "部门结转"
    lines.delete_rows(REST, lines.max_row)
    for row in book["收入明细"].iter_rows(min_row=4, min_col=2):
        row[0].value = sum(cell.value or 0 for cell in row[1:])  # the formula's result
    path = tmp_path / "2020年预算.xlsx"
    book.save(path)
    return path


@pytest.fixture
def rest():
    """The rows that come by the clipboard; in one of them the economic code is mistyped."""
    lines = openpyxl.load_workbook(data_folder("templates") / "sample" / "sample.xlsx")["支出明细"]
    rows = []
    for row in lines.iter_rows(min_row=REST, max_row=REST + 13, values_only=True):
        function, nature = "".join(row[1:4]), "/".join(row[7:9])
        rows.append(("016003", function, row[5], nature, row[9], row[10], str(row[11])))
    return [
        HEADINGS,
        *(tuple("30276" if cell == "30226" else cell for cell in row) for row in rows),
    ]


def test_one_sitting(accountant, workbook, rest, tmp_path):
    begin_a_book(accountant, tmp_path / "办公室2020.ysb")
    import_the_workbook(accountant, workbook)
    paste_the_rest(accountant, rest)
    mend_the_wrong_code(accountant)
    mend_the_wrong_source(accountant)
    mend_the_tenfold_amount(accountant)
    assert accountant.figure("收入") == accountant.figure("支出") == "1,991.60"
    assert accountant.balance() == "✓ 收支平衡"
    compare_with_the_published(export(accountant, tmp_path))


def begin_a_book(accountant, path):
    start = accountant.program.show_start()
    assert QTest.qWaitForWindowActive(start)
    accountant.click(start.page.new_button)
    wizard = start.wizard
    accountant.type("016", wizard.ui.code)
    accountant.type("临溪市人民政府办公室", wizard.ui.full)
    accountant.type("临溪市政府办公室", wizard.ui.short)
    assert wizard.ui.year.value() == 2020
    accountant.enter()
    accountant.paste(UNITS)
    accountant.will_choose(path)
    accountant.click(wizard.ui.next)
    assert [unit.code for unit in accountant.window.session.facts.units][-1] == "016003"


def import_the_workbook(accountant, path):
    accountant.go(5)
    accountant.will_choose(path)
    accountant.click(accountant.page.empty.button)
    strip = accountant.page.import_strip
    accountant.wait(strip.all.isVisible)
    assert strip.head.text() == "将追加：收入 4 条，支出 89 条，填报内容 726 条"
    assert strip.wrong.isHidden()
    accountant.enter()
    assert accountant.rows() == 89


def paste_the_rest(accountant, rows):
    accountant.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    accountant.paste(rows)
    strip = accountant.page.paste_strip
    assert "新增 14 条　按列标题对应　金额单位：万元" in strip.head.text()
    assert "第 11 行“部门经济科目”" in strip.wrong.text()
    assert "30276" in strip.wrong.text()
    accountant.enter()
    assert accountant.rows() == 103


def mend_the_wrong_code(accountant):
    """It is marked, and the marked lines can be had alone."""
    accountant.click(accountant.page.head.marked)
    assert accountant.rows() == 1
    accountant.move_to("部门经济科目")
    assert "30276" in accountant.page.reason.text()
    accountant.type("30226")
    accountant.enter()
    accountant.click(accountant.page.head.marked)
    assert accountant.rows() == 103


def mend_the_wrong_source(accountant):
    """The bar at the foot says which sources are off; the smaller one has few lines."""
    assert accountant.figure("差额") == "-135.00"
    assert accountant.balance() == "● 财政拨款 支出多 125.00，另 1 个来源"
    accountant.click(accountant.window.totals.balance_button)
    popup = accountant.window.totals.popup
    assert popup.rows("万元")[1] == ("部门结转", "1.10", "11.10", "-10.00")
    (source,) = [b for b in popup.findChildren(QPushButton) if b.text() == "部门结转"]
    accountant.click(source)
    assert accountant.rows() == 3
    accountant.find("印刷费")
    accountant.move_to("资金来源")
    assert accountant.row()["金额"] == "10.00"
    accountant.type("czbk")  # pinyin initials
    accountant.enter()
    assert accountant.balance() == "● 财政拨款 支出多 135.00"


def mend_the_tenfold_amount(accountant):
    """One figure of a table is too large; the lines behind it show why."""
    accountant.go(0)
    accountant.choose_table("06")
    accountant.point_at("06.302/30201/50201[总计]")
    assert accountant.page.sheet_view.current_cell().text == "180.4"
    accountant.enter()
    assert accountant.page.panel.model.rowCount() > 1
    accountant.enter(times=2)  # into the lines, and to the largest
    assert accountant.page.page_id == "expenditure"
    assert accountant.row()["金额"] == "150.00"
    accountant.type("15")
    accountant.enter()
    accountant.go(0)
    assert accountant.page.sheet_view.current_cell().text == "45.4"


def export(accountant, folder):
    """Write both files, from the menu; they are there when the window offers to open them."""
    paths = [folder / "公开.pdf", folder / "公开.xlsx"]
    _, *tables = accountant.window.top_bar.export_menu.actions()  # the first is the whole packet
    for path, action in zip(paths, tables, strict=False):
        accountant.will_choose(path)
        action.trigger()
        accountant.wait(path.exists)
        accountant.wait(accountant.page.strip.isHidden)
    return paths


def compare_with_the_published(paths):
    """Each figure and each blank of the tables by function; all figures of the PDF's text."""
    texts = text_of(paths[0])
    tabs = openpyxl.load_workbook(paths[1], data_only=True)
    for table, columns in {"02": 5, "05": 5}.items():
        expected = [row["cells"] for row in PUBLISHED[table]["rows"]]
        rows = tabs[f"预算{table}表"].iter_rows(min_row=7, min_col=1 + columns)
        assert [[displayed(cell) for cell in row] for row in rows][: len(expected)] == expected
        assert {cell for row in expected for cell in row if cell} <= texts


def displayed(cell):
    """Show a figure as the published table does: one decimal, nothing for zero."""
    if not cell.value:
        return None
    return f"{Decimal(str(cell.value)).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def text_of(path):
    with pdfplumber.open(path) as pdf:
        return {word for page in pdf.pages for word in page.extract_text().split()}
