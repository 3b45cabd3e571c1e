"""Entry point: chooses the command line or the window, and is the last handler of faults."""

import getpass
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from budgettool.cli import Surroundings, run_command_line
from budgettool.gui.readiness import why_no_window

_NO_WINDOW = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    surroundings = Surroundings(
        home=data_home(os.environ, Path.home()),
        holder=_user_name(),
        now=lambda: datetime.now().astimezone(),
    )
    if not wants_window(given):
        return run_command_line(given, surroundings)
    if reason := why_no_window(os.environ):
        print(reason, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return run_command_line([], surroundings) or _NO_WINDOW
    from budgettool.gui.application import Home, run_window  # noqa: PLC0415 - loads Qt

    home = Home(surroundings.home, surroundings.holder, surroundings.now)
    return run_window(Path(given[0]) if given else None, home)


def wants_window(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments ask for the window: none at all, or one book."""
    return not arguments or (len(arguments) == 1 and arguments[0].endswith(".ysb"))


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
