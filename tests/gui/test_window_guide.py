"""What docs/window.md tells the user to press or to choose is in the window under that name."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "window.md").read_text(encoding="utf-8")
NAMED = re.compile(r"(?:按|点左边的|点|选)[右上角的]*“([^”]+)”")


@pytest.fixture(scope="module")
def words():
    """All that the window's modules and layouts say."""
    gui = ROOT / "budgettool" / "gui"
    files = [*gui.rglob("*.py"), *(ROOT / "forms" / "ui").glob("*.ui")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("name", sorted({*NAMED.findall(GUIDE), "打开样例", "从上年账本开始…"}))
def test_what_the_guide_names_is_in_the_window(name, words):
    assert name in words


def test_the_guide_names_what_is_pressed():
    assert {"新建账本…", "导入 Excel…", "生成…"} <= set(NAMED.findall(GUIDE))
