"""PDF, Word, web page, workbook and data of one packet say the same, before and after an edit.

The packet is written by the command, as a user would, and read back by other programs' libraries.
"""

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pypdfium2
import pytest

from budgettool.book import Book
from budgettool.cli import Surroundings, run_command_line

SAMPLE = Path(__file__).parents[2] / "templates" / "sample"
NAMES = ("units.csv", "expenditure.csv", "income.csv", "fields.csv")
GASOLINE = "30231"
"""公务用车运行维护费: what the edit changes."""


def now():
    return datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def plain(text):
    """Leave out blanks and line breaks, which each program sets in its own way."""
    return re.sub(r"\s+", "", text)


def run(home, *arguments):
    assert run_command_line([str(each) for each in arguments], Surroundings(home, "甲", now)) == 0


def pdf_text(path):
    with pypdfium2.PdfDocument(path) as document:
        pages = [
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        ]
    kept = []
    for page in pages:
        lines = [line for line in page.splitlines() if not re.fullmatch(r"\d+ / \d+|草稿", line)]
        kept += [line for line in lines if line != "临溪市人民政府办公室2020年度部门预算"]
    return plain("".join(kept))


def word_text(path):
    return plain("".join(paragraph.text for paragraph in docx.Document(path).paragraphs))


def web_text(path):
    page = lxml.html.fromstring(path.read_bytes())
    return plain("".join(page.xpath("//main//p//text()")))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("packet")


@pytest.fixture(scope="module")
def book(home):
    path = home / "样例.ysb"
    run(
        home, "new", path, "--department", "临溪市人民政府办公室", "--short", "临溪市政府办公室",
        "--code", "016", "--year", "2020",
    )  # fmt: skip
    run(home, "import", path, *(SAMPLE / name for name in NAMES))
    return path


@pytest.fixture(scope="module")
def packets(home, book):
    """The packet before and after one line of the book is changed."""
    run(home, "build", book, "--out", home / "before")
    with Book.open(book, holder="甲", clock=now) as opened:
        line = next(
            each
            for each in opened.facts().lines
            if getattr(each, "department_economic", "") == GASOLINE and not each.project
        )
        with opened.edit("改金额") as edit:
            edit.update(line.id, amount=line.amount + 1_000_000)
    run(home, "build", book, "--out", home / "after")
    return home / "before", home / "after"


def only(folder, ending):
    (found,) = folder.glob(f"*{ending}")
    return found


def test_all_formats_say_the_same_sentences(packets):
    before, _ = packets
    word = docx.Document(only(before, ".docx"))
    sentences = [
        plain(paragraph.text)
        for paragraph in word.paragraphs
        if "万元" in paragraph.text and paragraph.text.endswith("。")
    ]
    assert len(sentences) > 12
    for text in (pdf_text(only(before, ".pdf")), web_text(only(before, ".html"))):
        assert [sentence for sentence in sentences if sentence not in text] == []


def test_all_formats_have_the_same_tables(packets):
    before, _ = packets
    data = json.loads(next(before.rglob("tables.json")).read_text(encoding="utf-8"))
    books = openpyxl.load_workbook(only(before, ".xlsx"), data_only=True)
    pages = lxml.html.fromstring(only(before, ".html").read_bytes())
    tables = pages.xpath("//main//table")
    word = docx.Document(only(before, ".docx"))
    assert len(data["tables"]) == len(books.sheetnames) == len(tables)
    texts = plain("".join(cell for table in word.tables for cell in word_cells(table)))
    for each, table in zip(data["tables"], tables, strict=True):
        printed = [
            plain(cell["text"]) for row in each["rows"] for cell in row["cells"] if cell["text"]
        ]
        shown = [
            plain("".join(cell.itertext()))
            for cell in table.xpath(".//tbody//*[self::td or self::th]")
        ]
        assert [text for text in shown if text] == printed
        assert all(text in texts for text in printed)


def word_cells(table):
    seen = set()
    for cell in table._cells:  # noqa: SLF001 - the quick way through merged cells
        if cell._tc not in seen:  # noqa: SLF001
            seen.add(cell._tc)  # noqa: SLF001
            yield cell.text


def test_one_line_changes_what_depends_on_it_and_nothing_else(packets):
    before, after = (word_text(only(folder, ".docx")) for folder in packets)
    changed = {
        "公务用车运行维护费25.20万元": "公务用车运行维护费26.20万元",
        "公务用车购置及运行费41.20万元": "公务用车购置及运行费42.20万元",
        "支出总计1991.60万元": "支出总计1992.60万元",
    }
    for old, new in changed.items():
        assert old in before
        assert old not in after
        assert new in after
    for same in ("收入总计1991.60万元", "公务接待费31.00万元", "公务用车购置费16.00万元"):
        assert same in before
        assert same in after


def test_the_data_files_follow_too(packets):
    totals = []
    for folder in packets:
        (path,) = [each for each in folder.rglob("*.csv") if "08" in each.name]
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        totals.append(next(row[-1] for row in rows if row and "共计" in row[0]))
    assert totals == ["87.2", "88.2"]
