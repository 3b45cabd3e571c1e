"""Embeds the used part of a face in a PDF, so that its text draws, copies and searches right.

Each face is one Type 0 font with two-byte codes, given out in the order in which characters are
met. Leaves the font program to `subset`.
"""

from collections.abc import Iterable, Iterator

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFName, PDFObjectReference, PDFString

from budgettool.exporting.pdf.objects import File, Record, Stream
from budgettool.exporting.pdf.subset import subset_program
from budgettool.exporting.pdf.text import SUBSTITUTE
from budgettool.exporting.pdf.truetype import Face

_SYMBOLIC = 4
_CHUNK = 100
_TAG_LETTERS = 6
_STEM = {False: 80, True: 140}
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFace(dict[int, str]):
    """The codes of a face's characters in one document, as `str.translate` wants them.

    Attributes:
        name: Its name in the pages, such as `F1`.
        face: Where its glyphs are from.
    """

    def __init__(self, number: int, face: Face) -> None:
        super().__init__()
        self.number = number
        self.name = f"F{number}"
        self.face = face
        self.glyphs = [0]
        self.characters = [0]

    def __missing__(self, code: int) -> str:
        """Give a character its code when it is met first."""
        glyph = self.face.glyph(code) or self.face.glyph(ord(SUBSTITUTE))
        self[code] = text = f"{len(self.glyphs):04X}"
        self.glyphs.append(glyph)
        self.characters.append(code)
        return text

    def add_to(self, document: File, *, bold: bool) -> PDFObjectReference:
        """Add the font's objects to a document; gives the reference to it."""
        order = {glyph: number for number, glyph in enumerate(dict.fromkeys(self.glyphs))}
        name = PDFName(f"{self._tag()}+{self.face.postscript_name}")
        descendant = Record(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": Record(
                    {
                        "Registry": PDFString(b"Adobe"),
                        "Ordering": PDFString(b"Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.add(self._descriptor(document, name, bold=bold)),
                "CIDToGIDMap": document.add(
                    Stream(b"".join(order[glyph].to_bytes(2, "big") for glyph in self.glyphs))
                ),
                "DW": 1000,
                "W": PDFArrayCompact([0, PDFArrayCompact(map(self.face.advance, self.glyphs))]),
            }
        )
        descendant.dict["CIDSystemInfo"] = document.add(descendant.dict["CIDSystemInfo"])
        return document.add(
            Record(
                {
                    "Type": PDFName("Font"),
                    "Subtype": PDFName("Type0"),
                    "BaseFont": name,
                    "Encoding": PDFName("Identity-H"),
                    "DescendantFonts": PDFArrayCompact([document.add(descendant)]),
                    "ToUnicode": document.add(Stream(to_unicode(self.characters))),
                }
            )
        )

    def _descriptor(self, document: File, name: str, *, bold: bool) -> Record:
        head = self.face.head
        program = subset_program(self.face, self.glyphs)
        return Record(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArrayCompact(head.box),
                "ItalicAngle": 0,
                "Ascent": head.ascent,
                "Descent": head.descent,
                "CapHeight": head.cap_height,
                "StemV": _STEM[bold],
                "FontFile2": document.add(Stream(program, {"Length1": len(program)})),
            }
        )

    def _tag(self) -> str:
        """Give the six letters that mark a subset; they tell the faces of a document apart."""
        letters, rest = "", self.number
        for _ in range(_TAG_LETTERS):
            rest, letter = divmod(rest, 26)
            letters = chr(ord("A") + letter) + letters
        return letters


def to_unicode(characters: Iterable[int]) -> bytes:
    """Write the table by which a reader turns codes into text; the first code has no character."""
    pairs = list(_pairs(characters))
    parts = [_CMAP_HEAD]
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        parts.append(f"{len(chunk)} beginbfchar\n" + "".join(chunk) + "endbfchar\n")
    parts.append(_CMAP_TAIL)
    return "".join(parts).encode("ascii")


def _pairs(characters: Iterable[int]) -> Iterator[str]:
    for code, character in enumerate(characters):
        if character:
            text = chr(character).encode("utf-16-be").hex().upper()
            yield f"<{code:04X}> <{text}>\n"
