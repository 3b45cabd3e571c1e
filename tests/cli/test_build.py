"""`budgettool build`: the whole packet, or parts of it, in the kinds of files that are wanted."""

import re
from pathlib import Path

import docx
import pikepdf
import pytest

from budgettool.book import Book
from budgettool.exporting.packet import choice_in


def made(folder="成果"):
    return sorted(path.suffix for path in Path(folder).iterdir() if path.is_file())


def texts_of(kind, folder="成果"):
    (path,) = Path(folder).glob(f"*.{kind}")
    if kind == "docx":
        return [paragraph.text for paragraph in docx.Document(path).paragraphs]
    return path.read_text(encoding="utf-8").splitlines()


def test_build_makes_all_that_the_packs_first_profile_says(budgettool, filled):
    code, out, said = budgettool("build", filled, "--out", "成果")
    assert code == 0, said
    assert made() == [".docx", ".html", ".pdf", ".xlsx"]
    (data,) = (path for path in Path("成果").iterdir() if path.is_dir())
    assert f"各表数据在 {data.name}" in out
    assert re.search(r"部门预算（草稿）\.pdf（\d+ 页）", out)
    assert out.count("已生成") == 4


@pytest.mark.parametrize(
    ("options", "endings"),
    [
        (["--format", "docx"], [".docx"]),
        (["--format", "pdf,html"], [".html", ".pdf"]),
        (["--format", "Word", "--format", "XLSX"], [".docx", ".xlsx"]),
        (["--pdf"], [".pdf"]),
        (["--excel", "--format", "html"], [".html", ".xlsx"]),
        (["--profile", "只要说明文字"], [".docx", ".pdf"]),
        (["--profile", "tables"], [".pdf", ".xlsx"]),
    ],
)
def test_the_kinds_of_files_are_those_that_are_wanted(budgettool, filled, options, endings):
    code, _, said = budgettool("build", filled, "--out", "成果", *options)
    assert code == 0, said
    assert made() == endings


def test_a_character_that_no_face_has_is_told_with_its_place(budgettool, tmp_path):
    book = str(tmp_path / "字.ysb")
    named = ["--department", "临溪市\U0001f600局", "--code", "016", "--year", "2020"]
    assert budgettool("new", book, *named)[0] == 0
    _, out, _ = budgettool("build", book, "--out", "成果", "--format", "pdf")
    assert "没有字体能印出“\U0001f600”，见“封面”的“临溪市\U0001f600局”" in out


def test_parts_stand_in_the_order_in_which_they_are_named(budgettool, filled):
    parts = ["--parts", "名词解释，概况", "--format", "docx"]
    code, _, said = budgettool("build", filled, "--out", "成果", *parts)
    assert code == 0, said
    said = "\n".join(texts_of("docx"))
    assert said.index("名词解释") < said.index("主要职能")
    assert "目　录" not in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "odt"], "“odt”"),
        (["--profile", "简本"], "公开全本（public）"),
        (["--parts", "封底"], "名词解释（terms）"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(budgettool, filled, options, words):
    code, _, said = budgettool("build", filled, "--out", "成果", *options)
    assert code == 1
    assert words in said
    assert not Path("成果").exists()


def test_what_was_chosen_in_the_book_is_made(budgettool, filled):
    with Book.open(filled, holder="测试员") as book, book.edit("改成册") as edit:
        edit.set_field(("department", "", "packet.parts", 0), "+terms\n-cover")
        edit.set_field(("department", "", "packet.formats", 0), "html")
    budgettool("build", filled, "--out", "成果")
    assert made() == [".html"]
    assert not any("主要职能" in line for line in texts_of("html"))


def test_a_pack_without_text_makes_its_tables(budgettool, filled):
    code, _, said = budgettool("build", filled, "--out", "成果", "--pack", "national-2021")
    assert code == 0, said
    assert made() == [".pdf", ".xlsx"]


def test_a_units_packet_speaks_of_the_unit_alone(budgettool, filled):
    budgettool("build", filled, "--out", "成果", "--unit", "016002", "--format", "docx")
    said = "\n".join(texts_of("docx"))
    assert "驻江州办事处" in said
    assert "临溪市人民政府办公室2020年度" not in said
    assert "299" in said


def test_a_unit_that_has_no_lines_has_a_packet(budgettool, filled):
    Path("单位.csv").write_text(
        "单位代码,单位名称,单位类型,上级单位\n016009,新设中心/筹,财政补助事业,016\n",
        encoding="utf-8",
    )
    code, _, said = budgettool("import", filled, "单位.csv", "--mode", "更新")
    assert code == 0, said
    code, out, said = budgettool("build", filled, "--unit", "016009", "--out", "成果")
    assert code == 0, said
    assert "收入合计  0 万元" in out
    assert {"新设中心_筹2" in path.name for path in Path("成果").iterdir()} == {True}


def test_the_cover_bears_the_day_of_publishing(budgettool, filled):
    with Book.open(filled, holder="测试员") as book:
        book.record("publication_date", "2020-06-19")
    budgettool("build", filled, "--out", "成果", "--parts", "封面", "--format", "docx")
    assert "2020年6月19日" in texts_of("docx")


def test_what_is_masked_is_told(budgettool, filled):
    with Book.open(filled, holder="测试员") as book, book.edit("填") as edit:
        edit.set_field(("department", "", "duties", 0), "联系电话 13800138000")
    _, out, _ = budgettool("build", filled, "--out", "成果", "--format", "docx")
    assert re.search(r"\d+ 处电话、姓名等个人信息已遮盖：临溪市政府办公室", out)
    assert not any("13800138000" in line for line in texts_of("docx"))


def test_a_folder_that_is_a_file_is_named(budgettool, filled):
    Path("成果").write_text("")
    code, _, said = budgettool("build", filled, "--out", "成果")
    assert code == 1
    assert "成果" in said


def test_the_bookmarks_lead_to_every_part(budgettool, filled):
    budgettool("build", filled, "--out", "成果", "--pdf")
    (path,) = Path("成果").glob("*.pdf")
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert [title[:4] for title in titles][-4:] == ["第一部分", "第二部分", "第三部分", "附件　临"]


def test_the_book_keeps_what_was_chosen(filled, henan):
    with Book.open(filled, holder="测试员") as book, book.edit("改成册") as edit:
        edit.set_field(("department", "", "packet.parts", 0), "+annex\n+cover")
        choice = choice_in(book.facts(), henan)
    assert choice.parts[0] == "annex"
