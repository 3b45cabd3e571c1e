"""Texts read from files: broken lines joined, headings matched to the pack's sections."""

from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from budgettool.importing.typed_text import (
    TextFileError,
    _without_heads,
    joined,
    read_text,
    sections_of,
)

PARAGRAPH = (
    "某某办公室2020年收入总计1991.6万元，支出总计1991.6万元，"
    "与2019年相比各增加122.3万元，增长6.54%。"
)
HEADINGS = ["第二部分　情况说明", "一、收支总体情况说明", PARAGRAPH, "（一）小标题", "说明。"]


def broken(text, columns):
    """Break a text as a page does: by width, of which a Chinese character takes two columns."""
    lines = [""]
    for character in text:
        width = sum(1 + (each > "\xff") for each in lines[-1] + character)
        lines = [*lines, character] if width > columns else [*lines[:-1], lines[-1] + character]
    return lines


@pytest.mark.parametrize("width", [16, 20, 31, 60])
def test_lines_that_a_page_has_broken_are_joined(width):
    assert list(joined(["一、总体情况", *broken(PARAGRAPH, width)])) == ["一、总体情况", PARAGRAPH]


def test_whole_paragraphs_are_not_joined():
    lines = [
        "联系人张三",
        PARAGRAPH,
        "1、甲单位；",
        "2、乙单位；",
        "网址http://example.com",
        "附件",
    ]
    assert list(joined(lines)) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_that_occur(tmp_path, encoding):
    path = tmp_path / "文.txt"
    path.write_text("\n\n".join(HEADINGS), encoding=encoding)
    assert read_text(path) == HEADINGS


def test_word_files_are_read(tmp_path):
    document = docx.Document()
    for line in HEADINGS:
        document.add_paragraph(line)
    document.save(tmp_path / "文.docx")
    assert read_text(tmp_path / "文.docx") == HEADINGS


@pytest.mark.parametrize("name", ["文.docx", "文.pdf", "文.odt"])
def test_a_file_that_is_none_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"not a document")
    with pytest.raises(TextFileError, match="读不了“文"):
        read_text(path)


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_a_file_that_is_not_there_is_refused_and_why(tmp_path, kind):
    with pytest.raises(TextFileError, match="没有这个文件"):
        read_text(tmp_path / f"没有.{kind}")


def word_file(path, body):
    """Write a Word file of which only the text is there."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with ZipFile(path, "w") as package:
        document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
    return path


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("一") + run("二") + "</w:p>",
            ["一二"],
        ),
        ("<w:p>" + run("前") + "<w:r><w:br/></w:r>" + run("后") + "</w:p>", ["前", "后"]),
        ("<w:p>" + run("留") + "<w:del>" + run("删") + "</w:del></w:p>", ["留"]),
        ("<w:tbl><w:p>" + run("格") + "</w:p></w:tbl><w:p>" + run("文") + "</w:p>", ["文"]),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o</w:instrText></w:r>'
            + run("一、主要职能 3")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p>'
            + run("一、主要职能")
            + "</w:p>",
            ["一、主要职能"],
        ),
    ],
)
def test_of_a_word_file_only_what_is_text_is_read(tmp_path, body, lines):
    assert read_text(word_file(tmp_path / "文.docx", body)) == lines


@pytest.mark.parametrize("body", ["<w:p>", "&a;", "<w:p>" + "\x01" + "</w:p>"])
def test_a_damaged_word_file_is_refused(tmp_path, body):
    with pytest.raises(TextFileError, match="损坏"):
        read_text(word_file(tmp_path / "文.docx", body))


def test_a_word_file_that_swells_is_refused(tmp_path):
    path = tmp_path / "文.docx"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 30_000_000)
    with pytest.raises(TextFileError, match="过大"):
        read_text(path)


def test_a_pdf_without_its_pages_is_refused(tmp_path):
    path = tmp_path / "文.pdf"
    path.write_bytes(
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj trailer<</Root 1 0 R>>"
    )
    with pytest.raises(TextFileError, match="损坏"):
        read_text(path)


def test_headings_are_matched_to_the_packs_sections(henan):
    lines = [
        "某某局2020年度部门预算",
        "第一部分　某某局概况",
        "前言。",
        "一、某某局主要职责",
        "1、开会；",
        "第二部分　某某局2020年部门预算情况说明",
        "三、支出预算总体情况说明",
        "支出。",
        "六、其他没有见过的一节",
        "内容。",
        "第三部分　名词解释",
        "一、基本支出：指保障机构运转的支出。",
    ]
    found = [(s.id, len(s.paragraphs)) for s in sections_of(lines, henan.text)]
    assert found == [
        ("开头", 1),
        ("preamble", 1),
        ("duties", 1),
        ("第二部分　某某局2020年部门预算情况说明", 0),
        ("expenditure", 1),
        ("六、其他没有见过的一节", 1),
        ("terms", 1),
    ]


def test_a_heading_below_a_section_is_one(henan):
    sections = sections_of(HEADINGS, henan.text)
    assert [paragraph.level for paragraph in sections[-1].paragraphs] == [0, 1, 0]


@pytest.mark.parametrize(
    "text", ["", "\x00\ud800" * 9, "镕㛃𫖯" * 5000, "、" * 3000, "（一）" * 900]
)
def test_any_lines_become_sections(henan, text):
    kept = "".join(section.text for section in sections_of([text], henan.text))
    assert kept in {text, ""}


def test_running_heads_page_numbers_and_contents_are_left_out():
    pages = [
        ["草稿", f"某某局{2020}年预算", f"第{n}段的文字没有写完，", f"接着写{n}。", f"{n} / 4"]
        for n in range(1, 5)
    ]
    contents = ["目录", "一、总体情况 .................... 3", "二、收入 …………………… 4"]
    left = list(_without_heads([contents, *pages]))
    assert left == [
        "目录",
        *(line for n in range(1, 5) for line in (f"第{n}段的文字没有写完，", f"接着写{n}。")),
    ]


def test_tables_after_the_text_are_no_sections(henan):
    lines = [
        "附件：某某局2020年部门预算表",
        "二十一、住房保障支出 63.4",
        "二十二、粮油物资储备支出",
    ]
    assert len(sections_of(lines, henan.text)) == 1
