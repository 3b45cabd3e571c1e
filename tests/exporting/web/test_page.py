"""The page as a reader of its source finds it: structure, names of cells, nothing from outside."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from budgettool.exporting.web import PageCancelledError, PageNotWrittenError, write_web
from budgettool.sheets.document import Bar, Chart, Part
from budgettool.sheets.sheet import Cell, Column, HeadCell, Row
from budgettool.sheets.text import Paragraph, Plain, Section

CREATED = datetime(2020, 1, 15, tzinfo=UTC)
HOSTILE = '</style><script>alert(1)</script>"><img src=x onerror=alert(1)>&amp;\x00\x1b\ud800\ufffe'
SHOWN = '</style><script>alert(1)</script>"><img src=x onerror=alert(1)>&amp;'


def tables_of(page):
    return page.all("table")


def covered(rows, columns):
    """Lay cells out as a browser does, and give what stands at each position."""
    grid = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    assert (number + down, column + right) not in grid
                    grid[number + down, column + right] = cell
            column += int(cell.get("colspan", 1))
    assert set(grid) == {(row, column) for row in range(len(rows)) for column in range(columns)}
    return grid


def test_one_title_and_headings_in_order(read, document):
    page = read(document)
    levels = [int(h["tag"][1]) for h in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert max(below - above for above, below in pairwise(levels)) == 1
    assert page.all("h1")[0]["text"] == "临溪市人民政府办公室 2020年度部门预算"
    assert page.all("html")[0]["lang"] == "zh-CN"


def test_headings_stay_in_order_where_parts_and_sections_have_none(read, document):
    deep = Section("", "", (Paragraph((Plain("（一）"),), 1), Paragraph((Plain("1．"),), 2)))
    bare = replace(document, parts=(Part("text", "text", sections=(deep,)),))
    page = read(bare)
    assert [h["tag"] for h in page.all("h1", "h2", "h3", "h4")] == ["h1", "h2", "h3"]
    assert page.all("h1")[0]["text"] == document.title


def test_contents_lead_to_every_part_section_table_and_chart(read, document):
    page = read(document)
    (nav,) = page.all("nav")
    links = [a for a in page.all("a") if "nav" in a["within"]]
    assert nav["aria-labelledby"] == page.all("h2")[0]["id"]
    wanted = [heading.title for heading in document.headings() if heading.level < 3]
    assert [a["text"] for a in links] == wanted
    levels = [heading.level for heading in document.headings() if heading.level < 3]
    assert [a["within"].count("ul") for a in links] == levels
    for link in links:
        assert page.with_id(link["href"][1:])["text"] == link["text"]


def test_the_sheets_of_one_table_are_listed_under_its_heading(read, document):
    page = read(document)
    links = [a for a in page.all("a") if a["parent"]["parent"].get("class") == "projects"]
    assert [a["text"] for a in links] == ["智慧城市", "会务"]
    for link in links:
        heading = page.with_id(link["href"][1:])
        assert (heading["tag"], heading["text"]) == ("h4", link["text"])


def test_every_cell_of_every_table_stands_where_it_should(read, document):
    page = read(document)
    assert len(tables_of(page)) == len(document.sheets)
    for table, sheet in zip(tables_of(page), document.sheets, strict=True):
        caption = next(c for c in page.all("caption") if c["parent"] is table)
        assert sheet.title in caption["text"]
        assert sheet.unit in caption["text"]
        rows = page.rows(table)
        grid = covered(rows, len(sheet.columns)) if rows else {}
        for number, row in enumerate(sheet.body):
            for cell in row.cells:
                assert grid[number, cell.column]["text"] == cell.text
        whole = {(n, cell.column) for n, row in enumerate(sheet.body) for cell in row.cells}
        assert not [
            e["text"]
            for place, e in grid.items()
            if place not in whole and e["text"] and "rowspan" not in e and "colspan" not in e
        ]


def test_places_without_a_cell_are_blank(read, tables, make_document):
    rows = (
        Row((Cell(1, "甲", rowspan=2, colspan=2),)),
        Row((Cell(0, "乙"), Cell(4, "丙", rowspan=2))),
        Row((Cell(2, "丁"),)),
        Row(()),
    )
    columns = tuple(Column(str(number), 1, "text") for number in range(5))
    header = tuple(HeadCell(0, number, str(number)) for number in range(5))
    sheet = replace(tables[0], columns=columns, header=header, header_rows=1, numbers=(), body=rows)
    page = read(make_document((sheet,)))
    grid = covered(page.rows(page.all("table")[0]), 5)
    texts = {place: cell["text"] for place, cell in grid.items() if cell["text"]}
    merged = dict.fromkeys([(0, 1), (0, 2), (1, 1), (1, 2)], "甲")
    assert texts == merged | {(1, 0): "乙", (1, 4): "丙", (2, 4): "丙", (2, 2): "丁"}


def test_header_cells_are_merged_as_the_sheet_says(read, document):
    page = read(document)
    for table, sheet in zip(tables_of(page), document.sheets, strict=True):
        rows = page.rows(table, "thead")
        assert len(rows) == sheet.header_rows + bool(sheet.numbers)
        grid = covered(rows, len(sheet.columns)) if rows else {}
        for head in sheet.header:
            cell = grid[head.row, head.column]
            assert (cell["text"], cell["tag"]) == (head.text, "th")
            assert cell["scope"] == ("colgroup" if head.colspan > 1 else "col")


def test_a_figure_is_named_by_its_row_and_all_levels_of_its_column(read, tables, make_document):
    sheet = next(sheet for sheet in tables if sheet.id == "05")
    page = read(make_document((sheet,)))
    (table,) = tables_of(page)
    number, row = next((n, r) for n, r in enumerate(sheet.body) if "行政运行" in r.cells[4].text)
    cell = covered(page.rows(table), len(sheet.columns))[number, 7]
    named = [page.with_id(place)["text"] for place in cell["headers"].split()]
    assert cell["text"] == row.cells[7].text != ""
    assert named == [row.cells[4].text, "基本支出", "工资福利支出"]


def test_figures_of_each_side_are_named_by_the_names_of_that_side(read, tables, make_document):
    sheet = next(sheet for sheet in tables if sheet.id == "01")
    page = read(make_document((sheet,)))
    (table,) = tables_of(page)
    grid = covered(page.rows(table), len(sheet.columns))
    left, right = grid[1, 2], grid[1, 4]

    def named(cell):
        return [page.with_id(place)["text"] for place in cell["headers"].split()]

    assert named(left) == ["一般公共预算收入", "纳入预算管理的行政事业性收费", "收入", "金额"]
    assert named(right) == ["工资福利支出", "支出", "合计"]


def test_every_head_that_a_cell_names_is_there_once(read, document):
    page = read(document)
    ids = [element["id"] for element in page.elements if "id" in element]
    assert len(ids) == len(set(ids))
    named = {place for cell in page.all("td") for place in cell.get("headers", "").split()}
    assert named <= {cell["id"] for cell in page.all("th") if "id" in cell}
    described = {
        table["aria-describedby"] for table in page.all("table") if "aria-describedby" in table
    }
    assert described <= set(ids)


def test_a_form_has_its_own_words_as_heads_and_levels_merged(read, forms, make_document):
    page = read(make_document([form for form in forms if form.id == "11/智慧城市"]))
    heads = {cell["text"]: cell for cell in page.all("th")}
    assert heads["项目名称"]["scope"] == heads["产出目标"]["scope"] == "row"
    assert heads["目标值"]["scope"] == "col"
    assert heads["项目详细信息"]["scope"] == "rowgroup"
    assert heads["产出目标"]["rowspan"] == "5"
    assert heads["数量"]["rowspan"] == "2"
    assert "智慧城市" not in heads


def test_paragraphs_hold_their_figures(read, document):
    page = read(document)
    (figure,) = page.all("data")
    assert (figure["text"], figure["value"]) == ("1,991.60万元", "收入总计|金额")
    assert figure["parent"]["text"] == "2020年收入总计1,991.60万元，支出总计相同。"


def test_a_chart_says_in_words_what_it_draws(read, document):
    page = read(document)
    (chart,) = page.all("svg")
    title, description = (page.with_id(place) for place in chart["aria-labelledby"].split())
    assert (chart["role"], title["tag"], title["text"]) == ("img", "title", "支出构成")
    assert description["text"] == "基本支出 1,384.10万元；结余 -607.50万元。"


def test_bars_are_as_long_as_their_amounts_and_begin_at_nought(read, document):
    page = read(document)
    positive, negative = (r for r in page.all("rect") if "bar" in r["class"].split())
    assert (positive["x"], positive["width"]) == ("30.50%", "69.49%")
    assert (negative["x"], negative["width"], negative["class"]) == ("0.00%", "30.50%", "bar below")


@pytest.mark.parametrize("bars", [(), (Bar("无", 0, "0.00万元"),)])
def test_a_chart_of_nothing_is_drawn(read, document, bars):
    empty = Part("charts", "charts", "图示", charts=(Chart("none", "无", bars),))
    page = read(replace(document, parts=(empty,)))
    assert len(page.all("svg")) == 1
    assert [r["width"] for r in page.all("rect") if r["class"] == "bar"] == ["0.00%"] * len(bars)


def test_a_page_needs_nothing_from_outside_and_forbids_it(write, document):
    source = write(document).read_text(encoding="utf-8")
    outside = re.findall(r"(?:src|href)=\"(?!#|data:image)([^\"]*)\"", source)
    assert all(re.fullmatch(r"%[\w%]+/[\w.-]+", address) for address in outside)
    assert not re.search(r"<script|\son\w+=|url\(|@import|\sstyle=", source)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_mark_is_a_text_of_the_page_and_of_its_title(read, document):
    marked, plain = read(document, mark="草稿"), read(document)
    (note,) = (element for element in marked.elements if element.get("role") == "note")
    assert note["text"] == "草稿"
    assert marked.all("title")[0]["text"] == f"（草稿）{document.title}"
    assert [element for element in plain.elements if element.get("role") == "note"] == []
    assert "草稿" not in plain.all("html")[0]["text"]


def test_hostile_texts_are_words_and_nothing_else(read, tables, make_document):
    sheet = tables[0]
    first = sheet.body[0]._replace(cells=(sheet.body[0].cells[0]._replace(text=HOSTILE),))
    hostile = replace(
        sheet, id=HOSTILE, number=HOSTILE, title=HOSTILE, notes=(HOSTILE,), body=(first,)
    )
    section = Section(HOSTILE, HOSTILE, (Paragraph((Plain(HOSTILE),)),))
    page = read(make_document((hostile,), name=HOSTILE, section=section), mark=HOSTILE)
    assert page.all("script", "img") == []
    assert len(page.all("style")) == 1
    assert page.all("p")[-1]["text"].startswith(SHOWN)
    assert page.rows(page.all("table")[0])[0][0]["text"] == SHOWN
    assert page.all("meta")[3]["content"] == SHOWN
    assert "\x00" not in page.all("html")[0]["text"]


def test_rare_characters_and_long_names_are_kept(read, document):
    name = "某市镕㛃𫖯\ue000" + "长" * 60
    page = read(replace(document, title=name, parts=document.parts[2:3]))
    assert page.all("h1")[0]["text"] == name


def test_places_with_odd_names_have_ids_of_their_own(read, make_document, make_forms):
    names = ("“智慧 城市” #1%20", "“智慧#城市” #1%20", "/", "镕 㛃\n𫖯")
    document = make_document(make_forms(names))
    page = read(document)
    links = [a for a in page.all("a") if a["parent"]["parent"].get("class") == "projects"]
    assert [page.with_id(a["href"][1:])["text"] for a in links] == list(names)
    assert not any(re.search(r"[\s%#\"']", a["href"][1:]) for a in links)


def test_an_empty_document_is_a_page(read, document):
    page = read(replace(document, parts=()))
    assert page.all("h1")[0]["text"] == document.title
    assert page.all("nav", "table") == []


def test_two_runs_give_the_same_bytes(write, document):
    assert write(document, "一.html").read_bytes() == write(document, "一.html").read_bytes()


def test_progress_counts_parts_and_cancelling_leaves_what_was_there(write, document, tmp_path):
    steps = []
    before = write(document, progress=lambda *step: steps.append(step)).read_bytes()
    assert steps == [(number, 5) for number in range(1, 6)]
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(PageCancelledError, match="没有改动"):
        write(document, mark="草稿", cancelled=lambda: True)
    assert {path: path.read_bytes() for path in files} == files
    assert before in files.values()


def test_a_folder_that_is_missing_is_named(tmp_path, document):
    with pytest.raises(PageNotWrittenError, match="换一个位置"):
        write_web(document, tmp_path / "没有" / "公开.html", created=CREATED)
