"""The pack's lettering on the screen: the bundled faces, the same as in the PDF."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from budgettool.exporting.faces import bundled_folder
from budgettool.exporting.pdf.fonts import Cut

_FAMILIES = {
    "song": "Budget Song",
    "hei": "Budget Hei",
    "fangsong": "Budget Fang",
    "kai": "Budget Kai",
    "biaosong": "Budget Song",
}


def screen_font(cut: Cut, pixels: float) -> QFont:
    """Give a face in a size; its letters keep their proportions at every zoom."""
    _load_all()
    font = QFont([_FAMILIES[cut.style], "Budget Song", "Budget Marks"])
    font.setPixelSize(max(round(pixels), 1))
    font.setBold(cut.bold or cut.style == "biaosong")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _load_all() -> None:
    for path in sorted(bundled_folder().glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
