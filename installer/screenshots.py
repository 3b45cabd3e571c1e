"""Makes a picture of every page of the window in every state, to be looked at before a release.

`python installer/screenshots.py` makes them light and dark, at 100 % and at 150 %, below
`out/screenshots`; `--only 支出` makes those whose name has the word in it. Times and names are
fixed and no screen is needed, so that two runs can be compared. What is pictured is in `states`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from installer.states import STATES
from installer.studio import Studio

OUT: Final = Path(__file__).parents[1] / "out" / "screenshots"
SCHEMES: Final = ("light", "dark")
SCALES: Final = ("1", "1.5")


def make_pictures(out: Path, scheme: str, only: str = "") -> list[Path]:
    """Make the pictures whose name has a word in it, in one scheme, at this process's scale."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    folder = out / f"{scheme}-{scale:.0%}"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory(prefix="screenshots-") as books:
        studio = Studio(Path(books), scheme)
        for name in (name for name in STATES if only in name):
            path = folder / f"{name}.png"
            widget = STATES[name](studio)
            studio.settle()
            if not widget.grab().save(str(path)):
                raise SystemExit(f"写不出 {path}")
            studio.close()
            made.append(path)
    return made


def main() -> None:
    """Make the pictures of one scheme, or of all in processes of their own."""
    parser = argparse.ArgumentParser(description="窗口各页各状态的截图")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--scheme", choices=SCHEMES)
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    if wanted.scheme:
        made = make_pictures(wanted.out, wanted.scheme, wanted.only)
        print(f"{made[0].parent if made else wanted.out}：{len(made)} 张")
        return
    for scheme in SCHEMES:
        for scale in SCALES:
            command = [sys.executable, __file__, "--scheme", scheme, "--out", str(wanted.out)]
            subprocess.run(  # noqa: S603 - this very script
                [*command, "--only", wanted.only],
                check=True,
                env={**os.environ, "QT_SCALE_FACTOR": scale},
            )


if __name__ == "__main__":
    main()
