"""The file as Word finds it: headings, contents, pages, fonts, properties, hostile texts."""

import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.enum.section import WD_ORIENT

from budgettool.exporting.word import WordCancelledError, WordNotWrittenError
from budgettool.sheets.document import Document, Part
from budgettool.sheets.text import Paragraph, Plain, Section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG_NAME = "临溪市" + "产城融合示范区发展改革和统计局镕㛃𫖯" * 3


def texts(element):
    """Give the words below an element, with tabs and breaks, without what fields ask for."""
    signs = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        signs[item.tag] or item.text or "" for item in element.iter() if item.tag in signs
    )


def entries(content):
    """Give the entries of the contents: style, bookmark, words."""
    block = ET.fromstring(content).find(f".//{W}sdtContent")  # noqa: S314 - our own file
    return [
        (
            item.find(f"{W}pPr/{W}pStyle").get(f"{W}val"),
            item.find(f"{W}hyperlink").get(f"{W}anchor"),
            texts(item.find(f"{W}hyperlink")),
        )
        for item in block
    ]


def text_part(*paragraphs, title="一、标题"):
    section = Section("s", title, tuple(Paragraph((Plain(text),)) for text in paragraphs))
    return Part("p", "text", "第一部分", sections=(section,))


def bare(*parts, name="某局"):
    return Document("标题", name, 2020, "页眉", parts)


def test_headings_are_headings_to_word(written):
    found = [
        (item.style.name, item.text)
        for item in docx.Document(str(written)).paragraphs
        if item.style.name.startswith("Heading") and item.text
    ]
    assert found == [
        ("Heading 1", "第一部分　临溪市人民政府办公室概况"),
        ("Heading 2", "一、临溪市人民政府办公室主要职能"),
        ("Heading 3", "（一）办文办会"),
        ("Heading 4", "1．会议"),
        ("Heading 2", "二、预算单位构成"),
        ("Heading 1", "第二部分\n临溪市人民政府办公室\n2020年度部门预算情况说明"),
        ("Heading 2", "一、收入支出预算总体情况说明"),
        ("Heading 1", "2020年度部门预算图示"),
        ("Heading 1", "附件\n临溪市人民政府办公室\n2020年度部门预算表"),
    ]


def test_tables_and_charts_are_in_the_navigation_pane(written):
    file = docx.Document(str(written))
    levels = {
        style.name: style.element.find(f".//{W}outlineLvl") for style in file.styles if style.name
    }
    shown = [
        item.text
        for item in file.paragraphs
        if item.style.name in {"表题", "图题"} and levels[item.style.name].get(f"{W}val") == "1"
    ]
    assert shown[:3] == ["支出构成", "2020年部门收支总体情况表", "2020年部门收入总体情况表"]


def test_contents_list_headings_with_pages_and_lead_to_them(written, document, pages, part_of):
    content = part_of(written)
    found = entries(content)
    assert [(style, words) for style, _, words in found] == [
        (f"TOC{heading.level}", f"{heading.title}\t{pages[heading.anchor]}")
        for heading in document.headings()
        if heading.level <= 2
    ]
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', content)
    assert {bookmark for _, bookmark, _ in found} <= set(marks)
    assert len(marks) == len(set(marks))


def test_contents_can_be_renewed_and_word_asks_nothing(written, part_of):
    content = part_of(written)
    assert r'TOC \o "1-2" \h \z \u ' in content
    begins, ends = (content.count(f'fldCharType="{kind}"') for kind in ("begin", "end"))
    assert begins == ends > 1
    assert "updateFields" not in part_of(written, "word/settings.xml")


def test_contents_without_pages_still_have_their_entries(document, write, part_of, tmp_path):
    found = entries(part_of(write(document, tmp_path / "a.docx")))
    assert found[0][2] == "第一部分　临溪市人民政府办公室概况\t"


