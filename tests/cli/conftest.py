"""A command line whose surroundings are a folder of the test's own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from budgettool.cli import Surroundings, run_command_line

SAMPLE = Path(__file__).parents[2] / "templates" / "sample"


@pytest.fixture
def budgettool(tmp_path, monkeypatch, capsys):
    """Run the program; gives exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    surroundings = Surroundings(
        tmp_path / "home", "测试员", lambda: datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    )

    def run(*arguments):
        try:
            code = run_command_line([str(argument) for argument in arguments], surroundings)
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def book(budgettool):
    """A new, empty book."""
    code, _, said = budgettool(
        "new", "样例.ysb", "--department", "临溪市人民政府办公室", "--short", "临溪市政府办公室",
        "--code", "016", "--year", "2020",
    )  # fmt: skip
    assert code == 0, said
    return Path("样例.ysb")


@pytest.fixture
def filled(budgettool, book):
    """The sample's book, imported by the program itself."""
    names = ("expenditure.csv", "income.csv", "units.csv", "fields.csv")
    code, _, said = budgettool("import", book, *(SAMPLE / name for name in names))
    assert code == 0, said
    return book
