"""Runs one command: finds its function, and turns refusals into messages and exit codes."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from budgettool.cli.parser import build_parser
from budgettool.cli.surroundings import Surroundings
from budgettool.errors import BudgetToolError

__all__ = ["Surroundings", "run_command_line"]

DONE: Final = 0
REFUSED: Final = 1
INTERRUPTED: Final = 130

_COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new": "budgettool.cli.new",
        "import": "budgettool.cli.importing",
        "build": "budgettool.cli.build",
        "check": "budgettool.cli.check",
        "show": "budgettool.cli.show",
        "codes": "budgettool.cli.codes",
        "info": "budgettool.cli.info",
    }
)
"""Where each command's `run` is; a module is loaded when it is called for."""


def run_command_line(arguments: Sequence[str], surroundings: Surroundings) -> int:
    """Run the command that the arguments name; gives the exit code.

    0 done; 1 refused, with the reason on standard error; 2 the arguments are wrong;
    130 stopped by the user. `check` also gives 3 and 4: see there.
    """
    _speak_utf8()
    parser = build_parser()
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return DONE
    try:
        run: Callable[..., int] = import_module(_COMMANDS[parsed.command]).run
        return run(parsed, surroundings)
    except BudgetToolError as error:
        print(f"没有完成：{error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has closed it (`| head`); Python must not flush into it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("已停止，没有留下半成品", file=sys.stderr)
        return INTERRUPTED


def _speak_utf8() -> None:
    """Consoles of old systems cannot show every character; they get a substitute, not a fault."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
