"""LibreOffice measured from within: it loads a workbook, recalculates all, and edits one cell.

A Basic macro in a profile of its own does it, so that neither start-up nor another profile counts.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

_MACRO = Path(__file__).with_name("office.bas")
_TIMEOUT = 600
_DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {kind} PUBLIC "{public}" "{file}">\n'
_PUBLIC = "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"


@dataclass(frozen=True, slots=True)
class OfficeTimes:
    """Seconds: to load the workbook, to recalculate everything, and after one edit (median)."""

    load: float
    recalculation: float
    edit: float


def installed() -> str | None:
    """Find the program."""
    return shutil.which("soffice")


def measure(workbook: Path, folder: Path, column: int, row: int) -> OfficeTimes:
    """Measure a workbook; the cell named, on its first sheet, must hold a number and is edited."""
    profile, report = folder / "office", folder / "office.txt"
    _start(profile, "--terminate_after_init")  # the first start overwrites what is there
    macro = _MACRO.read_text(encoding="utf-8").format(
        source=workbook.as_uri(), report=report, column=column, row=row
    )
    _write_profile(profile / "user" / "basic", macro)
    _start(profile, "macro:///Standard.Bench.Measure()")
    load, every, *edits = (int(text) / 1000 for text in report.read_text().split())
    return OfficeTimes(load, every, median(edits))


def _start(profile: Path, argument: str) -> None:
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [installed() or "soffice", own, "--headless", "--norestore", argument]
    subprocess.run(command, check=True, timeout=_TIMEOUT, capture_output=True)  # noqa: S603


def _write_profile(basic: Path, macro: str) -> None:
    """Put a macro where the program looks for a user's own."""
    library = basic / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    _write(
        basic / "script.xlc",
        ("library:libraries", _PUBLIC, "libraries.dtd"),
        '<library:libraries xmlns:library="http://openoffice.org/2000/library"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<library:library library:name="Standard"'
        ' xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"'
        ' library:link="false"/></library:libraries>',
    )
    _write(
        library / "script.xlb",
        ("library:library", _PUBLIC, "library.dtd"),
        '<library:library xmlns:library="http://openoffice.org/2000/library"'
        ' library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Bench"/></library:library>',
    )
    _write(
        library / "Bench.xba",
        ("script:module", _PUBLIC, "module.dtd"),
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Bench"'
        f' script:language="StarBasic">{escape(macro)}'
        "</script:module>",
    )


def _write(path: Path, kind: tuple[str, str, str], content: str) -> None:
    name, public, file = kind
    path.write_text(
        _DOCTYPE.format(kind=name, public=public, file=file) + content + "\n", encoding="utf-8"
    )
