"""Entry point: chooses the command line or the window, and is the last handler of faults."""

import getpass
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from budgettool.cli import Surroundings, run_command_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    surroundings = Surroundings(
        home=data_home(os.environ, Path.home()),
        holder=_user_name(),
        now=lambda: datetime.now().astimezone(),
    )
    return run_command_line(sys.argv[1:] if arguments is None else arguments, surroundings)


def data_home(environment: Mapping[str, str], home: Path) -> Path:
    """Find the folder for a user's own packs and code tables, as the system has it."""
    if given := environment.get("BUDGETTOOL_HOME"):
        return Path(given)
    if local := environment.get("LOCALAPPDATA"):
        return Path(local) / "budgettool"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "budgettool"


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "本机用户"


if __name__ == "__main__":
    sys.exit(main())
