"""What a command must not load, lest every start wait for it."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from budgettool.app import main
assert main(sys.argv[1:]) == 0
wanted = {"sqlite_utils", "budgettool.rules.checker", "budgettool.rules.text"}
print(*(wanted & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["show"], ""),
        (["info"], ""),
        (["build", "--excel"], ""),
    ],
)
def test_a_command_waits_for_no_library_that_it_does_not_need(filled, arguments, loaded, tmp_path):
    command, *options = arguments
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, command, filled, *options],
        env={**os.environ, "PYTHONUTF8": "1", "BUDGETTOOL_HOME": str(tmp_path / "home")},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr.splitlines()[-1] == loaded
