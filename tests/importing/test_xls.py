from pathlib import Path

from budgettool.importing import SourceError, propose, read_workbook

OLD = Path(__file__).parents[1] / "data" / "importing" / "old.xls"


def test_an_old_workbook_is_read_with_merged_cells_errors_and_dates(register):
    proposal = propose(OLD, register)
    assert [line.amount for line in proposal.income] == [263_10, -1]
    assert "第 6 行" in str(proposal.notices[0])
    assert [(each.cell, each.reason[:2]) for each in proposal.problems] == [
        ("C4", "是错"),
        ("C5", "是日"),
    ]


def test_no_damage_of_an_old_workbook_gets_past_as_a_crash(tmp_path):
    whole = OLD.read_bytes()
    path = tmp_path / "坏.xls"
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            read_workbook(path)
        except SourceError as error:
            assert "坏.xls" in str(error)  # noqa: PT017 - either outcome will do
