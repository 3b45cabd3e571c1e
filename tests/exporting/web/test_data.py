"""The tables as data: what a spreadsheet opens, and what a program reads."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from budgettool.exporting.web import (
    PageNotWrittenError,
    data_folder,
    write_table_data,
    write_web,
)
from budgettool.sheets.sheet import Cell, Column, HeadCell, Row


def rows_of(path):
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


@pytest.fixture
def one(tables):
    """A small table with one row of cells that a test gives."""

    def make(*cells, **more):
        columns = tuple(Column(f"列{n}", 1, cell.kind) for n, cell in enumerate(cells))
        header = tuple(HeadCell(0, n, f"列{n}") for n in range(len(cells)))
        body = (Row(tuple(cell._replace(column=n) for n, cell in enumerate(cells))),)
        given = {"columns": columns, "header": header, "header_rows": 1, "body": body}
        return replace(tables[0], **(given | {"numbers": (), "notes": ()} | more))

    return make


@pytest.fixture
def written(tmp_path):
    def write(*sheets, **more):
        write_table_data(sheets, tmp_path / "数据", **more)
        return tmp_path / "数据"

    return write


def test_a_table_is_one_file_with_one_row_of_heads(written, tables):
    sheet = next(sheet for sheet in tables if sheet.id == "05")
    head, *rows = rows_of(written(sheet) / "05.csv")
    assert head[:2] + head[4:8] == [
        "科目编码/类",
        "科目编码/款",
        "单位（科目名称）",
        "总计（万元）",
        "基本支出/小计（万元）",
        "基本支出/工资福利支出（万元）",
    ]
    printed = [[cell.text.replace(",", "") for cell in row.cells] for row in sheet.body]
    assert rows == printed
    assert rows[0][5] == "1990.5"


def test_what_stands_over_several_rows_is_said_in_each(written, tables):
    sheet = next(sheet for sheet in tables if sheet.id == "01")
    _, *rows = rows_of(written(sheet) / "01.csv")
    assert {row[0] for row in rows[:12]} == {"一般公共预算收入"}
    assert [row[1] for row in rows[:3]] == [
        "财政拨款",
        "纳入预算管理的行政事业性收费",
        "专项收入",
    ]


def test_forms_of_all_projects_are_one_file_that_names_them(written, forms):
    sheets = [form for form in forms if form.id.startswith("11/")]
    folder = written(*sheets)
    head, *rows = rows_of(folder / "11.csv")
    assert head == ["项目", "第1列", "第2列", "第3列", "第4列"]
    assert {row[0] for row in rows} == {"智慧城市", "会务"}
    assert ["会务", "产出目标", "数量", "培训次数", "≥10次"] in rows
    assert sorted(path.name for path in folder.iterdir()) == ["11.csv", "tables.json"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_a_text_that_looks_like_a_formula_stays_a_text(written, one, text):
    sheet = one(Cell(0, text), Cell(0, "名称"), id="11/" + text)
    (_, row) = rows_of(written(sheet) / "11.csv")
    assert row == ["'" + text, "'" + text, "名称"]


def test_negative_figures_stay_figures_and_nothing_else_passes_for_one(written, one):
    sheet = one(
        Cell(0, "-1,234.5", "amount", -12_345 * 10**5),
        Cell(0, "-12.50%", "rate", -12_500_000),
        Cell(0, "-", "rate"),
        Cell(0, "=1+1", "amount", 200),
    )
    (_, row) = rows_of(written(sheet) / f"{sheet.id}.csv")
    assert row == ["-1234.5", "-12.50%", "'-", "'=1+1"]


def test_the_json_has_each_figure_to_the_fen_with_its_reference(written, tables):
    told = json.loads((written(*tables, title="公开表", mark="草稿") / "tables.json").read_bytes())
    assert (told["title"], told["mark"]) == ("公开表", "草稿")
    assert [table["id"] for table in told["tables"]] == [sheet.id for sheet in tables]
    for table, sheet in zip(told["tables"], tables, strict=True):
        assert (table["title"], table["unit"]) == (sheet.title, sheet.unit)
        found = {
            cell["reference"]: cell["fen"]
            for row in table["rows"]
            for cell in row["cells"]
            if "fen" in cell
        }
        assert found == {
            cell.reference: cell.exact
            for row in sheet.body
            for cell in row.cells
            if cell.kind == "amount"
        }
        assert all(isinstance(fen, int) for fen in found.values())
        texts = [[cell["text"] for cell in row["cells"]] for row in table["rows"]]
        assert texts == [[cell.text for cell in row.cells] for row in sheet.body]


def test_the_json_has_the_header_as_a_tree(written, tables):
    sheet = next(sheet for sheet in tables if sheet.id == "05")
    (table,) = json.loads((written(sheet) / "tables.json").read_bytes())["tables"]
    basic = next(head for head in table["header"] if head["text"] == "基本支出")
    assert (basic["column"], basic["columns"]) == (6, 4)
    assert [head["text"] for head in basic["children"]] == [
        "小计",
        "工资福利支出",
        "公用经费",
        "对个人和家庭的补助",
    ]


def test_an_amount_that_is_not_printed_is_not_told(written, one):
    folder = written(one(Cell(0, "", "amount", 123_456_789), Cell(0, "", "amount", 0)))
    ((row,),) = (t["rows"] for t in json.loads((folder / "tables.json").read_bytes())["tables"])
    assert row["cells"] == [{"column": 0, "text": ""}, {"column": 1, "text": "", "fen": 0}]
    assert b"123456789" not in b"".join(path.read_bytes() for path in folder.iterdir())


def test_odd_texts_and_ids_do_not_break_the_files(written, one):
    odd = '镕㛃𫖯"，,\n第二行\x00\ud800\ue000'
    sheets = [
        one(Cell(0, odd), id=name) for name in ("../../x", "..", "a", "A", odd, "", "长" * 300)
    ]
    folder = written(*sheets)
    names = sorted(path.name for path in folder.iterdir())
    assert len({name.casefold() for name in names}) == 7
    assert all(name.isascii() and len(name) < 60 and ".." not in name for name in names)
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, strict=True))[1:] == [['镕㛃𫖯"，,\n第二行\ue000']]
    (cell,) = json.loads((folder / "tables.json").read_bytes())["tables"][0]["rows"][0]["cells"]
    assert cell["text"] == '镕㛃𫖯"，,\n第二行\ue000'


def test_what_is_no_longer_published_does_not_stay(written, tables):
    folder = written(*tables)
    (folder / "自己的.csv").touch()
    (folder / "other.csv").touch()
    written(*tables[1:])
    assert not (folder / f"{tables[0].id}.csv").exists()
    assert (folder / f"{tables[1].id}.csv").exists()
    assert (folder / "自己的.csv").exists()
    assert (folder / "other.csv").exists()


@pytest.mark.parametrize(
    "list_of_files",
    [b"", b"[]", b'{"files":"a.csv"}', b'{"files":[1,"../keep.csv","/keep.csv",null]}', b"\xff"],
)
def test_an_older_list_of_files_is_not_believed(written, tables, tmp_path, list_of_files):
    (tmp_path / "keep.csv").touch()
    folder = tmp_path / "数据"
    folder.mkdir()
    (folder / "tables.json").write_bytes(list_of_files)
    written(tables[0])
    assert (tmp_path / "keep.csv").exists()


def test_the_page_links_to_every_file_beside_it(read, document, tmp_path):
    page = read(document, name="临溪 #1%公开.html")
    links = [a["href"] for a in page.all("a") if "download" in a]
    files = set(data_folder(tmp_path / "临溪 #1%公开.html").iterdir())
    assert {tmp_path / unquote(link) for link in links} == files
    assert len(links) == len(files) == len({sheet.id[:2] for sheet in document.sheets}) + 1


def test_a_page_without_data_links_to_none_and_writes_none(read, document, tmp_path):
    page = read(document, with_data=False)
    assert [a for a in page.all("a") if not a["href"].startswith("#")] == []
    assert [path.name for path in tmp_path.iterdir()] == ["公开.html"]


def test_two_runs_give_the_same_data(written, tables):
    folder = written(*tables)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert {path: path.read_bytes() for path in written(*tables).iterdir()} == before


def test_a_folder_that_cannot_be_made_is_named_and_no_page_is_written(document, tmp_path):
    page = tmp_path / "公开.html"
    data_folder(page).touch()
    with pytest.raises(PageNotWrittenError, match=r"公开_数据.*已有同名"):
        write_web(document, page, created=datetime(2020, 1, 15, tzinfo=UTC))
    assert not page.exists()
