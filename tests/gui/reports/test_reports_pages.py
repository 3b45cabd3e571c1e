import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel

from budgettool.book import StoredPack
from budgettool.gui.reports.exports import make_pages, take_snapshot
from budgettool.gui.reports.page import ReportsPage
from budgettool.gui.reports.printing import print_pages
from budgettool.gui.reports.rendering import PageSize, render_page
from budgettool.model import Project
from budgettool.packs.loader import load_pack
from budgettool.packs.location import pack_folders, read_pack_files


@pytest.fixture
def document(session):
    return make_pages(take_snapshot(session), lambda *_: None)


def test_pages_are_those_of_the_pdf_and_know_where_tables_begin(document):
    assert len(document.sizes) == document.report.pages
    assert document.sizes[0] == pytest.approx(PageSize(841.89, 595.28), abs=0.01)
    assert document.pages("01") == range(1)
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


def test_printing_is_shown_until_the_last_page_has_gone(session, qtbot, tmp_path, monkeypatch):
    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "all.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    seen = []
    page.told.connect(lambda _: seen.append("已送往"))
    strip = page.strip
    advance = strip.advance

    def watched(stage, done, total):
        advance(stage, done, total)
        seen.append(strip.busy and strip.isVisible() and strip.cancel_button.isEnabled())

    monkeypatch.setattr(strip, "advance", watched)
    page.actions_by_id["print_all"].trigger()
    qtbot.waitUntil(lambda: "已送往" in seen, timeout=30_000)
    assert set(seen) == {True, "已送往"}
    assert not strip.busy


def test_a_printer_that_refuses_is_told(session, document, qtbot, tmp_path):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "none" / "x.pdf"))
    page.show()
    page.print_desk.print_document(document, printer)
    assert "打印机没有接受" in page.strip.findChild(QLabel).text()
    assert page.strip.isVisible()
    assert not page.strip.busy


def test_a_range_outside_the_pages_prints_nothing_and_says_so(session, document, qtbot):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFromTo(200, 300)
    with qtbot.waitSignal(page.told) as told:
        page.print_desk.print_document(document, printer)
    assert told.args == [f"没有选中的页：只有第 1 至 {len(document.sizes)} 页，没有打印"]


def test_pages_are_made_anew_when_the_page_is_shown_again(session, qtbot):
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_pages()
    qtbot.waitUntil(lambda: page.page_view.document is not None, timeout=30_000)
    old = page.page_view.document
    page.hide()
    line = next(line for line in session.lines.values() if line.amount)
    with session.edit("改金额") as edit:
        edit.update(line.id, amount=line.amount * 2)
    page.show()
    qtbot.waitUntil(lambda: page.page_view.document is not old, timeout=30_000)


def test_a_sheet_that_came_later_has_no_pages_until_they_are_made(session, qtbot, request):
    own = request.config.rootpath / "tests" / "data" / "packs"
    files = read_pack_files("forms-draft", [*pack_folders(), own])
    pack = load_pack(files)
    with session.edit("换表样") as edit:
        edit.set_pack(StoredPack(pack.id, pack.version, files))
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_pages()
    qtbot.waitUntil(lambda: page.page_view.document is not None, timeout=30_000)
    sheets = page.contents.count()
    with session.edit("加项目") as edit:
        added = [Project(session.book.new_id(), f"新{n}", unit="016001") for n in "12"]
        edit.insert_all(added)
        for project in added:
            edit.set_field(("project", project.id, "use", 0), "业务类")
    assert page.contents.count() > sheets
    for row in range(page.contents.count()):
        page.contents.setCurrentRow(row)
    last = page.contents.chosen()
    qtbot.waitUntil(lambda: bool(page.page_view.document.pages(*last.key)), timeout=30_000)
