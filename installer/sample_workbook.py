"""Writes `templates/sample/sample.xlsx`: the sample's CSV files as an accountant would keep them.

One sheet each, with titles, 单位：万元, headings in two rows, merged unit cells, 小计 and 合计.
"""

import csv
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

SAMPLE = Path(__file__).parents[1] / "templates" / "sample"
HEADINGS = (
    ("预算单位", ""),
    ("功能分类科目", "类"),
    ("功能分类科目", "款"),
    ("功能分类科目", "项"),
    ("功能分类科目", "科目名称"),
    ("部门预算支出经济分类", "编码"),
    ("部门预算支出经济分类", "名称"),
    ("支出性质", ""),
    ("支出明细", ""),
    ("资金来源", ""),
    ("项目名称", ""),
    ("预算数", ""),
    ("政府采购", ""),
)
AMOUNT = HEADINGS.index(("预算数", ""))
LAST = len(HEADINGS) - 1


def main() -> None:
    """Write the workbook."""
    path = SAMPLE / "sample.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - as Excel keeps it
        border = book.add_format({"border": 1, "valign": "vcenter"})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        units = read("units.csv")
        write_units(book.add_worksheet("单位表"), units, title, border)
        write_income(book.add_worksheet("收入明细"), read("income.csv"), title, border)
        names = {row["单位代码"]: row["单位名称"] for row in units}
        write_expenditure(
            book.add_worksheet("支出明细"), read("expenditure.csv"), names, title, border
        )
        wrapped = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
        write_fields(book.add_worksheet("填报内容"), read("fields.csv"), title, wrapped)
    print(path)


def read(name: str) -> list[dict[str, str]]:
    """Read one of the sample's files."""
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_units(sheet: Any, units: list[dict[str, str]], title: Any, border: Any) -> None:  # noqa: ANN401
    """Write the units as they are."""
    sheet.merge_range(0, 0, 0, 3, "部门所属单位一览表", title)
    for row, cells in enumerate([list(units[0]), *(list(unit.values()) for unit in units)], 1):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, border)
    sheet.set_column(0, 3, 22)


def write_income(sheet: Any, rows: list[dict[str, str]], title: Any, border: Any) -> None:  # noqa: ANN401
    """Write income with one column a source, as wide sheets have it."""
    sources = list(dict.fromkeys(row["资金来源"] for row in rows))
    sheet.merge_range(0, 0, 0, len(sources) + 1, "2020年收入预算明细表", title)
    sheet.write_string(1, len(sources) + 1, "单位：万元")
    for column, text in enumerate(["单位代码", "合计", *sources]):
        sheet.write_string(2, column, text, border)
    by_unit = {
        unit: {row["资金来源"]: float(row["金额（万元）"]) for row in of_unit}
        for unit, of_unit in groupby(rows, key=lambda row: row["单位代码"])
    }
    for at, (unit, amounts) in enumerate(by_unit.items(), 3):
        sheet.write_string(at, 0, unit, border)
        letters = f"C{at + 1}:{chr(ord('C') + len(sources) - 1)}{at + 1}"
        sheet.write_formula(at, 1, f"=SUM({letters})", border, round(sum(amounts.values()), 6))
        for column, source in enumerate(sources, 2):
            if source in amounts:
                sheet.write_number(at, column, amounts[source], border)
            else:
                sheet.write_blank(at, column, None, border)
    sheet.set_column(0, len(sources) + 1, 16)


def write_expenditure(
    sheet: Any,  # noqa: ANN401
    rows: list[dict[str, str]],
    names: dict[str, str],
    title: Any,  # noqa: ANN401
    border: Any,  # noqa: ANN401
) -> None:
    """Write expenditure a unit at a time, with a 小计 for each and a 合计 at the end."""
    sheet.merge_range(0, 0, 0, LAST, "2020年支出预算明细表", title)
    sheet.write_string(1, 0, "编制部门：临溪市人民政府办公室")
    sheet.write_string(1, AMOUNT, "单位：万元")
    write_headings(sheet, border)
    rows = sorted(rows, key=lambda row: row["单位代码"])
    at, total = 4, 0.0
    for unit, of_unit in groupby(rows, key=lambda row: row["单位代码"]):
        first, lines = at, list(of_unit)
        for line in lines:
            write_line(sheet, at, line, border)
            at += 1
        sheet.merge_range(first, 0, at - 1, 0, f"{unit} {names[unit]}", border)
        subtotal = sum(float(line["金额（万元）"]) for line in lines)
        write_total(sheet, at, "小计", f"=SUM(L{first + 1}:L{at})", subtotal, border)
        total += subtotal
        at += 1
    write_total(sheet, at, "合计", f'=SUMIF(A5:A{at},"小计",L5:L{at})', total, border)
    sheet.set_column(0, LAST, 12)
    sheet.set_column(4, 4, 34)
    sheet.freeze_panes(4, 1)


def write_headings(sheet: Any, border: Any) -> None:  # noqa: ANN401
    """Write two rows of headings, merged as they are read."""
    column = 0
    for (upper, _), group in groupby(HEADINGS, key=lambda pair: (pair[0], bool(pair[1]))):
        lowers = [lower for _, lower in group]
        if lowers == [""]:
            sheet.merge_range(2, column, 3, column, upper, border)
        else:
            sheet.merge_range(2, column, 2, column + len(lowers) - 1, upper, border)
            for offset, lower in enumerate(lowers):
                sheet.write_string(3, column + offset, lower, border)
        column += len(lowers)


def write_line(sheet: Any, at: int, line: dict[str, str], border: Any) -> None:  # noqa: ANN401
    """Write one line; the unit's cell is merged later."""
    function, function_name = line["功能科目"].split(" ", 1)
    economic, economic_name = line["部门经济科目"].split(" ", 1)
    texts = [
        *(function[:3], function[3:5], function[5:], function_name),
        *(economic, economic_name),
        *line["支出性质"].split("/"),
        *(line["资金来源"], line["项目名称"]),
    ]
    for column, text in enumerate(texts, 1):
        sheet.write_string(at, column, text, border)
    sheet.write_number(at, AMOUNT, float(line["金额（万元）"]), border)
    sheet.write_string(at, LAST, line["政府采购"], border)


def write_total(sheet: Any, at: int, name: str, formula: str, value: float, border: Any) -> None:  # noqa: ANN401
    """Write a row of totals."""
    sheet.write_string(at, 0, name, border)
    for column in range(1, AMOUNT):
        sheet.write_blank(at, column, None, border)
    sheet.write_formula(at, AMOUNT, formula, border, round(value, 6))
    sheet.write_blank(at, LAST, None, border)


def write_fields(sheet: Any, rows: list[dict[str, str]], title: Any, border: Any) -> None:  # noqa: ANN401
    """Write what is filled in of the department and its projects, as it is."""
    sheet.merge_range(0, 0, 0, 3, "2020年绩效目标和说明文字填报内容", title)
    for at, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)], 1):
        for column, text in enumerate(cells):
            sheet.write_string(at, column, text, border)
    for column, width in enumerate((36, 24, 6, 80)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(2, 0)


if __name__ == "__main__":
    main()
