"""Make the bundled faces in `budgettool/exporting/fonts` from the published fonts.

The results are committed; this script says how they came about and makes them again, byte for
byte (fonttools 4.68). It needs the published files in one folder, under the names in `SOURCES`:

    python installer/fonts.py FOLDER

Where they are from: Noto Serif SC and Noto Sans SC, npm `@expo-google-fonts/noto-serif-sc` and
`@expo-google-fonts/noto-sans-sc` 0.4.3; LXGW WenKai, Debian `fonts-lxgw-wenkai`; Fandol Fang,
Debian `texlive-lang-chinese` 2022.20230122-1.

What is changed: layout tables that are not used here are dropped; digits get one width, so that
figures align; the subsets keep 《通用规范汉字表》 (`characters.txt`, 8,105 characters), GB2312 and
symbols; every face gets a name of its own, because a changed font must not bear a reserved name.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).parent
TARGET = HERE.parent / "budgettool" / "exporting" / "fonts"
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "meta")
SYMBOL_BLOCKS = (
    (0x20, 0x17F),
    (0x370, 0x3FF),
    (0x2010, 0x205E),
    (0x20A0, 0x20BF),
    (0x2100, 0x22FF),
    (0x2460, 0x26FF),
    (0x3000, 0x30FF),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)
FULL_WIDTH_YEN = 0xFFE5
CREATED = 3786912000  # 2024-01-01, in seconds since 1904

OFL = "SIL Open Font License 1.1; https://openfontlicense.org"
GPL = "GNU General Public License 3 or later, with the font embedding exception"


@dataclass(frozen=True)
class Recipe:
    """How one bundled face is made: its source, its new name, and what it keeps."""

    source: str
    sha256: str
    target: str
    family: str
    bold: bool
    whole: bool
    licence: str
    without: tuple[int, ...] = ()


RECIPES = (
    Recipe(
        "NotoSerifSC_400Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        "song.ttf",
        "Budget Song",
        bold=False,
        whole=True,
        licence=OFL,
    ),
    Recipe(
        "NotoSerifSC_700Bold.ttf",
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
        "song-bold.ttf",
        "Budget Song",
        bold=True,
        whole=False,
        licence=OFL,
    ),
    Recipe(
        "NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "hei.ttf",
        "Budget Hei",
        bold=False,
        whole=False,
        licence=OFL,
    ),
    Recipe(
        "LXGWWenKai-Regular.ttf",
        "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        "kai.ttf",
        "Budget Kai",
        bold=False,
        whole=False,
        licence=OFL,
    ),
    Recipe(
        "FandolFang-Regular.otf",
        "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        "fangsong.ttf",
        "Budget Fang",
        bold=False,
        whole=False,
        licence=GPL,
        without=(FULL_WIDTH_YEN,),  # the source draws it as a dollar sign
    ),
)


def wanted_characters() -> set[int]:
    """Give the code points that a subset keeps."""
    listed = set(map(ord, (HERE / "characters.txt").read_text(encoding="utf-8"))) - {0x0A}
    gb2312 = {
        ord(bytes((row, cell)).decode("gb2312", "ignore") or " ")
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
    }
    symbols = {code for first, last in SYMBOL_BLOCKS for code in range(first, last + 1)}
    return listed | gb2312 | symbols


def reduce_font(font: TTFont, recipe: Recipe) -> None:
    """Drop unused tables, and the characters that the face does not keep."""
    options = Options(
        layout_features=[],
        drop_tables=[*Options._drop_tables_default, *UNUSED_TABLES],  # noqa: SLF001 - documented
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    kept = set(font.getBestCmap()) if recipe.whole else wanted_characters()
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept - set(recipe.without))
    subsetter.subset(font)


def draw_quadratic(font: TTFont) -> None:
    """Turn CFF outlines into TrueType ones."""
    order = font.getGlyphOrder()
    source = font.getGlyphSet()
    outlines = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        source[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), outlines
    font["maxp"].tableVersion = 0x00010000
    for name in ("maxZones", "maxSizeOfInstructions", "maxTwilightPoints", "maxStorage"):
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    for name in ("maxFunctionDefs", "maxInstructionDefs", "maxStackElements"):
        setattr(font["maxp"], name, 0)
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def even_digits(font: TTFont) -> None:
    """Give all digits the width of the widest, each centred in it."""
    cmap, metrics, outlines = font.getBestCmap(), font["hmtx"], font["glyf"]
    names = [cmap[ord(digit)] for digit in "0123456789"]
    widest = max(metrics[name][0] for name in names)
    for name in names:
        width, bearing = metrics[name]
        shift = (widest - width) // 2
        glyph = outlines[name]
        glyph.expand(outlines)
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(outlines)
        metrics[name] = (widest, bearing + shift)


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the face a name of its own; copyright and licence stay."""
    names = font["name"]
    style = "Bold" if recipe.bold else "Regular"
    copyright_line = names.getDebugName(0) or ""
    origin = names.getDebugName(4) or recipe.source
    full = f"{recipe.family} {style}"
    names.names = []
    texts = {
        0: copyright_line,
        1: recipe.family,
        2: style,
        3: f"{full}; made from {origin}",
        4: full,
        5: "Version 1.000",
        6: full.replace(" ", "") if recipe.bold else full.replace(" ", "").replace("Regular", ""),
        10: f"Made from {origin} for budget tables: fewer characters, digits of one width.",
        13: recipe.licence,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def make_face(sources: Path, recipe: Recipe) -> Path:
    """Make one face; a source that is not the expected file is refused."""
    source = sources / recipe.source
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    if digest != recipe.sha256:
        raise SystemExit(f"{source}: SHA-256 {digest}, expected {recipe.sha256}")
    font = TTFont(source, recalcTimestamp=False)
    reduce_font(font, recipe)
    if "CFF " in font:
        draw_quadratic(font)
    even_digits(font)
    rename(font, recipe)
    font["post"].formatType = 3.0
    font["head"].modified = CREATED
    target = TARGET / recipe.target
    font.save(target)
    return target


def outline_box(pen: TTGlyphPen, corners: tuple[int, int, int, int], *, hole: bool) -> None:
    """Draw a rectangle, clockwise for ink and the other way round for a hole."""
    left, low, right, high = corners
    points = [(left, low), (left, high), (right, high), (right, low)]
    outline(pen, points[::-1] if hole else points)


def outline(pen: TTGlyphPen, points: Iterable[tuple[int, int]]) -> None:
    """Draw one closed polygon."""
    first, *rest = points
    pen.moveTo(first)
    for point in rest:
        pen.lineTo(point)
    pen.closePath()


def draw_box(pen: TTGlyphPen) -> None:
    """Draw ☐."""
    outline_box(pen, (100, -60, 900, 740), hole=False)
    outline_box(pen, (150, -10, 850, 690), hole=True)


def draw_tick(pen: TTGlyphPen) -> None:
    """Draw ☑."""
    draw_box(pen)
    outline(pen, [(250, 330), (305, 385), (440, 235), (700, 600), (765, 555), (450, 110)])


def draw_cross(pen: TTGlyphPen) -> None:
    """Draw ☒."""
    draw_box(pen)
    outline(pen, [(240, 550), (290, 600), (760, 130), (710, 80)])
    outline(pen, [(290, 80), (240, 130), (460, 350), (510, 300)])
    outline(pen, [(490, 380), (710, 600), (760, 550), (540, 330)])


def make_marks() -> Path:
    """Make the three tick boxes, which no published face above has."""
    drawings: dict[str, Callable[[TTGlyphPen], None]] = {
        ".notdef": draw_box,
        "box": draw_box,
        "tick": draw_tick,
        "cross": draw_cross,
    }
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(drawings))
    builder.setupCharacterMap({0x2610: "box", 0x2611: "tick", 0x2612: "cross"})
    glyphs = {}
    for name, draw in drawings.items():
        pen = TTGlyphPen(None)
        draw(pen)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(drawings, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {"familyName": "Budget Marks", "styleName": "Regular", "psName": "BudgetMarks"}
    )
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = CREATED
    builder.font.recalcTimestamp = False
    target = TARGET / "marks.ttf"
    builder.font.save(target)
    return target


def main(sources: Path) -> None:
    """Make every face and the list of their hashes."""
    TARGET.mkdir(exist_ok=True)
    made = [make_face(sources, recipe) for recipe in RECIPES]
    made.append(make_marks())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    (TARGET / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
    for path in made:
        print(f"{path.stat().st_size:>10,}  {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
