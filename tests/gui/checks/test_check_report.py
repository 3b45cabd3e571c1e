"""The check report, exported from the page 审核."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from budgettool.gui.checks.reporting import REPORT_KINDS, take_report


@pytest.fixture
def target(monkeypatch, tmp_path):
    """Answer the dialog with a file in the test's folder, without its suffix."""
    asked = []

    def answer(_parent, _title, start, _kind):
        asked.append(start)
        return str(tmp_path / "报告"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return tmp_path, asked


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_report_of_each_kind_is_written_off_the_thread(page, spoil, qtbot, target, kind):
    folder, asked = target
    spoil.unit()
    with qtbot.waitSignal(page.offered, timeout=20_000) as offered:
        page.actions_by_id[f"report_{kind}"].trigger()
    file = folder / f"报告{REPORT_KINDS[kind].suffix}"
    assert file.stat().st_size > 1_000
    assert offered.args[:2] == [f"已导出 {file.name}", "打开"]
    assert asked[0].endswith(f"临溪市人民政府办公室2020年部门预算审核报告{file.suffix}")


def test_the_report_says_what_is_open_and_what_was_answered_for(page, spoil, qtbot, target):
    folder, _ = target
    spoil.pair()
    page.refresh()
    page.waive()
    page.detail.form.reason.setPlainText("按口径")
    page.detail.form.accept_button.click()
    spoil.unit()
    with qtbot.waitSignal(page.offered, timeout=20_000):
        page.export("json")
    record = json.loads((folder / "报告.json").read_text(encoding="utf-8"))
    assert (record["counts"]["H"], record["counts"]["waived"]) == (1, 1)
    assert record["waived"][0]["waiver"]["reason"] == "按口径"
    assert record["about"]["state"] == "草稿"


def test_the_report_of_a_sealed_book_has_the_rules_about_publishing(session):
    assert "P03" not in {rule.code for rule in take_report(session).rules}
    with session.deciding():
        session.book.seal()
    assert [p for p in take_report(session).problems if p.first.finding.code == "P03"]
