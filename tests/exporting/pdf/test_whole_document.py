"""One file from cover to annex: numbered through, with contents, links and bookmarks that agree."""

import itertools
import re
from dataclasses import replace

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from budgettool.exporting.pdf import PdfCancelledError, contents_pages, open_font_book
from budgettool.sheets.document import Part

LONG = (
    "青山区人民政府政务服务和大数据管理及营商环境建设优化提升工作领导小组办公室"
    "（青山区行政审批服务局、青山区公共资源交易所）"
)
TEXT_LEFT, TEXT_RIGHT = 79.3, 521.6


@pytest.fixture
def written(write_whole_document, tmp_path):
    def write_it(document, **more):
        path = tmp_path / "document.pdf"
        return path, write_whole_document(path, document, **more)

    return write_it


@pytest.fixture(scope="module")
def document(make_document, packet):
    return make_document(packet)


@pytest.fixture(scope="module")
def long_document(make_document, packet):
    assert len(LONG) == 60
    return make_document(packet, LONG)


def pages_of(path):
    """Give the text of each page without blanks."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [re.sub(r"\s", "", text) for text in texts]


def listed(path, report):
    """Read the contents: what stands before the dots, and the number behind them."""
    first = next(place.page for place in report.places if place.anchor == "contents")
    last = next(place.page for place in report.places if place.anchor == "first")
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [pdf[page - 1].get_textpage().get_text_range() for page in range(first, last)]
    found = re.findall(r"([^.]+?) *\.{3,} *(\d+)", "".join(texts))
    return [(re.sub(r"\s|^目录", "", name), int(number)) for name, number in found]


def test_each_page_but_the_cover_has_its_number(written, document):
    path, report = written(document)
    pages = pages_of(path)
    assert report.pages == len(pages)
    assert f"/{len(pages)}" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"{number}/{len(pages)}" in text


@pytest.mark.parametrize("name", ["document", "long_document"])
def test_contents_name_the_pages_on_which_things_begin(written, request, fonts, name):
    made = request.getfixturevalue(name)
    path, report = written(made)
    pages = pages_of(path)
    entries = listed(path, report)
    headings = [heading for heading in made.headings() if heading.level < 3]
    assert len(entries) == len(headings)
    places = contents_pages(made, fonts)
    for (text, number), heading in zip(entries, headings, strict=True):
        title = re.sub(r"\s", "", heading.title)
        assert text.endswith(title)
        assert places[heading.anchor] == number
        assert title.removeprefix("预算05表") in pages[number - 1]
    assert dict(report.places) == places


def test_sheets_of_one_table_are_in_the_bookmarks_and_not_in_the_contents(written, document):
    path, report = written(document)
    assert not any("项目甲" in name for name, _ in listed(path, report))
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        (annex,) = (item for item in outline.root if item.title.startswith("附件"))
        (form,) = (item for item in annex.children if "绩效" in item.title)
        assert [item.title for item in form.children] == ["项目甲", "项目乙", "项目丙"]
        assert form.is_closed
        assert not annex.is_closed
        sections = [item.title for item in outline.root[2].children]
    assert sections == ["一、收入支出预算总体情况说明", "二、其他重要事项"]


def test_links_and_bookmarks_lead_where_the_contents_say(written, document):
    path, report = written(document)
    numbers = [number for _, number in listed(path, report)]
    with pikepdf.open(path) as pdf:
        order = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        assert [order[link.Dest[0].objgen] for link in links] == numbers
        for link in links:
            left, bottom, right, top = map(float, link.Rect)
            assert TEXT_LEFT < left < right < TEXT_RIGHT
            assert bottom < top
        with pdf.open_outline() as outline:
            marked = {item.title: order[item.destination[0].objgen] for item in outline.root}
    parts = [heading for heading in document.headings() if heading.level == 1]
    places = dict(report.places)
    assert marked == {"目　录": 2} | {part.title: places[part.anchor] for part in parts}


def test_a_link_covers_its_entry(written, document):
    path, _ = written(document)
    with pikepdf.open(path) as pdf:
        page = next(number for number, page in enumerate(pdf.pages) if "/Annots" in page)
        rects = [list(map(float, link.Rect)) for link in pdf.pages[page].Annots]
    with pdfplumber.open(path) as pdf:
        drawn = pdf.pages[page]
        for (left, bottom, right, top), heading in zip(
            rects, (item for item in document.headings() if item.level < 3), strict=True
        ):
            area = (left, float(drawn.height) - top, right, float(drawn.height) - bottom)
            text = re.sub(r"\s", "", drawn.within_bbox(area).extract_text())
            assert text.startswith(re.sub(r"\s", "", heading.title))


def test_text_stands_upright_and_tables_as_their_sheets_say(written, document):
    path, report = written(document)
    with pikepdf.open(path) as pdf:
        boxes = [tuple(map(float, page.MediaBox[2:])) for page in pdf.pages]
    tables = [item for item in report.sheets if item.sheet in {"05", "06"}]
    wide = {page for item in tables for page in range(item.first, item.first + item.pages)}
    for number, (width, height) in enumerate(boxes, 1):
        assert (width > height) == (number in wide)


def test_each_page_but_the_cover_bears_the_running_head(written, document):
    path, _ = written(document)
    cover, *others = pages_of(path)
    assert not cover.endswith(document.head)
    assert all(text.count(document.head) == 1 for text in others)


def test_the_running_head_is_clear_of_a_tables_own_title(written, long_document):
    path, report = written(long_document)
    first = report.sheets[0].first
    with pdfplumber.open(path) as pdf:
        words = pdf.pages[first - 1].extract_words()
    head = max(word["bottom"] for word in words if word["top"] < 35)
    assert head < min(word["top"] for word in words if word["top"] >= 35)


def test_a_long_name_stays_within_the_margins(written, long_document):
    path, report = written(long_document)
    tables = {page for item in report.sheets for page in range(item.first, item.first + item.pages)}
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            chars = [char for char in page.chars if not char["text"].isspace()]
            if number not in tables:
                assert min(char["x0"] for char in chars) > TEXT_LEFT - 0.2
                assert max(char["x1"] for char in chars) < TEXT_RIGHT + 8.1
            assert min(char["top"] for char in chars) > 15


def test_the_cover_has_its_lines_large_and_its_foot_low(written, document):
    path, _ = written(document)
    with pdfplumber.open(path) as pdf:
        lines = pdf.pages[0].extract_text_lines(return_chars=True)
    sizes = [round(line["chars"][0]["size"]) for line in lines]
    assert [line["text"] for line in lines] == [
        "青山区发展和改革局",
        "2020年度部门预算",
        "青山区发展和改革局",
    ]
    assert sizes[0] == sizes[1] > 30 > sizes[2]
    assert lines[2]["top"] - lines[1]["bottom"] > 200


def test_metadata_name_title_and_department(written, document):
    path, _ = written(document)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == document.title
        assert str(pdf.docinfo.Author) == document.department
        with pdf.open_metadata() as metadata:
            assert metadata["dc:creator"] == [document.department]
        assert str(pdf.Root.Lang) == "zh-CN"


def hostile(document, make_section):
    odd = "王镕、刘㛃、赵𫖯、\U000f0000\ud800\x00\x1b\u202e\ufffe\t甲\r\n乙"
    sections = (make_section("odd", f"一、{odd}", odd, (1, odd), "", "  ", "A" * 400),)
    parts = (
        replace(document.parts[0], lines=(odd, "", "名" * 500), foot=(odd,) * 30),
        *document.parts[1:],
        Part("odd", "text", odd * 30, sections=sections),
        Part("none", "tables"),
    )
    return replace(document, title=odd, department=odd, head=odd * 20, parts=parts)


def test_pdf_a(written, long_document, make_section):
    validation = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    for made in (long_document, hostile(long_document, make_section)):
        path, _ = written(made, mark="草稿")
        assert not validation.validate_written(path, "2b").findings


def test_rare_characters_are_drawn_and_copied(written, document, make_section):
    section = make_section("names", "一、王镕", "刘㛃、赵𫖯。")
    parts = (*document.parts, Part("names", "text", "人员　𫖯", sections=(section,)))
    path, report = written(replace(document, parts=parts))
    assert not report.missing
    last = pages_of(path)[-1]
    assert "一、王镕" in last
    assert "刘㛃、赵𫖯。" in last


def test_a_character_without_glyph_is_reported_with_its_section(written, document, make_section):
    section = make_section("names", "一、人员", "甲\U000f0000乙")
    parts = (*document.parts, Part("last", "text", "人员", sections=(section,)))
    _, report = written(replace(document, parts=parts))
    assert [(item.character, item.sheet) for item in report.missing] == [("\U000f0000", "names")]


def test_the_same_document_gives_the_same_bytes(write_whole_document, tmp_path, document):
    for name in ("a.pdf", "b.pdf"):
        write_whole_document(tmp_path / name, document, fonts=open_font_book())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_mark_stands_on_each_page_once(written, document):
    path, report = written(document, mark="草稿")
    assert [text.count("草") for text in pages_of(path)] == [1] * report.pages


def test_progress_counts_pages_and_cancelling_leaves_the_older_file(
    write_whole_document, tmp_path, document
):
    path = tmp_path / "out.pdf"
    told = []
    report = write_whole_document(path, document, progress=lambda *now: told.append(now))
    assert told == [(number, report.pages) for number in range(1, report.pages + 1)]
    older = path.read_bytes()
    asked = itertools.count()
    with pytest.raises(PdfCancelledError):
        write_whole_document(path, document, cancelled=lambda: next(asked) > 15)
    assert path.read_bytes() == older
    assert next(asked) < report.pages + len(document.sheets)


def test_contents_that_are_a_little_too_long_get_smaller_type(written, document, make_section):
    def listing(count):
        sections = tuple(make_section(f"s{number}", f"第{number}节") for number in range(count))
        parts = (Part("contents", "contents"), Part("text", "text", "说明", sections=sections))
        path, report = written(replace(document, parts=parts))
        pages = dict(report.places)["text"] - 1
        with pdfplumber.open(path) as pdf:
            sizes = {round(char["size"]) for char in pdf.pages[0].chars if char["text"] == "节"}
        return pages, sizes

    assert listing(15) == (1, {14})
    assert listing(32) == (1, {12})
    assert listing(60) == (3, {14})


def test_a_part_of_the_contents_is_not_parted_from_what_follows(written, document, make_section):
    sections = tuple(make_section(f"s{number}", f"第{number}节") for number in range(22))
    one = Part("one", "text", "说明", sections=sections)
    two = Part("two", "text", "附录", sections=sections * 3)
    path, _ = written(replace(document, parts=(Part("contents", "contents"), one, two)))
    first, second, *_ = pages_of(path)
    assert "附录" not in first
    assert "附录" in second


def test_an_absent_part_leaves_no_link_behind(written, document):
    path, _ = written(replace(document, parts=document.parts[1:3]))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages[0].Annots) == 1


def test_an_entry_that_finds_no_room_below_the_title_goes_on_the_next_page(
    written, document, make_section
):
    section = make_section("s", "标" * 2000, "正文")
    parts = (Part("c", "contents", "目" * 600), Part("p", "text", "题" * 800, sections=(section,)))
    path, _ = written(replace(document, parts=parts))
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:2]:
            number = next(word for word in page.extract_words() if word["text"] == "/")
            others = [char["bottom"] for char in page.chars if char["text"] in "题标目"]
            assert others
            assert max(others) < number["top"]
