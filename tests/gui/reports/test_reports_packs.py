"""Every kind of sheet that a pack can describe is shown: forms, blocks, two sides, no rows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.text import Typesetter
from budgettool.gui.reports.clipboard import sheet_html, sheet_text
from budgettool.gui.reports.geometry import cell_at, measure
from budgettool.gui.reports.sheet_view import SheetView
from budgettool.model import Project
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.packet import derive


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021", "final-draft", "forms-draft"])
def test_every_sheet_is_walked_painted_and_copied(pack_id, session, qtbot, request):
    own = request.config.rootpath / "tests" / "data" / "packs"
    pack = find_pack(pack_id, [*pack_folders(), own])
    facts = session.facts
    if pack_id == "forms-draft":
        facts = type(facts)(
            facts.year,
            facts.department,
            facts.units,
            (Project("p", "项目一", unit="016001"),),
            facts.lines,
        )
    typesetter = Typesetter(open_font_book())
    view = SheetView(typesetter)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    packet = derive(facts, pack, session.classification, vocabulary=session.pack.vocabulary)
    for sheet in packet.sheets:
        view.show_sheet(sheet)
        view.go_to((0, 0))
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
            QTest.keyClick(view, key)
        assert (view.current_cell() is not None) == bool(sheet.body)
        assert not view.grab().isNull()
        rows = measure(sheet, typesetter).rows
        for number in range(len(sheet.body)):
            for column in range(len(sheet.columns)):
                assert cell_at(sheet, rows, (number, column)) is not None
        assert sheet_html(sheet, view.frame()).count("<tr>") >= len(sheet.body) + sheet.header_rows
        assert len(sheet_text(sheet).splitlines()) >= len(sheet.body)
