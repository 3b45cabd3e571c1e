"""What comes of writing a PDF: where everything is, which faces were used, what went wrong."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from budgettool.errors import BudgetToolError
from budgettool.files import cause


class PdfCancelledError(BudgetToolError):
    """The user stopped the writing of a PDF."""

    def __init__(self) -> None:
        super().__init__("已取消生成 PDF，没有写出文件。")


class PdfFileError(BudgetToolError):
    """A PDF cannot be put where it was asked for."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"无法写入 PDF 文件“{path}”：{cause(error)}。"
            "请检查文件夹是否存在、是否可写、磁盘是否已满；若文件正在别的程序中打开，请先关闭。"
        )
        self.path = path


class SheetPages(NamedTuple):
    """On which pages of the file a sheet is."""

    sheet: str
    first: int
    pages: int


class Place(NamedTuple):
    """On which page of the file, from 1, something with an anchor begins."""

    anchor: str
    page: int


class UsedFont(NamedTuple):
    """A face that the file uses."""

    name: str
    path: Path
    bundled: bool


class MissingGlyph(NamedTuple):
    """A character that no face has; □ stands in its place.

    Attributes:
        sheet: Id of the sheet, section or chart in which it stands; of the part, where it stands
            in its title.
    """

    character: str
    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What came of writing a PDF.

    Attributes:
        pages: How many pages the file has.
        tight: Ids of sheets where figures had to be condensed to fit even in the smallest type.
        places: Where each part, section, sheet and chart of a document begins, in its order.
    """

    pages: int
    sheets: tuple[SheetPages, ...]
    fonts: tuple[UsedFont, ...]
    missing: tuple[MissingGlyph, ...]
    tight: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
