"""The entry point: window or command line."""

import subprocess
import sys

from budgettool.app import main


def test_without_a_display_the_reason_and_the_commands_are_told(monkeypatch, capsys):
    monkeypatch.setattr("budgettool.app.why_no_window", lambda _: "这里没有图形桌面")
    assert main([]) == 1
    told = capsys.readouterr()
    assert "没有图形桌面" in told.err
    assert "budgettool" in told.out


def test_commands_do_not_load_qt(tmp_path):
    code = (
        "import sys; from budgettool.app import main; "
        f"main(['info', {str(tmp_path / 'x.ysb')!r}]); print('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"
