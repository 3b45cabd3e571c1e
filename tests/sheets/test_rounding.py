"""The rounding of published figures is a policy that can be replaced, everywhere alike."""

from budgettool.model import Department, ExpenditureLine, Facts, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.packet import derive

WAN = 1_000_000


def down(amounts, step_fen, _parts):
    return [fen // step_fen * step_fen for fen in amounts]


def line(number, amount, measure="amount", source="一般公共预算/财政拨款"):
    return ExpenditureLine(
        id=str(number),
        unit="016",
        function="2010301",
        department_economic="30201",
        nature="基本支出/公用经费",
        source=source,
        amount=amount,
        measure=measure,
    )


def facts(*lines):
    return Facts(2020, Department("016", "某局"), (Unit("u", "016", "某局", "行政"),), (), lines)


def test_another_policy_prints_every_figure(henan, classification):
    packet = derive(facts(line(1, 199_999)), henan, classification, rounding=down)
    texts = {cell.text for row in packet.sheets[4].body for cell in row.cells if cell.exact}
    assert texts == {"0.1"}


def test_rates_are_taken_of_what_the_policy_printed(henan, classification):
    national = find_pack("national-2021", pack_folders())
    lines = facts(line(1, 2 * WAN + 9_999), line(2, WAN + 9_999, measure="prior"))
    sheets = derive(lines, national, classification, vocabulary=henan.vocabulary, rounding=down)
    rates = {
        cell.text
        for sheet in sheets.sheets
        for row in sheet.body
        for cell in row.cells
        if cell.kind == "rate" and cell.text
    }
    assert rates == {"100.00%"}


def test_figures_in_notes_follow_the_policy(henan, classification):
    lines = facts(line(1, 199_999, source="用事业单位基金弥补收支差额"))
    notes = derive(lines, henan, classification, rounding=down).sheets[1].notes
    assert " 0.1 " in notes[0]
