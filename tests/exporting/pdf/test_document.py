import io
import itertools
import re
from dataclasses import replace

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from budgettool.exporting.pdf import PdfCancelledError, PdfFileError, open_font_book
from budgettool.sheets.sheet import Page


def table_of(page):
    """Read a page's table as texts, without line breaks."""
    (table,) = page.extract_tables()
    return [[cell and re.sub(r"\s", "", cell) for cell in row] for row in table]


def expected_rows(sheet):
    """Lay a sheet's body out as pdfplumber gives it: None where a merged cell covers."""
    grid = [[None] * len(sheet.columns) for _ in sheet.body]
    for number, row in enumerate(sheet.body):
        for cell in row.cells:
            grid[number][cell.column] = re.sub(r"\s", "", cell.text)
    return grid


def number_cells(sheet):
    return [list(sheet.numbers)] if sheet.numbers else []


@pytest.fixture
def written(write, tmp_path):
    def write_and_open(*sheets, **more):
        path = tmp_path / "out.pdf"
        report = write(path, *sheets, **more)
        return pdfplumber.open(path), report

    return write_and_open


@pytest.mark.parametrize("name", ["two_sided", "by_unit"])
def test_cells_of_the_pdf_are_the_cells_of_the_sheet(written, request, name):
    sheet = request.getfixturevalue(name)
    pdf, _ = written(sheet)
    with pdf:
        rows = table_of(pdf.pages[0])
    assert rows[sheet.header_rows :] == number_cells(sheet) + expected_rows(sheet)


def test_header_is_repeated_and_number_row_is_not(written, economic):
    pdf, report = written(economic)
    with pdf:
        tables = [table_of(page) for page in pdf.pages]
        tops = [page.extract_text().splitlines()[:3] for page in pdf.pages]
    assert report.pages == len(tables) > 1
    heads = [table[:2] for table in tables]
    assert all(head == heads[0] for head in heads)
    assert all(top == tops[0] and "预算06表" in top[0] for top in tops)
    rows = tables[0][3:] + list(itertools.chain(*(table[2:] for table in tables[1:])))
    assert tables[0][2] == list(economic.numbers)
    assert rows == expected_rows(economic)


def test_figures_end_at_the_right_edge_of_their_cells(written, by_unit):
    pdf, _ = written(by_unit)
    with pdf:
        words = pdf.pages[0].extract_words()
    ends = [word["x1"] for word in words if re.fullmatch(r"[\d,]+\.\d", word["text"])]
    distinct = sorted({round(end, 1) for end in ends})
    gaps = [second - first for first, second in itertools.pairwise(distinct)]
    assert all(gap < 0.3 or gap > 20 for gap in gaps)


def test_a_long_text_of_a_form_is_divided_and_not_lost(written, make_form):
    sheet = make_form(6000)
    pdf, report = written(sheet)
    with pdf:
        text = "".join(
            re.sub(r"\s", "", row[1] or "")
            for page in pdf.pages
            for row in table_of(page)
            if row[0] == "项目概况"
        )
    assert report.pages > 2
    assert text == sheet.body[2].cells[1].text


def test_notes_stand_under_the_table(written, economic):
    pdf, _ = written(economic)
    with pdf:
        assert "注：本表总计含" in pdf.pages[-1].extract_text()
        assert "注：" not in pdf.pages[0].extract_text()


def test_pages_are_numbered_through_the_whole_file(written, economic, by_unit):
    pdf, report = written(economic, by_unit)
    with pdf:
        feet = [page.extract_text().splitlines()[-1] for page in pdf.pages]
    assert feet == [f"{number} / {report.pages}" for number in range(1, report.pages + 1)]
    assert [item.first for item in report.sheets] == [1, report.sheets[0].pages + 1]


def test_bookmarks_title_and_language(write, tmp_path, by_unit, two_sided):
    path = tmp_path / "out.pdf"
    write(path, two_sided, by_unit, title="2020年部门预算")
    with pikepdf.open(path) as pdf:
        assert [item.title for item in pdf.open_outline().root] == [
            "预算01表 2020年部门收支总体情况表",
            "预算05表 2020年一般公共预算支出情况表",
        ]
        assert str(pdf.docinfo.Title) == "2020年部门预算"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize(("paper", "short"), [("A4", 595.28), ("A3", 841.89)])
