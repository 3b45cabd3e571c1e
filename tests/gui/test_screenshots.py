"""The script that makes the pictures of the window, run as `make screenshots` runs it."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

SCRIPT = Path(__file__).parents[2] / "installer" / "screenshots.py"


def test_a_page_is_pictured_in_both_schemes_and_at_the_scale_that_is_asked(tmp_path):
    pictures = {}
    for scheme, scale in (("light", "1"), ("dark", "1.5")):
        subprocess.run(  # noqa: S603 - our own script
            [sys.executable, SCRIPT, "--scheme", scheme, "--out", tmp_path, "--only", "单位-空"],
            check=True,
            env={**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONUTF8": "1"},
            timeout=120,
        )
        pictures[scheme] = QImage(str(tmp_path / f"{scheme}-{float(scale):.0%}" / "单位-空.png"))
    assert pictures["light"].size().toTuple() == (1280, 800)
    assert pictures["dark"].size().toTuple() == (1920, 1200)
    assert pictures["light"].pixelColor(640, 500).lightness() > 200
    assert pictures["dark"].pixelColor(960, 750).lightness() < 60
