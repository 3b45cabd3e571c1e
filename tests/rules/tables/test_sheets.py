"""Tables without a book: what is asked, what cannot be, and which figure is wrong."""

from dataclasses import replace

import pytest

from budgettool.rules.grouping import grouped


def test_what_cannot_be_evaluated_says_why(published):
    unknown = published.check().unknown
    assert unknown["B0203"] == "没有预算03表"
    assert unknown["L01"] == unknown["B0507"] == "要有账本的明细和单位才能核对"
    assert "B0105" not in unknown


def test_rules_that_are_off_are_not_among_them(national):
    result = national.check()
    assert result.rules["B0507"].off
    assert "B0507" not in result.unknown


@pytest.mark.parametrize(
    ("reference", "likely"),
    [
        ("05.合计[基本支出/公用经费]", "164.0"),
        ("05.016/2010301[总计]", "986.3"),
        ("01.收入合计[金额]", "1,991.6"),
    ],
)
def test_one_wrong_figure_is_one_cause_and_is_named(published, reference, likely):
    findings = published.check(published.changed(reference, 1)).findings
    (cause,) = grouped(findings)
    assert len(cause.findings) > 1
    assert {finding.cause for finding in findings} == {f"cell {reference}"}
    assert f"似应为 {likely}" in cause.first.mend


def test_no_figure_is_named_where_several_would_do(full):
    sheets = [sheet for sheet in full.changed("08.共计[预算数]", 4) if sheet.id == "08"]
    (finding,) = full.check(sheets).findings
    assert (finding.code, finding.cause) == ("B08.1", "")
    assert "似应为" not in finding.mend


def test_two_wrong_figures_are_two_causes(published):
    first, second = "05.合计[基本支出/公用经费]", "02.016/2010302[总计]"
    sheets = [
        other if sheet.id == "02" else sheet
        for sheet, other in zip(
            published.changed(first, 1), published.changed(second, 2), strict=True
        )
    ]
    assert {cause.first.cause for cause in grouped(published.check(sheets).findings)} == {
        f"cell {first}",
        f"cell {second}",
    }


def test_residues_are_told_apart_from_findings(full):
    result = full.check(full.changed("08.公务用车费[预算数]", 1))
    assert "B08.2" not in {finding.code for finding in result.findings}
    assert "B08.2" in {residue.code for residue in result.residues}


def test_a_figure_that_is_not_known_makes_its_rules_unknown(full):
    def without(cell):
        return cell._replace(exact=None) if cell.reference == "08.共计[预算数]" else cell

    def dimmed(sheet):
        rows = (row._replace(cells=tuple(map(without, row.cells))) for row in sheet.body)
        return replace(sheet, body=tuple(rows))

    result = full.check([dimmed(sheet) for sheet in full.sheets])
    assert {finding.code for finding in result.findings} == {"P01"}
    assert result.unknown["B08.1"].startswith("有的数读不出来")
    assert "B08.2" not in result.unknown
