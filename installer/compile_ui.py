"""Turns the layouts in `forms/ui` into the modules of `budgettool/gui/ui`.

Run it after editing one: `python installer/compile_ui.py`.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYOUTS = ROOT / "forms" / "ui"
MODULES = ROOT / "budgettool" / "gui" / "ui"
PACKAGE = '"""Layouts of the window, made from `forms/ui` by `installer/compile_ui.py`."""\n'

_HEADER = re.compile(r"\A(#.*\n|\n)+")


def compile_layout(path: Path) -> str:
    """Give the module of a layout: what Qt's compiler makes, less what names its version."""
    compiler = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent))
    if compiler is None:
        raise SystemExit("没有 pyside6-uic，请先运行 make environment")
    made = subprocess.run(  # noqa: S603 - our own tool on our own file
        [compiler, "-g", "python", str(path)], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return f'"""Made from `forms/ui/{path.name}`; edit that instead."""\n\n' + _HEADER.sub("", made)


def compile_all() -> dict[Path, str]:
    """Give the text of every module."""
    modules = {
        MODULES / f"{path.stem}.py": compile_layout(path) for path in sorted(LAYOUTS.glob("*.ui"))
    }
    return {MODULES / "__init__.py": PACKAGE, **modules}


def main() -> None:
    """Write the modules whose layout has changed."""
    for path, text in compile_all().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"已生成 {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
