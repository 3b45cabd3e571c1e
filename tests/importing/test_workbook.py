import struct
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.importing import (
    DamagedError,
    EncryptedError,
    SourceError,
    TooLargeError,
    grid,
    ooxml,
    propose,
    read_workbook,
    worksheet,
)
from budgettool.importing.grid import MAX_ROWS, number_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = (
    '<?xml version="1.0"?><worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)


@pytest.fixture
def with_sheet(write_xlsx, tmp_path):
    """Make a workbook whose only sheet has this XML."""

    def make(xml, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / "made.xlsx"
        with zipfile.ZipFile(write_xlsx([["x"]], name="base.xlsx")) as base:
            parts = {name: base.read(name) for name in base.namelist()}
        parts["xl/worksheets/sheet1.xml"] = xml.encode()
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    return make


def rows_of(path):
    return [tuple(row) for row in read_workbook(path).grids[0].rows]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf<html><table>", "网页"),
        (b"<?xml version='1.0'?><Workbook/>", "网页"),
        (b"%PDF-1.7", "不是工作簿"),
        (b"PK\x03\x04 broken", "损坏"),
        (OLE + b"\0" * 600, "损坏"),
        (b"a,b\n\0,1", "空字符"),
        (b"\xff\xff\xff\x81,1", "UTF-8"),
        (b'"a,b\n' + b"x" * 200_000, "过长"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_name(tmp_path, content, reason):
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=reason) as caught:
        read_workbook(path)
    assert "表.xlsx" in str(caught.value)


def compound(*names):
    """Make a compound file whose streams have these names and nothing in them."""
    none, end = b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"
    header = OLE + bytes(16) + struct.pack("<5H6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
        0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + bytes(4) + none * 108  # fmt: skip
    fat = b"\xfd\xff\xff\xff" + end + none * 126
    entries = b""
    for name in ("Root Entry", *names):
        text = f"{name}\0".encode("utf-16-le")
        entries += (
            text.ljust(64, b"\0") + struct.pack("<HB", len(text), 2) + bytes(49) + end + bytes(8)
        )
    return header + fat + entries.ljust(512, b"\0")


def test_encrypted_workbooks_say_so(tmp_path):
    path = tmp_path / "密.xlsx"
    path.write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(EncryptedError, match="取消密码"):
        read_workbook(path)
    path.write_bytes(compound("WordDocument"))
    with pytest.raises(DamagedError):
        read_workbook(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(SourceError, match="文件夹"):
        read_workbook(tmp_path)
    with pytest.raises(SourceError, match="找不到"):
        read_workbook(tmp_path / "无.csv")


def test_content_decides_not_the_suffix(write_xlsx, write_csv):
    assert rows_of(write_xlsx([["a", 1]], name="其实是xlsx.xls")) == [("a", "1")]
    assert rows_of(write_csv([["a", 1]], name="其实是csv.xlsx")) == [("a", "1")]


def test_a_truncated_workbook_is_damaged(write_xlsx):
    path = write_xlsx([["a"] * 50] * 50)
    whole = path.read_bytes()
    for size in (len(whole) // 3, len(whole) - 40):
        path.write_bytes(whole[:size])
        with pytest.raises(DamagedError):
            read_workbook(path)


def test_zip_bombs_are_refused_before_they_are_unpacked(with_sheet, monkeypatch):
    path = with_sheet(HEAD + " " * 30_000_000 + "</sheetData></worksheet>")
    with pytest.raises(TooLargeError, match="压缩"):
        read_workbook(path)
    monkeypatch.setattr(ooxml, "MAX_UNPACKED", 10_000_000)
    with pytest.raises(TooLargeError, match="解压"):
        read_workbook(path)


def test_entities_are_refused(with_sheet):
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = with_sheet(HEAD.replace("<worksheet", bomb + "<worksheet") + "</sheetData></worksheet>")
    with pytest.raises(DamagedError, match="XML"):
        read_workbook(path)


def test_too_many_rows_stop_early(with_sheet, tmp_path):
    row = f'<row r="{MAX_ROWS + 1}"><c r="A{MAX_ROWS + 1}"><v>1</v></c></row>'
    with pytest.raises(TooLargeError, match="200,000 行"):
        read_workbook(with_sheet(HEAD + row + "</sheetData></worksheet>"))
    path = tmp_path / "大.csv"
    path.write_text("1,2\n" * (MAX_ROWS + 1))
    with pytest.raises(TooLargeError, match="200,000 行"):
        read_workbook(path)


def test_empty_formatted_cells_cost_nothing(with_sheet):
    empty = "".join(f'<c r="{letter}2" s="1"/>' for letter in ("A", "ZZ", "XFD"))
    far = f'<row r="2">{empty}</row><row r="1048576"><c r="A1048576" s="1"/></row>'
    path = with_sheet(f'{HEAD}<row r="1"><c r="B1"><v>7</v></c></row>{far}</sheetData></worksheet>')
    assert rows_of(path) == [("", "7")]


def test_too_wide_and_too_long_cells_are_refused(with_sheet, write_csv, monkeypatch):
    wide = HEAD + '<row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(TooLargeError, match="列"):
        read_workbook(with_sheet(wide))
    with pytest.raises(TooLargeError, match="A1"):
        read_workbook(write_csv([["字" * 40_000]]))
    monkeypatch.setattr(worksheet, "MAX_CELLS", 1)
    cells = '<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c>'
    with pytest.raises(TooLargeError, match="单元格"):
        read_workbook(with_sheet(f'{HEAD}<row r="1">{cells}</row></sheetData></worksheet>'))


def test_formulas_errors_and_dates_are_no_amounts(write_xlsx, register):
    def odd(book, sheet):
        sheet.write_formula("C2", "=1+1", None, "")
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
        sheet.write_number("C4", 43831, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula("C5", "=1+1", None, 2)

    rows = [["单位代码", "资金来源", "金额（元）"], *[["016001", "事业收入"]] * 4]
    proposal = propose(write_xlsx(rows, touch=odd), register)
    assert [line.amount for line in proposal.income] == [200]
    assert [problem.cell for problem in proposal.problems] == ["C2", "C3", "C4"]


def test_a_formula_without_result_says_what_to_do(with_sheet):
    row = '<row r="1"><c r="A1"><f>1+1</f></c></row>'
    (found,) = read_workbook(with_sheet(HEAD + row + "</sheetData></worksheet>")).grids
    assert "打开并保存一次" in found.flaws[0, 0]


def test_a_strange_encoding_is_no_crash(with_sheet):
    xml = HEAD.replace("?>", ' encoding="U-8"?>', 1) + "</sheetData></worksheet>"
    assert rows_of(with_sheet(xml)) == []


def test_prefixed_xml_is_read(with_sheet):
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>'
        "<x:c><x:v>1E-2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert rows_of(with_sheet(xml)) == [("甲", "0.01")]


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_numbers_keep_what_was_typed(value):
    assert Decimal(number_text(float(value))) == value


def test_binary_noise_is_not_a_figure():
    assert number_text(0.1 + 0.2) == "0.3"
    assert number_text(1e5) == "100000"
    assert number_text(2010301.0) == "2010301"


def test_cells_are_named_as_a_spreadsheet_does():
    assert [grid.cell_name(0, 0), grid.cell_name(9, 27)] == ["A1", "AB10"]
    assert all(grid.column_index(grid.column_name(at)) == at for at in range(0, 16_384, 37))
