"""The report as files: read back with other programs."""

import json
from dataclasses import replace

import openpyxl
import pdfplumber
import pikepdf
import pytest

from budgettool.exporting.checkreport import (
    write_json_report,
    write_pdf_report,
    write_workbook_report,
)
from budgettool.exporting.checkreport.writing import ReportNotWrittenError
from budgettool.exporting.pdf import open_font_book
from budgettool.rules.finding import Finding, LinePlace


@pytest.fixture(scope="module")
def fonts():
    return open_font_book()


def text_of(path):
    with pdfplumber.open(path) as document:
        return "".join("".join(page.extract_text().split()) for page in document.pages)


def test_the_pages_say_what_was_found_waived_unknown_and_passed(report, fonts, tmp_path):
    write_pdf_report(report, tmp_path / "a.pdf", fonts)
    text = text_of(tmp_path / "a.pdf")
    for said in (
        "发现错误2处、核实2处；有错误，不能定稿", "编制人", "审核人", "负责人", "草稿",
        "财政拨款的收入与支出不相等", "同一原因另有1处：B01.1预算01表收入合计", "历年如此",
        "没有预算03表", "内置科目表不是官方科目书", "B01.2",
    ):  # fmt: skip
        assert said in text


def test_the_pages_are_a_valid_archive_and_repeat_byte_for_byte(report, fonts, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        write_pdf_report(report, tmp_path / name, fonts)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as document:
        assert all(page.mediabox[3] > page.mediabox[2] for page in document.pages)
    validation = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    assert not validation.validate_written(tmp_path / "a.pdf", "2b").findings


@pytest.mark.parametrize(("sealed", "marked"), [(False, 1), (True, 0), (None, 0)])
def test_only_the_report_of_a_draft_is_marked(report, fonts, tmp_path, sealed, marked):
    about = replace(report.about, sealed=sealed)
    assert bool(about.mark) == bool(marked)
    write_pdf_report(replace(report, about=about), tmp_path / "a.pdf", fonts)
    with pdfplumber.open(tmp_path / "a.pdf") as document:
        large = [char for char in document.pages[0].chars if char["size"] > 60]
    assert bool(large) == bool(marked)


def test_the_workbook_has_every_finding_with_its_amounts(report, tmp_path):
    write_workbook_report(report, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["审核报告", "问题", "已说明", "已核对", "不能核对", "尾差"]
    rows = [[cell.value for cell in row] for row in book["问题"].iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert [row[2] for row in rows[head + 1 :]] == ["D01", "B01.1", "L10", "L10"]
    assert rows[head + 1][5:8] == [10_000, 20_000, 10_000]
    assert book["问题"].auto_filter.ref


def test_a_report_without_findings_is_written_too(make, fonts, tmp_path):
    write_workbook_report(make(), tmp_path / "a.xlsx")
    write_pdf_report(make(), tmp_path / "a.pdf", fonts)
    assert "没有发现问题" in text_of(tmp_path / "a.pdf")


def test_ten_thousand_findings_are_a_few_pages(make, fonts, tmp_path):
    many = [
        Finding("L01", "H", LinePlace(f"x{number}", "function"), f"没有科目 {number}", "改为科目")
        for number in range(10_000)
    ]
    pages = write_pdf_report(make(*many), tmp_path / "a.pdf", fonts).pages
    assert pages < 10
    assert "另有9970个同类问题" in text_of(tmp_path / "a.pdf")


def test_a_very_long_text_is_wrapped_over_pages(make, report, fonts, tmp_path):
    finding = replace(report.problems[0].first.finding, mend="逐项核对收入与支出。" * 400)
    write_pdf_report(make(finding), tmp_path / "a.pdf", fonts)
    assert text_of(tmp_path / "a.pdf").count("逐项核对") > 350


def test_the_json_file_is_the_record(report, tmp_path):
    write_json_report(report, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["version"] == 1


def test_a_folder_that_is_not_there_is_said(report, tmp_path):
    with pytest.raises(ReportNotWrittenError, match="没有这个文件或文件夹"):
        write_json_report(report, tmp_path / "nowhere" / "a.json")
