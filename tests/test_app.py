"""The entry point: window or command line, and where a user's own packs and tables are."""

import subprocess
import sys
from pathlib import Path

import pytest

from budgettool.app import data_home, main

HOME = Path("/zhang")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({}, HOME / ".local" / "share" / "budgettool"),
        ({"XDG_DATA_HOME": "/data"}, Path("/data/budgettool")),
        ({"LOCALAPPDATA": "C:/Local"}, Path("C:/Local/budgettool")),
        ({"BUDGETTOOL_HOME": "/own", "XDG_DATA_HOME": "/data"}, Path("/own")),
    ],
)
def test_the_users_folder_is_where_the_system_has_it(environment, folder):
    assert data_home(environment, HOME) == folder


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
