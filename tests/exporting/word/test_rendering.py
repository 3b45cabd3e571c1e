"""What LibreOffice makes of the file: pages, turned tables, repeated heads, page numbers."""

import re
import subprocess

import pypdfium2
import pytest

from budgettool.exporting.pdf import contents_pages, open_font_book


@pytest.fixture(scope="module")
def shown(soffice, document, write, tmp_path_factory):
    """Give the pages as LibreOffice shows them: width, height, words without blanks."""
    folder = tmp_path_factory.mktemp("shown")
    pages = contents_pages(document, open_font_book())
    path = write(document, folder / "packet.docx", pages=pages)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    with pypdfium2.PdfDocument(folder / "packet.pdf") as pdf:
        return [
            (*page.get_size(), re.sub(r"\s", "", page.get_textpage().get_text_range()))
            for page in pdf
        ]


def test_each_heading_is_on_some_page(shown, document):
    words = "".join(text for _, _, text in shown)
    for heading in document.headings():
        for piece in heading.title.split():
            assert piece in words


def test_tables_lie_across_and_text_does_not(shown, document):
    turned = {text[:200]: width > height for width, height, text in shown}
    for sheet in document.sheets:
        pages = [across for text, across in turned.items() if sheet.title in text]
        assert set(pages) == {sheet.page.orientation == "landscape"}
    assert [width > height for width, height, _ in shown[:5]] == [False] * 5


def test_pages_are_numbered_as_one(shown):
    assert "/" not in shown[0][2]
    for number, (_, _, text) in enumerate(shown[1:], 2):
        assert f"{number}/{len(shown)}" in text


def test_a_long_table_repeats_title_and_header(shown, document):
    sheet = next(sheet for sheet in document.sheets if sheet.id == "06")
    pages = [text for _, _, text in shown if sheet.title in text and "科目名称" in text]
    assert len(pages) > 1
    assert all(sheet.number in text for text in pages)