def test_dots_lead_to_page_numbers_at_the_right_edge(written, part_of):
    styles = part_of(written, "word/styles.xml")
    tabs = re.findall(r'w:styleId="TOC\d".*?(<w:tabs>.*?</w:tabs>)', styles)
    assert tabs == ['<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8844"/></w:tabs>'] * 2


def test_text_stands_on_the_official_page(written):
    file = docx.Document(str(written))
    section = file.sections[1]
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    style = file.styles["Normal"]
    assert style.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    body = file.styles["Body Text"].element
    assert body.find(f".//{W}ind").get(f"{W}firstLineChars") == "200"


def test_tables_lie_across_where_their_page_does(written, document):
    file = docx.Document(str(written))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in file.sections]
    wide = [sheet.page.orientation == "landscape" for sheet in document.sheets]
    assert turned[:3] == [False, False, False]
    assert set(wide) == set(turned[3:]) == {True, False}
    for section in file.sections:
        assert (section.page_width > section.page_height) == (
            section.orientation == WD_ORIENT.LANDSCAPE
        )


def test_the_cover_has_neither_head_nor_number_and_other_pages_have_both(written):
    cover, *others = docx.Document(str(written)).sections
    assert cover.header.is_linked_to_previous
    assert cover.footer.is_linked_to_previous
    for section in others:
        assert "临溪市人民政府办公室2020年度部门预算" in section.header.paragraphs[0].text
        fields = re.findall(r"<w:instrText[^>]*> (\w+) <", section.footer._element.xml)  # noqa: SLF001
        assert fields == ["PAGE", "NUMPAGES"]


def test_every_style_names_a_chinese_face_for_all_letters(written, part_of):
    styles = ET.fromstring(part_of(written, "word/styles.xml"))  # noqa: S314 - our own file
    fonts = list(styles.iter(f"{W}rFonts"))
    faces = {font.get(f"{W}eastAsia") for font in fonts}
    assert faces == {"仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"}
    for font in fonts:
        assert font.get(f"{W}ascii") == font.get(f"{W}hAnsi") == font.get(f"{W}eastAsia")


def test_nothing_of_another_language_or_of_a_template_travels_in_the_file(written):
    with zipfile.ZipFile(written) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "theme" in name]
        for name in package.namelist():
            assert not re.search(rb"Calibri|Cambria|Times|python-docx", package.read(name)), name


def test_a_mark_stands_behind_every_page(document, write, tmp_path):
    sections = docx.Document(str(write(document, tmp_path / "a.docx", mark="草稿"))).sections
    heads = [section.header for section in sections]
    heads += [section.first_page_header for section in sections if _differs(section)]
    assert heads[0].is_linked_to_previous is False
    for head in heads:
        assert head._element.xml.count('string="草稿"') == 1  # noqa: SLF001


def _differs(section):
    return section.different_first_page_header_footer


def test_properties_say_what_it_is_and_who_made_it(written):
    properties = docx.Document(str(written)).core_properties
    assert properties.title == "临溪市人民政府办公室2020年度部门预算"
    assert properties.author == "临溪市人民政府办公室"
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2020-02-14 01:30"
    assert properties.language == "zh-CN"


def test_the_same_document_gives_the_same_bytes(document, write, tmp_path):
    first, second = (write(document, tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


def test_the_kind_of_file_is_seen_from_its_beginning(written):
    with zipfile.ZipFile(written) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('a<b>&"c"&amp;]]>', 'a<b>&"c"&amp;]]>'),
        ("控制\x00\x07\x1b字符\x0b制表\t符", "控制字符 制表 符"),
        ("半个\ud83d字符\udc00", "半个字符"),
        ("非字符\ufffe\uffff", "非字符"),
        ("右到左\u202e符", "右到左符"),
    ],
)
def test_no_text_breaks_the_file(text, kept, write, tmp_path):
    part = replace(text_part(text, title=text), title=text)
    document = bare(Part("c", "cover", lines=(text,), foot=(text,)), part, name=text)
    path = write(replace(document, title=text, head=text), tmp_path / "a.docx", mark=text)
    file = docx.Document(str(path))
    assert {item.text for item in file.paragraphs} == {kept}
    assert file.sections[1].header.paragraphs[0].text == kept
    assert file.core_properties.title == kept


