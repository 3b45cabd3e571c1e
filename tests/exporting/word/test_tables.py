"""Sheets as Word tables: every cell in its place, merged, repeated, kept together, readable."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn

from budgettool.exporting.word import TableTooWideError
from budgettool.sheets.document import Document, Part
from budgettool.sheets.sheet import Cell, Column, HeadCell, Page, Row, Sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def form(project, rows=4, text="概况"):
    """A form of a project, with a level that covers several rows."""
    body = [Row((Cell(0, "项目概况"), Cell(1, text, colspan=2)), height=2)]
    body.append(Row((Cell(0, "项目绩效目标", colspan=3, align="center"),), "band"))
    for number in range(rows):
        level = (Cell(0, "产出目标", rowspan=rows, align="center"),) if not number else ()
        body.append(Row((*level, Cell(1, f"指标{number}"), Cell(2, "≥95%", align="center"))))
    return Sheet(
        id=f"11/{project}",
        number="预算 11 表",
        title="项目绩效目标表",
        unit="万元",
        fen_per_unit=1_000_000,
        decimals=2,
        thousands=False,
        captions=(),
        columns=tuple(Column(f"列{number}", 10, "text") for number in range(3)),
        header=(HeadCell(0, 0, "项目名称"), HeadCell(0, 1, project, colspan=2)),
        header_rows=1,
        numbers=(),
        body=tuple(body),
        page=Page(orientation="portrait"),
    )


def annex(*sheets):
    return Document("标题", "某局", 2020, "页眉", (Part("annex", "tables", sheets=sheets),))


@pytest.fixture
def one(write, tmp_path):
    """Write some sheets and give the file."""
    return lambda *sheets: docx.Document(str(write(annex(*sheets), tmp_path / "a.docx")))


@pytest.fixture(scope="module")
def tables(written, document):
    """The tables of the document by the sheet that they are of; the chart's comes first."""
    found = docx.Document(str(written)).tables[1:]
    return list(zip(document.sheets, found, strict=True))


def cells_of(row):
    """Give the cells of a row as written: grid column, span, merge, words."""
    column = 0
    for cell in row._tr.tc_lst:  # noqa: SLF001 - merged cells as they are in the file
        words = "\n".join(item.text for item in cell.p_lst)
        yield column, cell.grid_span, cell.vMerge, words, cell
        column += cell.grid_span


def begun(row):
    """Give what begins in a row, by column; continued cells left out."""
    return {
        column: words.replace("\n", "")
        for column, _, merge, words, _ in cells_of(row)
        if merge != "continue" and words
    }


def test_every_cell_of_every_sheet_is_in_its_place(tables):
    for sheet, table in tables:
        skipped = sheet.header_rows + bool(sheet.numbers)
        for row, written in zip(sheet.body, table.rows[skipped:], strict=True):
            assert begun(written) == {
                cell.column: cell.text.replace("\n", "") for cell in row.cells if cell.text
            }


def test_every_header_cell_is_in_its_place(tables):
    for sheet, table in tables:
        for number, written in enumerate(table.rows[: sheet.header_rows]):
            assert begun(written) == {
                cell.column: cell.text for cell in sheet.header if cell.row == number and cell.text
            }


def test_every_row_fills_all_columns(tables):
    for sheet, table in tables:
        for row in table.rows:
            assert sum(span for _, span, *_ in cells_of(row)) == len(sheet.columns)


def test_the_header_is_repeated_and_the_number_row_is_not(tables):
    for sheet, table in tables:
        repeated = [row._tr.find(f".//{W}tblHeader") is not None for row in table.rows]  # noqa: SLF001
        assert repeated.index(False) == sheet.header_rows
        assert not any(repeated[sheet.header_rows :])


def test_rows_stay_on_one_page(tables):
    for _, table in tables:
        assert all(row._tr.find(f".//{W}cantSplit") is not None for row in table.rows)  # noqa: SLF001


def test_a_row_that_fills_pages_may_be_divided(one):
    table = one(form("甲", text="为推进公共信用信息平台建设。" * 300)).tables[0]
    kept = [row._tr.find(f".//{W}cantSplit") is not None for row in table.rows]  # noqa: SLF001
    assert kept == [True, False, True, True, True, True, True]


