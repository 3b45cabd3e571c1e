"""`budgettool check`: what it says, writes, and answers to scripts."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from budgettool.book import Book
from budgettool.rules.finding import Finding, LinePlace

PUBLISHED = Path(__file__).parents[1] / "data" / "published_2020.json"
REPORTS = ("--pdf", "审核.pdf", "--excel", "审核.xlsx", "--json", "审核.json")


@pytest.fixture
def change(filled):
    """Change fields of the n-th line of the sample's book; gives the line's id."""

    def edit(number, **fields):
        with Book.open(filled, holder="测试员", writable=True) as book:
            line = book.facts().lines[number]
            with book.edit("改") as editing:
                editing.update(line.id, **fields)
        return line.id

    return edit


def report_of(budgettool, *arguments):
    code, out, said = budgettool("check", *arguments, "--json", "-")
    assert not said
    return code, json.loads(out)


def codes_of(record):
    return {
        finding["code"] for each in record["problems"] for finding in (each, *each["same_cause"])
    }


def test_a_correct_book_passes(budgettool, filled):
    code, out, said = budgettool("check", filled)
    assert code == 0, said
    assert "没有发现问题" in out


def test_one_fen_too_much_is_an_error(budgettool, filled, change):
    change(0, amount=1)
    code, record = report_of(budgettool, filled)
    assert code == 4
    assert "D01" in codes_of(record)
    assert record["conclusion"].endswith("有错误，不能定稿")


def test_what_needs_a_reason_has_an_exit_code_of_its_own(budgettool, filled, change):
    change(0, function="2010398")
    code, record = report_of(budgettool, filled)
    assert code == 3
    assert record["counts"] == record["counts"] | {"H": 0, "S": 1}


def test_a_waiver_answers_for_it(budgettool, filled, change):
    line = change(0, function="2010398")
    _, record = report_of(budgettool, filled)
    (problem,) = record["problems"]
    about = (problem["message"],)
    place = LinePlace(line, "function")
    finding = Finding(problem["code"], "S", place, problem["message"], "", about=about)
    with Book.open(filled, holder="张三", writable=True) as book:
        book.waive(finding.code, finding.key, finding.digest, finding.message, "本市自设科目")
    code, out, _ = budgettool("check", filled)
    assert code == 0
    assert "说明：本市自设科目（张三，" in out


def test_all_reports_are_written(budgettool, filled, change):
    change(0, amount=1)
    code, out, _ = budgettool("check", filled, *REPORTS)
    assert code == 4
    assert out.count("已生成") == 3
    assert Path("审核.pdf").read_bytes().startswith(b"%PDF")
    assert "问题" in openpyxl.load_workbook("审核.xlsx").sheetnames
    record = json.loads(Path("审核.json").read_text(encoding="utf-8"))
    assert (record["format"], record["about"]["state"]) == ("budgettool-check", "草稿")
    assert record["about"]["at"] == "2026-01-02T03:04:00+00:00"


def test_the_report_says_whether_the_book_is_final(budgettool, filled):
    assert report_of(budgettool, filled)[1]["about"]["state"] == "草稿"
    with Book.open(filled, holder="张三", writable=True) as book:
        book.seal()
    assert report_of(budgettool, filled)[1]["about"]["state"] == "定稿"


def test_publishing_is_asked_about_once_the_book_is_final(budgettool, filled):
    assert "P03" not in codes_of(report_of(budgettool, filled)[1])
    with Book.open(filled, holder="张三", writable=True) as book:
        book.seal()
    assert "P03" in codes_of(report_of(budgettool, filled)[1])


def test_two_checks_give_the_same_bytes(budgettool, filled):
    written = []
    for _ in range(2):
        budgettool("check", filled, *REPORTS)
        written.append([Path(path).read_bytes() for path in REPORTS[1::2]])
    assert written[0] == written[1]


def test_tables_are_checked_as_they_are_printed(budgettool, filled):
    budgettool("build", filled, "--excel", "--out", "公开")
    (workbook,) = Path("公开").iterdir()
    code, record = report_of(budgettool, workbook)
    assert (code, record["about"]["year"], record["problems"]) == (0, 2020, [])
    assert record["about"]["state"] == ""
    assert {"L01", "D01"} <= {rule["code"] for rule in record["unknown"]}


def test_a_typed_figure_that_is_off_by_more_than_rounding_is_found(budgettool):
    text = PUBLISHED.read_text(encoding="utf-8")
    assert text.count('"31.0"') == 1
    wrong = text.replace('"31.0"', '"31.4"')
    Path("公开.json").write_text(wrong, encoding="utf-8")
    code, out, _ = budgettool("check", "公开.json", "--year", "2020")
    assert code == 4
    assert "公务接待费［预算数］ 似应为 31.0" in out


def test_figures_that_cannot_be_read_are_not_passed_over(budgettool, filled):
    budgettool("build", filled, "--excel", "--out", "公开")
    (path,) = Path("公开").iterdir()
    openpyxl.load_workbook(path).save("没有结果.xlsx")
    code, record = report_of(budgettool, "没有结果.xlsx")
    assert code == 3
    assert "公式没有结果" in record["about"]["unread"][0]
    assert "处读不出来，没有核对" in record["conclusion"]


def test_another_packs_rules_can_be_asked_of_a_book(budgettool, filled):
    _, record = report_of(budgettool, filled, "--pack", "national-2021")
    assert record["about"]["pack"]["id"] == "national-2021"


@pytest.mark.parametrize(
    "arguments", [["--pdf", "a.txt"], ["--json", "公开.json"], ["--excel", "a.xlsx/b.xlsx"]]
)
def test_a_report_takes_the_place_of_nothing_else(budgettool, filled, arguments):
    shutil.copy(filled, "公开.json")
    Path("a.xlsx").write_text("", encoding="utf-8")
    source = "公开.json" if "公开.json" in arguments else filled
    code, _, said = budgettool("check", source, *arguments)
    assert code == 1
    assert "没有完成" in said


def test_what_is_no_table_is_said(budgettool):
    Path("a.json").write_text("[]", encoding="utf-8")
    code, _, said = budgettool("check", "a.json")
    assert code == 1
    assert "a.json" in said