def test_rare_characters_and_those_of_private_use_are_kept(write, tmp_path):
    text = "镕㛃𫖯\ue000\U000f0000"
    path = write(bare(text_part(text)), tmp_path / "a.docx")
    assert docx.Document(str(path)).paragraphs[-1].text == text


def test_line_breaks_of_a_text_are_line_breaks(write, tmp_path):
    path = write(bare(text_part("一行\n又一行")), tmp_path / "a.docx")
    assert docx.Document(str(path)).paragraphs[-1].text == "一行\n又一行"


def test_a_long_name_breaks_evenly_in_titles(make_document, sample, write, tmp_path):
    path = write(make_document(sample.sheets[:1], LONG_NAME), tmp_path / "a.docx")
    file = docx.Document(str(path))
    cover = file.paragraphs[0].text.split("\n")
    titles = [item.text for item in file.paragraphs if item.style.name == "Heading 1"]
    assert "".join(cover) == LONG_NAME
    assert max(map(len, cover)) - min(map(len, cover)) <= 2
    assert titles[1].split("\n")[0] == "第二部分"
    assert titles[1].split("\n")[-1] == "2020年度部门预算情况说明"


def test_each_part_begins_a_page(write, part_of, tmp_path):
    second = replace(text_part("乙"), id="q")
    untitled = replace(text_part("丙", title=""), id="r", title="")
    content = part_of(write(bare(text_part("甲"), second, untitled), tmp_path / "a.docx"))
    body = ET.fromstring(content).find(f"{W}body")  # noqa: S314 - our own file
    begins = [texts(item) for item in body if item.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert begins == ["第一部分", "丙"]


@pytest.mark.parametrize("parts", [(), (Part("c", "cover"),), (Part("t", "contents"),)])
def test_a_document_of_almost_nothing_opens(parts, write, tmp_path):
    file = docx.Document(str(write(bare(*parts), tmp_path / "a.docx")))
    assert len(file.sections) == 1


def test_progress_ends_with_all_done(document, write, tmp_path):
    told = []
    write(document, tmp_path / "a.docx", progress=lambda done, total: told.append((done, total)))
    assert all(after[0] == before[0] + 1 for before, after in pairwise(told))
    assert told[-1][0] == told[-1][1] == 2 * len(document.sheets)


@pytest.mark.parametrize("asked", [1, 15])
def test_a_stop_leaves_the_older_file_alone(asked, document, write, tmp_path):
    path = tmp_path / "旧.docx"
    path.write_bytes(b"before")
    questions = iter(range(1, 1000))
    with pytest.raises(WordCancelledError, match=r"已停止写出“旧\.docx”"):
        write(document, path, cancelled=lambda: next(questions) >= asked)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_said_in_plain_words(document, write, tmp_path):
    with pytest.raises(WordNotWrittenError, match=r"没有这个文件或文件夹.*Word 或 WPS"):
        write(document, tmp_path / "没有" / "a.docx")


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs autoSpaceDE "
    "autoSpaceDN snapToGrid spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs noProof spacing w sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
}
"""What Word asks for, of all that is written; it refuses a file where it is otherwise."""


@pytest.mark.parametrize("name", ["document", "styles", "settings", "header4"])
def test_properties_stand_in_the_order_that_word_asks_for(name, written, part_of):
    root = ET.fromstring(part_of(written, f"word/{name}.xml"))  # noqa: S314 - our own file
    for item in root.iter():
        order = ORDERS.get(item.tag.removeprefix(W), "").split()
        if order:
            places = [order.index(child.tag.removeprefix(W)) for child in item]
            assert places == sorted(places), [child.tag for child in item]
