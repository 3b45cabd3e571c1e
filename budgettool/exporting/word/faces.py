"""The faces that a Word file names; Word takes them from the system that shows it.

Every Windows and every WPS has them but 小标宋, which a file tells Word how to replace. 仿宋 and
楷体 are named without `_GB2312`: those older faces lack 镕 and thousands of others.
"""

from typing import Final, NamedTuple

from budgettool.exporting.word.markup import DECLARATION, MAIN
from budgettool.sheets.sheet import Page

FACES: Final = {
    "song": "宋体",
    "hei": "黑体",
    "fangsong": "仿宋",
    "kai": "楷体",
    "biaosong": "方正小标宋简体",
}
_DEFAULTS: Final = {"title": "biaosong", "head": "hei", "body": "song", "note": "song"}


class _Font(NamedTuple):
    """What the table of fonts says of one, for a system that lacks it."""

    name: str
    other_names: str
    panose: str
    family: str
    pitch: str = "fixed"


_FONTS: Final = (
    _Font("仿宋", "仿宋_GB2312,FangSong,FangSong_GB2312", "02010609060101010101", "modern"),
    _Font("宋体", "SimSun", "02010600030101010101", "auto", "variable"),
    _Font(
        "方正小标宋简体",
        "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体",
        "02010601030101010101",
        "auto",
        "variable",
    ),
    _Font("楷体", "楷体_GB2312,KaiTi,KaiTi_GB2312", "02010609060101010101", "modern"),
    _Font("黑体", "SimHei", "02010609060101010101", "modern"),
)


def style_of(page: Page, part: str) -> str:
    """Tell the style of lettering of a part of a table: `title`, `head`, `body`, `note`."""
    style = dict(page.fonts).get(part, _DEFAULTS[part])
    return style if style in FACES else "song"


def is_default(page: Page, part: str) -> bool:
    """Tell whether a part is set as in most tables."""
    return style_of(page, part) == _DEFAULTS[part]


def fonts_of(style: str) -> str:
    """Name the face of a style of lettering, for Chinese and for all else."""
    face = FACES[style]
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def font_table() -> str:
    """Make the part that tells how to replace a face that a system lacks."""
    fonts = "".join(map(_entry, _FONTS))
    return f'{DECLARATION}<w:fonts xmlns:w="{MAIN}">{fonts}</w:fonts>'


def _entry(font: _Font) -> str:
    return (
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.other_names}"/>'
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="{font.pitch}"/></w:font>'
    )
