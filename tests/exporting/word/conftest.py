"""A document of every kind of part, made by hand around the sample's tables."""

import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from budgettool.exporting.word import write_word
from budgettool.sheets.document import Bar, Chart, Document, Part
from budgettool.sheets.text import Figure, Paragraph, Plain, Section

CREATED = datetime(2020, 2, 14, 9, 30, tzinfo=timezone(timedelta(hours=8)))
NAME = "临溪市人民政府办公室"


def words(text, level=0):
    return Paragraph((Plain(text),), level)


def overview(name):
    duties = Section(
        "duties",
        f"一、{name}主要职能",
        (
            words("（一）办文办会", 1),
            words("起草、审核以市政府名义印发的公文，承担市政府会议的筹备和会务。" * 6),
            words("1．会议", 2),
            words("负责会议议题的收集，会议纪要的整理和议定事项的督办。"),
        ),
    )
    units = Section("units", "二、预算单位构成", (words(f"1．{name}机关本级"),))
    return Part("overview", "text", f"第一部分　{name}概况", sections=(duties, units))


def explanation(name):
    overall = Paragraph(
        (
            Plain(f"{name}2020年收入总计"),
            Figure("1991.60万元", "收入总计", "金额"),
            Plain("，与上年相比"),
            Figure("增加", "收入总计", "升降"),
            Figure("122.30万元", "收入总计", "增减额"),
            Plain("。"),
        )
    )
    section = Section("overall", "一、收入支出预算总体情况说明", (overall,))
    title = f"第二部分　{name}2020年度部门预算情况说明"
    return Part("explanation", "text", title, sections=(section,))


def charts():
    bars = (
        Bar("基本支出", 13_841_000_00, "1384.10万元"),
        Bar("项目支出", 6_075_000_00, "607.50万元"),
        Bar("上年结转", -100_00, "-0.01万元"),
    )
    chart = Chart("spending", "支出构成", bars)
    return Part("charts", "charts", "2020年度部门预算图示", charts=(chart,))


@pytest.fixture(scope="session")
def make_document():
    """Give a document of some sheets, of a department of some name."""

    def make(sheets, name=NAME):
        title = f"{name}2020年度部门预算"
        annex = f"附件　{name}2020年度部门预算表"
        return Document(
            title,
            name,
            2020,
            title,
            (
                Part("cover", "cover", lines=(name, "2020年度部门预算"), foot=("2020年2月14日",)),
                Part("contents", "contents", "目　录"),
                overview(name),
                explanation(name),
                charts(),
                Part("annex", "tables", annex, foot=(name, "2020年2月14日"), sheets=tuple(sheets)),
            ),
        )

    return make


@pytest.fixture(scope="session")
def document(sample, make_document):
    return make_document([sheet for sheet in sample.sheets if sheet.body])


@pytest.fixture(scope="session")
def write():
    """Write a document at a fixed moment and give the file."""

    def write_document(document, path, **more):
        write_word(document, path, **({"created": CREATED} | more))
        return path

    return write_document


@pytest.fixture(scope="session")
def pages(document):
    """Give a page to each heading."""
    return {heading.anchor: number for number, heading in enumerate(document.headings(), 3)}


@pytest.fixture(scope="session")
def written(document, pages, write, tmp_path_factory):
    """Give the document as a file, with page numbers."""
    return write(document, tmp_path_factory.mktemp("word") / "packet.docx", pages=pages)


@pytest.fixture(scope="session")
def part_of():
    """Read a part of a file as text."""

    def read(path, name="word/document.xml"):
        with zipfile.ZipFile(path) as package:
            return package.read(name).decode()

    return read
