"""The faces, borders and alignments of cells, one XlsxWriter format for each look."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from budgettool.exporting.excel.figures import GENERAL
from budgettool.sheets.sheet import Align, Page

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FACES: Final = {
    "song": "宋体",
    "hei": "黑体",
    "fangsong": "仿宋",
    "kai": "楷体",
    "biaosong": "方正小标宋简体",
}
_DEFAULT_FACES: Final = {"title": "biaosong", "head": "hei", "body": "song", "note": "song"}
_GB2312: Final = 134
_ROMAN: Final = 1
_BAND: Final = "#F2F2F2"


class Look(NamedTuple):
    """What a cell looks like, whatever it holds."""

    face: str
    size: float
    align: Align = "left"
    bold: bool = False
    indent: int = 0
    band: bool = False
    border: bool = True
    wrap: bool = True
    number_format: str = GENERAL
    quoted: bool = False
    """Begins with a sign that would make a formula of it once it is edited."""


class Looks:
    """The formats made so far for one workbook."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._formats: dict[Look, Format] = {}
        self._shapes: dict[str, Format] = {}

    def format(self, look: Look) -> "Format":
        """Give the format of a look, made once."""
        found = self._formats.get(look)
        if found is None:
            found = self._formats[look] = self._book.add_format(_properties(look))
        return found

    def shape(self, number_format: str) -> "Format":
        """Give a format that changes only how a number is displayed, for a condition."""
        found = self._shapes.get(number_format)
        if found is None:
            found = self._book.add_format({"num_format": number_format})
            self._shapes[number_format] = found
        return found


def face_of(page: Page, part: str) -> str:
    """Give the name of the font for a part of the page, as Excel and WPS know it."""
    style = dict(page.fonts).get(part, _DEFAULT_FACES[part])
    return FACES.get(style, FACES["song"])


def _properties(look: Look) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": look.face,
        "font_size": look.size,
        "font_scheme": "none",
        "font_charset": _GB2312,
        "font_family": _ROMAN,
        "align": look.align,
        "valign": "vcenter",
        "num_format": look.number_format,
    }
    if look.indent and look.align != "center":
        properties["indent"] = look.indent
    if look.band:
        properties["bg_color"] = _BAND
    flags = {
        "bold": look.bold,
        "border": look.border,
        "text_wrap": look.wrap,
        "quote_prefix": look.quoted,
    }
    properties.update({name: 1 for name, wanted in flags.items() if wanted})
    return properties
