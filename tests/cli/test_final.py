"""What is put out says that it is a draft until the book is 定稿, and 定稿件 has no errors."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from budgettool.book import Book

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def opened(book):
    return Book.open(book, holder="张三", clock=lambda: NOON)


@pytest.fixture
def sealed(filled):
    with opened(filled) as book:
        book.seal()
    return filled


def change_first(book, **fields):
    with opened(book) as own, own.edit("改") as edit:
        line = next(each for each in own.facts().lines if hasattr(each, "department_economic"))
        edit.update(line.id, **fields)


def written():
    return sorted(path.name for path in Path("成果").iterdir())


def test_everything_of_a_book_that_is_not_sealed_is_a_draft(budgettool, filled):
    _, out, _ = budgettool("build", filled, "--out", "成果", "--pdf", "--excel", "--working")
    assert "还没有定稿" in out
    assert len(written()) == 3
    assert all(Path(name).stem.endswith("（草稿）") for name in written())


def test_a_sealed_book_has_no_word_of_drafts(budgettool, sealed):
    code, out, _ = budgettool("build", sealed, "--out", "成果", "--final")
    assert code == 0
    assert "草稿" not in f"{out}{written()}"
    assert len(written()) == 5


def test_a_sealed_book_needs_no_option_to_be_final(budgettool, sealed):
    budgettool("build", sealed, "--out", "成果", "--final")
    finals = {path: path.read_bytes() for path in Path("成果").rglob("*") if path.is_file()}
    budgettool("build", sealed, "--out", "成果")
    again = {path: path.read_bytes() for path in Path("成果").rglob("*") if path.is_file()}
    assert again == finals


def test_a_book_that_is_not_sealed_has_no_final_output(budgettool, filled):
    code, _, said = budgettool("build", filled, "--out", "成果", "--final")
    assert code == 1
    assert "还没有定稿" in said
    assert "错误" not in said
    assert not Path("成果").exists()


def test_a_book_with_an_error_has_no_final_output_though_it_is_sealed(budgettool, filled):
    change_first(filled, unit="016009")
    with opened(filled) as book:
        book.seal()
    code, _, said = budgettool("build", filled, "--out", "成果", "--final")
    assert code == 1
    assert "还有 1 个错误没有改正\n  L07 支出第 1 行 单位：单位表里没有“016009”" in said
    assert "还没有定稿" not in said
    assert not Path("成果").exists()


def test_only_the_first_of_many_errors_are_listed(budgettool, filled):
    with opened(filled) as own, own.edit("改") as edit:
        for number, line in enumerate(own.facts().lines[:20]):
            edit.update(line.id, unit=f"{number}")
    said = budgettool("build", filled, "--final")[2].splitlines()
    assert "还没有定稿" in said[0]
    assert "还有 20 个错误没有改正" in said[0]
    assert (len(said), said[-1]) == (7, "  ……")


def test_a_filled_template_of_a_draft_says_so_at_its_foot(budgettool, filled):
    template = openpyxl.Workbook()
    template.active["B2"] = "{01.支出合计[合计]}"
    template.active.oddFooter.left.text = "&P"
    template.save("批复.xlsx")
    budgettool("build", filled, "--fill", "批复.xlsx", "--out", "成果")
    (name,) = written()
    assert name == "批复（已填）（草稿）.xlsx"
    footer = openpyxl.load_workbook(Path("成果") / name).active.oddFooter
    assert footer.left.text == "草稿 &P"


@pytest.mark.parametrize("option", [[], ["--unit", "016002"], ["--pack", "national-2021"]])
def test_the_title_of_a_draft_names_it_one(budgettool, filled, option):
    budgettool("build", filled, "--out", "成果", "--pdf", *option)
    (path,) = Path("成果").iterdir()
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == path.stem
    assert path.stem.endswith("（草稿）")