def test_levels_of_a_form_are_merged(one):
    rows = one(form("甲", rows=4)).tables[0].rows
    merges = [next(cells_of(row))[2] for row in rows]
    assert merges == [None, None, None, "restart", "continue", "continue", "continue"]
    assert [span for _, span, *_ in cells_of(rows[2])] == [3]
    shade = next(cells_of(rows[2]))[4].find(f".//{W}shd")
    assert shade.get(f"{W}fill") == "F2F2F2"


def test_rows_of_a_short_level_stay_together_and_those_of_a_long_one_do_not(one):
    def kept(rows):
        table = one(form("甲", rows=rows)).tables[0]
        return [row._tr.find(f".//{W}keepNext") is not None for row in table.rows[3:]]  # noqa: SLF001

    assert kept(4) == [True, True, True, False]
    assert kept(40) == [False] * 40


def test_the_heading_of_a_group_stays_with_its_first_row(tables):
    sheet, table = next(item for item in tables if item[0].id == "06")
    kept = [
        begun(row)[0]
        for row in table.rows[sheet.header_rows :]
        if row._tr.find(f".//{W}keepNext") is not None  # noqa: SLF001
    ]
    assert kept == ["301", "302", "303", "310"]


def test_headers_are_merged_as_in_the_sheet(tables):
    sheet, table = next(item for item in tables if item[0].id == "05")
    spans = {
        (number, column): (span, merge)
        for number, row in enumerate(table.rows[: sheet.header_rows])
        for column, span, merge, *_ in cells_of(row)
    }
    for cell in sheet.header:
        span, merge = spans[cell.row, cell.column]
        assert span == cell.colspan
        assert merge == ("restart" if cell.rowspan > 1 else None)
        for row in range(cell.row + 1, cell.row + cell.rowspan):
            assert spans[row, cell.column] == (cell.colspan, "continue")


def test_figures_stand_at_the_right_and_totals_are_bold(tables):
    sheet, table = next(item for item in tables if item[0].id == "05")
    skipped = sheet.header_rows + bool(sheet.numbers)
    for row, written in zip(sheet.body, table.rows[skipped:], strict=True):
        cells = {column: cell for column, _, _, words, cell in cells_of(written) if words}
        for cell in row.cells:
            if cell.text:
                found = cells[cell.column]
                style = found.find(f".//{W}pStyle").get(f"{W}val")
                assert (style == "TableFigure") == (cell.align == "right")
                bold = found.find(f".//{W}b") is not None
                assert bold == (cell.bold or row.style != "plain")


def test_columns_fill_the_page_between_its_margins(tables, written):
    sections = docx.Document(str(written)).sections
    rooms = {
        section.page_width.twips - section.left_margin.twips - section.right_margin.twips
        for section in sections
    }
    for _, table in tables:
        width = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)  # noqa: SLF001
        assert min(abs(width - room) for room in rooms) <= 2


def test_a_table_says_what_it_is_to_who_cannot_see_it(tables):
    for sheet, table in tables:
        name = table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")  # noqa: SLF001
        assert name == f"{sheet.number} {sheet.title}"


def test_number_title_and_captions_stand_above_and_notes_below(one, sample):
    sheet = next(item for item in sample.sheets if item.id == "08")
    file = one(sheet)
    body = list(file.element.body)
    place = body.index(file.tables[0]._tbl)  # noqa: SLF001
    above = [item.style.name for item in file.paragraphs[:place]]
    words = [item.text for item in file.paragraphs]
    assert above == ["表号", "表题", "表首"]
    assert words[:2] == [sheet.number, sheet.title]
    assert words[2].split("\t") == [text for text in sheet.captions[0] if text]
    assert tuple(words[place:]) == sheet.notes


def test_a_long_table_has_its_title_at_the_head_of_each_further_page(written, document):
    sections = docx.Document(str(written)).sections
    heads = {
        tuple(item.text for item in section.header.paragraphs[1:3]): section
        for section in sections
        if section.different_first_page_header_footer
    }
    sheet = next(sheet for sheet in document.sheets if sheet.id == "06")
    assert (sheet.number, sheet.title) in heads
    first = heads[sheet.number, sheet.title].first_page_header
    assert [item.text for item in first.paragraphs] == [document.head]


