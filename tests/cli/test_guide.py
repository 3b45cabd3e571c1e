"""The commands of README and the guide are commands that the program understands."""

import re
import shlex
from pathlib import Path

import pytest

from budgettool.cli.parser import build_parser

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands():
    for page in ("README.md", "docs/guide.md", "docs/codes.md", "docs/packs.md"):
        for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if words and Path(words[0]).name == "budgettool":
                    yield words[1:]


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_documented_command_is_understood(words):
    assert build_parser().parse_args(words).command == words[0]


def test_there_are_documented_commands():
    assert {words[0] for words in commands()} >= {"new", "import", "build", "show", "info"}
