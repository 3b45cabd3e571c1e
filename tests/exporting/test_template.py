"""An office's own workbook, filled with the exact figures."""

from zipfile import ZipFile

import openpyxl
import pytest

from budgettool.exporting.template import TemplateError, UnknownReferencesError, fill_template
from budgettool.sheets.sheet import Cell, Column, Row, Sheet


@pytest.fixture
def sheet():
    cells = (
        Cell(0, "1,990.5", "amount", 1_990_512_300, "05.合计[总计]"),
        Cell(1, "", "amount", 0, "05.合计[项目支出/小计]"),
        Cell(2, "12.50%", "rate", 12_500_000, "05.合计[增减率]"),
    )
    return Sheet(
        id="05",
        number="预算05表",
        title="",
        unit="万元",
        fen_per_unit=1_000_000,
        decimals=1,
        thousands=True,
        captions=(),
        columns=(Column("a", 1, "amount"),) * 3,
        header=(),
        header_rows=0,
        numbers=(),
        body=(Row(cells),),
    )


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "模板.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "汇总"
    book.active["A1"] = "{05.合计[总计]}"
    book.active["A1"].number_format = "0.00"
    book.active["A2"] = "支出 {05.合计[总计]} 万元，增长{05.合计[增减率]}"
    book.active["A3"] = "{05.合计[项目支出/小计]}"
    book.active["A4"] = "{05.合计[增减率]}"
    book.active["A5"] = "=A1*2"
    book.active["A6"] = "{不是引用}"
    book.save(path)
    return path


def test_cells_get_exact_figures_and_keep_their_format(template, sheet, tmp_path):
    out = tmp_path / "out.xlsx"
    assert fill_template(template, (sheet,), out) == 4
    filled = openpyxl.load_workbook(out)["汇总"]
    assert [filled[f"A{row}"].value for row in range(1, 7)] == [
        1990.5123,
        "支出 1,990.5 万元，增长12.50%",
        None,
        0.125,
        "=A1*2",
        "{不是引用}",
    ]
    assert filled["A1"].number_format == "0.00"


def test_an_unknown_reference_is_named_with_its_place_and_nothing_is_written(
    template, sheet, tmp_path
):
    book = openpyxl.load_workbook(template)
    book["汇总"]["C7"] = "{05.合计[没有]}"
    book.save(template)
    with pytest.raises(
        UnknownReferencesError, match=r"工作表“汇总”单元格 C7：没有“05\.合计"
    ) as caught:
        fill_template(template, (sheet,), tmp_path / "out.xlsx")
    assert caught.value.unknown[0].reference == "05.合计[没有]"
    assert list(tmp_path.iterdir()) == [template]


def test_a_file_that_is_no_workbook_is_refused(sheet, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no zip")
    with pytest.raises(TemplateError, match="不是 xlsx"):
        fill_template(path, (sheet,), tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook><broken"),
        ("xl/worksheets/sheet1.xml", b"\x00\x01"),
        ("xl/worksheets/sheet1.xml", '<c r="A1" t="s"><v>99</v></c>'),
        ("[Content_Types].xml", b""),
    ],
)
def test_a_damaged_workbook_is_refused(template, sheet, tmp_path, part, content):
    if isinstance(content, str):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        row = f'<row r="1">{content}</row>'
        content = f'<worksheet xmlns="{main}"><sheetData>{row}</sheetData></worksheet>'.encode()
    path = tmp_path / "damaged.xlsx"
    with ZipFile(template) as whole, ZipFile(path, "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, content if name == part else whole.read(name))
    with pytest.raises(TemplateError, match="不是 xlsx"):
        fill_template(path, (sheet,), tmp_path / "out.xlsx")


def test_text_that_begins_with_a_sign_stays_text(template, sheet, tmp_path):
    cell = Cell(0, "=1+1", "text", None, "05.名称[名称]")
    named = Sheet(
        **{name: getattr(sheet, name) for name in sheet.__slots__} | {"body": (Row((cell,)),)}
    )
    book = openpyxl.Workbook()
    book.active["A1"] = "{05.名称[名称]}"
    book.save(template)
    fill_template(template, (named,), tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["A1"].data_type == "s"


def test_the_macros_of_a_template_are_not_left_open(sample, tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    book.active["B2"] = "{01.支出合计[合计]}"
    book.save(tmp_path / "批复.xlsm")
    opened, load = [], openpyxl.load_workbook

    def keep(*said, **more):
        opened.append(load(*said, **more))
        return opened[-1]

    monkeypatch.setattr(openpyxl, "load_workbook", keep)
    fill_template(tmp_path / "批复.xlsm", sample.sheets, tmp_path / "out.xlsm")
    assert opened[0].vba_archive.fp is None
