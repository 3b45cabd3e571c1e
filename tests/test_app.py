"""Where the program keeps a user's own packs and tables on each system."""

from pathlib import Path

import pytest

from budgettool.app import data_home

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