def test_paper_is_as_the_sheet_says(write, tmp_path, by_unit, paper, short, landscape):
    path = tmp_path / "out.pdf"
    orientation = "landscape" if landscape else "portrait"
    write(path, replace(by_unit, page=Page(paper=paper, orientation=orientation)))
    with pikepdf.open(path) as pdf:
        box = [float(edge) for edge in pdf.pages[0].MediaBox]
    assert box[3 if landscape else 2] == pytest.approx(short)


def test_pdf_a(write, tmp_path, economic, two_sided, make_form, with_text):
    validation = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    path = tmp_path / "out.pdf"
    odd = with_text(make_form(3000), "☑𬀩\U000f0000￥")
    write(path, economic, two_sided, odd)
    assert not validation.validate_written(path, "2b").findings


def test_all_fonts_are_embedded(write, tmp_path, economic, make_form):
    path = tmp_path / "out.pdf"
    write(path, economic, make_form())
    with pikepdf.open(path) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert all(
            "/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values()
        )
        assert {str(font.Subtype) for font in fonts.values()} == {"/Type0"}


@pytest.mark.parametrize("name", ["𬀩𫖯", "☑已完成", "￥100", "镕冇囧㎡", "“三公”——"])
def test_text_is_copied_as_it_was_written(write, tmp_path, by_unit, with_text, name):
    path = tmp_path / "out.pdf"
    write(path, with_text(by_unit, name, column=0, colspan=4))
    with pypdfium2.PdfDocument(path) as pdf:
        assert name in pdf[0].get_textpage().get_text_range()


def test_a_character_without_glyph_is_reported_with_its_place(write, tmp_path, by_unit, with_text):
    report = write(tmp_path / "out.pdf", with_text(by_unit, "甲\U000f0000", colspan=4))
    assert [tuple(item) for item in report.missing] == [("\U000f0000", "05", "甲\U000f0000")]


def test_the_same_sheets_give_the_same_bytes(write, tmp_path, economic, make_form):
    for name in ("a.pdf", "b.pdf"):
        write(tmp_path / name, economic, make_form(), fonts=open_font_book())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_used_fonts_are_recorded(written, by_unit):
    pdf, report = written(by_unit)
    pdf.close()
    assert {font.path.name for font in report.fonts} == {"song.ttf", "song-bold.ttf", "hei.ttf"}
    assert all(font.bundled for font in report.fonts)


def test_progress_counts_pages(write, tmp_path, economic):
    told = []
    report = write(tmp_path / "out.pdf", economic, progress=lambda *now: told.append(now))
    assert told == [(number, report.pages) for number in range(1, report.pages + 1)]


def test_cancelling_leaves_the_older_file(write, tmp_path, economic):
    path = tmp_path / "out.pdf"
    path.write_bytes(b"older")
    answers = iter([False, False, False, True])
    with pytest.raises(PdfCancelledError):
        write(path, economic, cancelled=lambda: next(answers))
    assert path.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_a_folder_that_is_not_there_is_said_plainly(write, tmp_path, by_unit):
    with pytest.raises(PdfFileError, match="请检查文件夹"):
        write(tmp_path / "none" / "out.pdf", by_unit)


def test_a_failed_write_leaves_nothing_behind(write, tmp_path, by_unit):
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(PdfFileError):
        write(tmp_path / "out.pdf", by_unit)
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_an_empty_table_keeps_its_form(written, by_unit):
    pdf, _ = written(replace(by_unit, body=(), empty=True))
    with pdf:
        assert len(table_of(pdf.pages[0])) == by_unit.header_rows + 1


def test_pages_render(write, tmp_path, two_sided):
    path = tmp_path / "out.pdf"
    write(path, two_sided)
    with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as pdf:
        image = pdf[0].render(grayscale=True).to_pil()
    assert 0.02 < sum(image.histogram()[:200]) / (image.width * image.height) < 0.2
