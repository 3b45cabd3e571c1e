"""The styles of a Word file: those that Word knows by name, and our own for tables.

Built-in styles keep their English names in the file; Word shows them in the user's language, and
finds headings and contents by them.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from budgettool.exporting.word.faces import fonts_of
from budgettool.exporting.word.markup import DECLARATION, MAIN, twips

GRID: Final = 579
"""Distance of two lines of text in twips: 22 lines on 225 mm, as GB/T 9704 has it."""

TEXT_SIZE: Final = 16.0
TITLE_SIZE: Final = 22.0
TITLE_LINE: Final = 36.0
COVER_FOOT_SIZE: Final = 18.0
COVER_FOOT_LINE: Final = 640
CELL_SIZE: Final = 9.0
"""Type size of the styles of cells; a table of another size says so itself."""

_TEXT: Final = f"{GRID}:exact"
_INDENTED: Final = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_DENSE: Final = -5
"""By how much characters of the text move together, in twips: 28 of 16 points on 156 mm."""


class Style(NamedTuple):
    """A style of paragraphs.

    Attributes:
        id: By which paragraphs name it.
        name: What Word lists.
        based: The id of the style that it alters.
        face: Style of lettering; empty for that of `based`.
        size: In points; 0 for that of `based`.
        spacing: Distance of lines in twips and its rule: `579:exact`.
        before, after: Space in twips.
        keep: Whether it stays on one page with the paragraph that follows.
        outline: Its level in the navigation pane, from 0; -1 for none.
        tabs: Markup of tab stops.
        extra: Markup of indents.
        following: The style of the paragraph that a user types next.
        listed: Whether Word offers it among the styles.
    """

    id: str
    name: str
    based: str = "Normal"
    face: str = ""
    size: float = 0
    bold: bool = False
    align: str = ""
    spacing: str = ""
    before: int = 0
    after: int = 0
    keep: bool = False
    outline: int = -1
    tabs: str = ""
    extra: str = ""
    dense: int | None = None
    following: str = ""
    listed: bool = True


_HEADINGS: Final = (
    Style(
        "Heading1", "heading 1", face="biaosong", size=TITLE_SIZE, align="center",
        spacing=f"{twips(TITLE_LINE)}:exact", after=GRID, keep=True, outline=0,
        following="BodyText",
    ),
    Style("Heading2", "heading 2", face="hei", align="both", keep=True, outline=1,
          extra=_INDENTED, dense=_DENSE, following="BodyText"),
    Style("Heading3", "heading 3", face="kai", align="both", keep=True, outline=2,
          extra=_INDENTED, dense=_DENSE, following="BodyText"),
    Style("Heading4", "heading 4", bold=True, align="both", keep=True, outline=3,
          extra=_INDENTED, dense=_DENSE, following="BodyText"),
)  # fmt: skip

_TEXTS: Final = (
    Style("BodyText", "Body Text", align="both", extra=_INDENTED, dense=_DENSE),
    Style("Title", "Title", face="biaosong", size=TITLE_SIZE, align="center",
          spacing=f"{twips(TITLE_LINE)}:exact", following="BodyText"),
    Style("CoverFoot", "封面落款", face="kai", size=COVER_FOOT_SIZE, align="center",
          spacing=f"{COVER_FOOT_LINE}:exact"),
    Style("TOCHeading", "TOC Heading", face="biaosong", size=TITLE_SIZE, align="center",
          spacing=f"{twips(TITLE_LINE)}:exact", after=GRID, keep=True),
    Style("Header", "header", face="song", size=9, align="center", spacing="240:atLeast"),
    Style("Footer", "footer", face="song", size=9, align="center", spacing="240:atLeast"),
)  # fmt: skip

_TABLES: Final = (
    Style("TableNumber", "表号", face="song", size=9.5, align="right", spacing="257:exact",
          keep=True, following="TableTitle"),
    Style("TableProject", "表号（分项目）", based="TableNumber", align="left", outline=2,
          following="TableTitle"),
    Style("TableTitle", "表题", face="biaosong", size=18, align="center", spacing="486:exact",
          after=60, keep=True, outline=1, following="TableCaption"),
    Style("TableTitleNext", "表题（续）", based="TableTitle", outline=9,
          following="TableCaption"),
    Style("TableCaption", "表首", face="song", size=9.5, spacing="257:exact", keep=True),
    Style("TableText", "表格文字", face="song", size=CELL_SIZE, align="left",
          spacing="234:exact"),
    Style("TableCentred", "表格居中", based="TableText", align="center"),
    Style("TableFigure", "表格数字", based="TableText", align="right"),
    Style("TableHead", "表头", based="TableText", face="hei", align="center"),
    Style("TableNote", "表注", face="song", size=CELL_SIZE, align="both", spacing="261:exact"),
    Style("ChartTitle", "图题", face="hei", size=14, align="center", before=240, after=80,
          keep=True, outline=1, following="BodyText"),
    Style("Spacer", "节尾", size=1, spacing="20:exact", listed=False),
)  # fmt: skip


def styles(further: Iterable[Style]) -> str:
    """Make the part of styles, with some that differ from file to file."""
    paragraphs = "".join(map(_paragraph_style, (*_HEADINGS, *_TEXTS, *_TABLES, *further)))
    return (
        f'{DECLARATION}<w:styles xmlns:w="{MAIN}">{_DEFAULTS}{_NORMAL}{paragraphs}'
        f"{_CHARACTER}{_TABLE_STYLES}</w:styles>"
    )


_LANGUAGE: Final = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
"""Chinese; digits as in English, since some readers break Chinese anywhere, amounts included."""

_DEFAULTS: Final = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_of('fangsong')}"
    f'<w:sz w:val="32"/><w:szCs w:val="32"/>{_LANGUAGE}</w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)
_NORMAL: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/>"
    '<w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    f'<w:snapToGrid w:val="0"/><w:spacing w:line="{GRID}" w:lineRule="exact"/></w:pPr></w:style>'
)
_CHARACTER: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
)


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_NO_PADDING: Final = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="58" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="58" w:type="dxa"/></w:tblCellMar>'
)
_TABLE_STYLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_NO_PADDING}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="BudgetTable"><w:name w:val="预算表"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{''.join(map(_border, _SIDES))}</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="ChartTable"><w:name w:val="条形图"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/></w:style>'
)


def _paragraph_style(style: Style) -> str:
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    listed = "<w:qFormat/>" if style.listed else "<w:semiHidden/>"
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}{listed}'
        f"<w:pPr>{_of_paragraph(style)}</w:pPr><w:rPr>{_of_letters(style)}</w:rPr></w:style>"
    )


def _of_paragraph(style: Style) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    align = f'<w:jc w:val="{style.align}"/>' if style.align else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    return f"{keep}{style.tabs}{_spacing(style)}{style.extra}{align}{outline}"


def _spacing(style: Style) -> str:
    if not (style.spacing or style.before or style.after):
        return ""
    line, _, rule = (style.spacing or _TEXT).partition(":")
    return (
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" '
        f'w:line="{line}" w:lineRule="{rule}"/>'
    )


def _of_letters(style: Style) -> str:
    face = fonts_of(style.face) if style.face else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    dense = f'<w:spacing w:val="{style.dense}"/>' if style.dense is not None else ""
    return f"{face}{bold}{dense}{size_of(style.size) if style.size else ''}"


def size_of(points: float) -> str:
    """Set a type size; Word counts in half points."""
    halves = round(points * 2)
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
