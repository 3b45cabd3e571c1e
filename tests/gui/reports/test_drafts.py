"""What the window prints and exports is marked as a draft until the book is 定稿."""

import openpyxl
import pypdfium2
import pytest

from budgettool.gui.reports.exports import EXPORTS, make_pages, take_snapshot


def untold(*_):
    """Take what a task says of how far it is."""


def pages_of(source):
    with pypdfium2.PdfDocument(source) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_printed_pages_are_drafts_until_the_book_is_sealed(session):
    assert all("草稿" in page for page in pages_of(make_pages(take_snapshot(session), untold).data))
    session.book.seal()
    pages = pages_of(make_pages(take_snapshot(session), untold).data)
    assert not any("草稿" in page for page in pages)


def test_secret_lines_are_not_on_the_printed_pages(session):
    secret = next(line for line in session.lines.values() if line.amount == 278_300_000)
    with session.edit("设为涉密") as edit:
        edit.update(secret.id, secret=True)
    (first, *_) = pages_of(make_pages(take_snapshot(session), untold).data)
    assert "1,991.6" not in first
    assert "1,713.3" in first


@pytest.mark.parametrize("kind", ["pdf", "excel", "working"])
def test_the_name_offered_for_a_file_says_that_it_is_a_draft(session, kind):
    name = f"{take_snapshot(session).stem}{EXPORTS[kind].suffix}"
    assert "（草稿）" in name
    session.book.seal()
    assert "草稿" not in f"{take_snapshot(session).stem}{EXPORTS[kind].suffix}"


def test_an_exported_pdf_of_a_draft_is_marked(session, tmp_path):
    EXPORTS["pdf"].write(take_snapshot(session), tmp_path / "a.pdf", untold)
    assert all("草稿" in page for page in pages_of(tmp_path / "a.pdf"))


@pytest.mark.parametrize("kind", ["excel", "working"])
def test_an_exported_workbook_is_marked_until_the_book_is_sealed(session, tmp_path, kind):
    feet = []
    for seal in (lambda: None, session.book.seal):
        seal()
        EXPORTS[kind].write(take_snapshot(session), tmp_path / "a.xlsx", untold)
        tabs = openpyxl.load_workbook(tmp_path / "a.xlsx")
        feet.append({tab.oddFooter.left.text is not None for tab in tabs})
    assert feet == [{True}, {False}]
