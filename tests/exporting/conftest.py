"""LibreOffice as a reader of what the program writes."""

import csv
import os
import re
import shutil
import subprocess
import zipfile

import pytest

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
EVERY_SHEET_AS_SHOWN = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
)


@pytest.fixture(scope="session")
def soffice():
    found = shutil.which("soffice")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing")
        pytest.skip("LibreOffice is not installed: what it displays cannot be read")
    return found


def _forget_cached_values(source, target):
    """Copy a workbook without the results of its formulas, so that only recalculation has them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"</f><v>[^<]*</v>", b"</f>", part)
            new.writestr(name, part)


@pytest.fixture
def shown_by():
    return _shown_by


def _shown_by(soffice, book, folder):
    """Let LibreOffice recalculate everything and give the texts that it displays, by sheet."""
    bare = folder / "bare.xlsx"
    _forget_cached_values(book, bare)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603
        [soffice, profile, "--headless", "--convert-to", EVERY_SHEET_AS_SHOWN,
         "--outdir", str(folder), str(bare)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {
        path.stem.removeprefix(f"{bare.stem}-"): list(
            csv.reader(path.read_text(encoding="utf-8").splitlines())
        )
        for path in folder.glob("*.csv")
    }
