import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from budgettool.gui.reports.exports import make_pages, take_snapshot
from budgettool.gui.reports.page import ReportsPage
from budgettool.gui.reports.printing import print_pages
from budgettool.gui.reports.rendering import PageSize, render_page


@pytest.fixture
def document(session):
    return make_pages(take_snapshot(session), lambda *_: None)


def test_pages_are_those_of_the_pdf_and_know_where_tables_begin(document):
    assert len(document.sizes) == document.report.pages
    assert document.sizes[0] == pytest.approx(PageSize(841.89, 595.28), abs=0.01)
    assert document.first_page(0) == 0
    image = render_page(document, 0, 1.0)
    assert (image.width(), image.height()) == (842, 596)
    shades = {image.pixelColor(x, 300).lightness() for x in range(842)}
    assert min(shades) < 128 < max(shades)


def test_page_view_keeps_the_old_picture_until_the_new_one_is_there(session, qtbot):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_pages()
    qtbot.waitUntil(lambda: page.page_view.picture(0) is not None, timeout=30_000)
    line = next(line for line in session.lines.values() if line.amount)
    with session.edit("改金额") as edit:
        edit.update(line.id, amount=line.amount * 2)
    old = page.page_view.document
    assert page.page_view.picture(0) is not None
    qtbot.waitUntil(lambda: page.page_view.document is not old, timeout=30_000)
    assert 0 in page.page_view.pictured()
    qtbot.waitUntil(lambda: page.page_view.picture(0) is not None, timeout=30_000)


def test_printing_gives_each_page_on_its_own_paper(application, document, tmp_path):  # noqa: ARG001
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    assert list(print_pages(printer, document, [0, 4])) == [1, 2]
    pdf = pypdfium2.PdfDocument(path)
    assert len(pdf) == 2
    assert pdf.get_page_size(0) == pytest.approx((841.89, 595.28), abs=1)
    pdf.close()


def test_one_table_is_printed_alone(session, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "one.pdf"

    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.contents.setCurrentRow(4)
    with qtbot.waitSignal(page.told, timeout=30_000) as told:
        page.actions_by_id["print_sheet"].trigger()
    assert told.args == ["已送往打印机：1 页"]
    pdf = pypdfium2.PdfDocument(path)
    assert len(pdf) == 1
    pdf.close()


def test_a_printer_that_refuses_is_told(session, document, qtbot, tmp_path):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "none" / "x.pdf"))
    with qtbot.waitSignal(page.told) as told:
        page.print_desk.print_document(document, printer)
    assert "打印机没有接受" in told.args[0]
