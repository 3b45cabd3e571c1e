"""The command line: every step from a new book to the published files, in plain Chinese."""

from budgettool.cli.main import Surroundings, run_command_line

__all__ = ["Surroundings", "run_command_line"]