def test_the_title_of_a_long_first_table_is_not_at_the_head_of_others(one, sample):
    long, short = (next(item for item in sample.sheets if item.id == each) for each in ("06", "09"))
    heads = [
        [item.text for item in section.header.paragraphs] for section in one(long, short).sections
    ]
    assert len(heads) == 2
    assert long.title in heads[0]
    assert long.title not in heads[1]


def test_a_table_of_many_columns_is_set_in_smaller_type(tables):
    def size(sheet_id):
        table = next(table for sheet, table in tables if sheet.id == sheet_id)
        found = table._tbl.find(f".//{W}tr[3]//{W}sz")  # noqa: SLF001
        return int(found.get(f"{W}val")) if found is not None else 18

    assert size("01") <= size("05")


def test_a_figure_wider_than_its_column_is_condensed_not_broken(one, sample):
    sheet = next(item for item in sample.sheets if item.id == "01")
    wide = "123,456,789,012,345,678.90"
    row = sheet.body[-1]
    cells = tuple(cell._replace(text=wide) if cell.kind == "amount" else cell for cell in row.cells)
    table = one(replace(sheet, body=(*sheet.body[:-1], row._replace(cells=cells)))).tables[0]
    scales = [int(item.get(f"{W}val")) for item in table._tbl.iter(f"{W}w")]  # noqa: SLF001
    assert scales
    assert all(40 <= scale < 100 for scale in scales)


def test_projects_are_found_by_name_and_listed_once(write, part_of, tmp_path):
    sheets = [form(f"项目{number}") for number in range(400)]
    part = Part("annex", "tables", "附件", sheets=tuple(sheets))
    path = tmp_path / "a.docx"
    write(Document("标题", "某局", 2020, "", (Part("c", "contents"), part)), path)
    root = ET.fromstring(part_of(path))  # noqa: S314 - our own file
    names = [
        "".join(text.text for text in item.iter(f"{W}t"))
        for item in root.iter(f"{W}p")
        if item.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "TableProject"
    ]
    assert names == [f"项目{number}预算 11 表" for number in range(1, 400)]
    assert part_of(path).count("PAGEREF") == 2
    assert len(docx.Document(str(path)).sections) == 3


def test_projects_of_one_name_do_not_break_the_file(one):
    file = one(form("甲"), form("甲"))
    names = [item.get(f"{W}name") for item in file.element.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert len(file.tables) == 2


@pytest.mark.parametrize("body", [(), (Row(()),), (Row((Cell(2, "末列"),)),)])
def test_rows_that_lack_cells_still_make_a_table(body, one):
    table = one(replace(form("甲"), body=body)).tables[0]
    assert len(table.rows) == 1 + len(body)
    for row in table.rows:
        assert sum(span for _, span, *_ in cells_of(row)) == 3


def test_more_columns_than_word_can_show_are_refused(one):
    columns = tuple(Column(f"列{number}", 1, "text") for number in range(64))
    with pytest.raises(TableTooWideError, match=r"“预算 11 表”有 64 列.*63 列"):
        one(replace(form("甲"), columns=columns))
    one(replace(form("甲"), columns=columns[:63]))


def test_a_chart_shows_amounts_as_lengths(written):
    rows = docx.Document(str(written)).tables[0].rows
    bars = [list(cells_of(row)) for row in rows][::2]
    lengths = [int(bar[1][4].tcPr.find(f"{W}tcW").get(f"{W}w")) for bar in bars]
    fills = [bar[1][4].find(f".//{W}shd").get(f"{W}fill") for bar in bars]
    assert [(bar[0][3], bar[2][3]) for bar in bars] == [
        ("基本支出", "1384.10万元"),
        ("项目支出", "607.50万元"),
        ("上年结转", "-0.01万元"),
    ]
    assert lengths[1] / lengths[0] == pytest.approx(607.5 / 1384.1, abs=0.001)
    assert lengths[2] > 0
    assert fills[0] == fills[1] != fills[2]
