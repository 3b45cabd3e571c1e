"""A draft is seen to be one on every page, and its figures are as easy to read as ever."""

import itertools

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.watermark import make_mark


@pytest.fixture
def marked(write, tmp_path):
    def write_marked(*sheets, mark="草稿"):
        path = tmp_path / f"{mark or 'plain'}.pdf"
        write(path, *sheets, mark=mark)
        return path

    return write_marked


def test_each_page_of_a_draft_bears_the_mark_once(marked, economic, make_form):
    with pypdfium2.PdfDocument(marked(economic, make_form(3000))) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) > 2
    assert all(text.count("草") == text.count("稿") == 1 for text in texts)


def test_the_mark_is_no_part_of_the_text(marked, by_unit):
    plain, draft = (pdfplumber.open(marked(by_unit, mark=mark)) for mark in ("", "草稿"))
    with plain, draft:
        own = draft.pages[0].filter(lambda item: item.get("tag") != "Artifact")
        assert own.extract_text() == plain.pages[0].extract_text()


def test_the_mark_is_light_and_lies_behind_everything(marked, by_unit):
    pages = []
    for mark in ("", "草稿"):
        with pypdfium2.PdfDocument(marked(by_unit, mark=mark)) as pdf:
            pages.append(pdf[0].render(grayscale=True).to_pil().tobytes())
    plain, draft = pages
    darker = [(before, after) for before, after in zip(plain, draft, strict=True) if after < before]
    assert len(darker) > len(plain) / 50
    assert all(before - after <= 20 for before, after in darker)
    assert max(after - before for before, after in zip(plain, draft, strict=True)) <= 0


def test_a_draft_is_pdf_a_too(marked, economic, make_form):
    validation = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    assert not validation.validate_written(marked(economic, make_form()), "2b").findings


def test_the_mark_is_an_artifact(marked, by_unit):
    with pikepdf.open(marked(by_unit)) as pdf:
        first, *_ = pikepdf.parse_content_stream(pdf.pages[0])
    assert str(first.operator) == "BDC"
    assert (str(first.operands[0]), str(first.operands[1].Subtype)) == ("/Artifact", "/Watermark")


@pytest.mark.parametrize(("width", "height"), [(842, 595), (595, 842), (1191, 842)])
@pytest.mark.parametrize("word", ["草稿", "征求意见稿（草稿）", "稿"])
def test_a_mark_stands_within_its_page(typesetter, width, height, word):
    mark = make_mark(word, width, height, typesetter)
    (text,) = mark.texts
    half = typesetter.width(word, Cut("hei")) * text.size / 2
    corners = itertools.product((-half, half), (-text.size / 2, text.size / 2))
    cosine, sine = mark.turn
    for along, across in corners:
        assert 0 < mark.x + along * cosine - across * sine < width
        assert 0 < mark.y + along * sine + across * cosine < height
