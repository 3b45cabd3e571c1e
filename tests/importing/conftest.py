import csv
from pathlib import Path

import pytest
import xlsxwriter

from budgettool.codes import load_classification
from budgettool.importing import Register
from budgettool.model import Unit
from budgettool.packs.vocabulary import Member, Vocabulary

UNITS = (
    Unit("u0", "016", "临溪市人民政府办公室", "汇总"),
    Unit("u1", "016001", "机关本级", "行政", "016"),
    Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016"),
)


@pytest.fixture(scope="session")
def register():
    vocabulary = Vocabulary(
        {
            "source": [
                Member("一般公共预算"),
                Member("一般公共预算/财政拨款"),
                Member("一般公共预算/债务收入"),
                Member("政府性基金/债务收入"),
                Member("事业收入"),
                Member("部门结转"),
            ],
            "nature": [
                Member("基本支出"),
                Member("基本支出/工资福利支出"),
                Member("基本支出/公用经费"),
                Member("项目支出"),
                Member("项目支出/专项资金"),
            ],
        }
    )
    return Register(2020, UNITS, vocabulary, load_classification(2020))


@pytest.fixture
def write_csv(tmp_path):
    def write(rows, name="支出.csv", encoding="utf-8", delimiter=","):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def write_xlsx(tmp_path):
    """Write rows to a workbook; `touch(book, sheet)` may do more to it."""

    def write(rows, name="支出.xlsx", sheet="支出", touch=None) -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        if touch:
            touch(book, page)
        book.close()
        return path

    return write


HEADINGS = [
    "单位代码",
    "功能科目",
    "部门经济科目",
    "支出性质",
    "资金来源",
    "项目名称",
    "金额（万元）",
]
ROW = ["016001", "2010301", "30101", "基本支出/工资福利支出", "财政拨款", "", "263.1"]


@pytest.fixture
def headings():
    return list(HEADINGS)


@pytest.fixture
def row():
    return list(ROW)
