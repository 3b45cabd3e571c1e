"""Explanatory texts that somebody typed or published, read back into the sections of a pack.

Plain text, Word and PDF files are read. Lines that a page has broken are joined; headings are
matched to the pack's loosely, and a section that no pack knows keeps its heading as its id. Leaves
what the text says to `rules.text`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, NamedTuple

from budgettool.errors import BudgetToolError
from budgettool.files import cause
from budgettool.importing.errors import SourceError
from budgettool.importing.word_text import MOST_CHARACTERS, word_paragraphs
from budgettool.packs.definition import Label
from budgettool.packs.labels import fill
from budgettool.packs.text import PartDefinition, SectionDefinition, TextBook
from budgettool.sheets.text import Paragraph, Plain, Section, printable

SUFFIXES: Final = frozenset({".txt", ".docx", ".pdf"})
BEGINNING: Final = "开头"
"""Id of what stands before the first heading."""

_PART: Final = re.compile(r"^(?:第[一二三四五六七八九十]部分|附件)")
_SECTION: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、(?P<title>[^。；：:]{2,60})$")
_HEADING: Final = re.compile(r"^（[一二三四五六七八九十]{1,3}）[^，。；：\d]{2,40}。?$")
_BEGINS: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[、．.](?!\d)|第.部分|附件"
    r"|https?://|【)"
)
_ENDS: Final = re.compile(r"[。；：！？:;]\s*$")
_PAGE_NUMBER: Final = re.compile(r"^\s*[-—－]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-—－]?\s*$")
_OF_CONTENTS: Final = re.compile(r"(?:\.{6,}|…{3,}|·{6,})\s*\d{1,4}\s*$")
_OFTEN: Final = 3
"""On so many pages at least a line stands that is a running head."""

_ANNEX: Final = re.compile(r"^附件")
_ALIKE: Final = 0.5
_MOST_BYTES: Final = 4 * MOST_CHARACTERS
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that Windows calls Unicode text."""

_SHORT_TITLE: Final = 25
_FULL: Final = (0.7, 0.9)
"""A line is full that is so much of the width of most: only a full line can be a broken one."""

_WIDE: Final = "⺀"
"""From here on, characters are two columns wide."""


class TextFileError(BudgetToolError):
    """A file of text cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"读不了“{name}”里的文字：{reason}")
        self.name = name
        self.reason = reason


def read_text(path: Path) -> list[str]:
    """Read the paragraphs of a text file.

    Raises:
        TextFileError: It is no such file, too large, or cannot be read.
    """
    suffix = path.suffix.lower()
    try:
        match suffix:
            case ".docx":
                lines = list(_of_word(path))
            case ".pdf":
                lines = list(joined(_of_pdf(path)))
            case ".txt":
                lines = list(joined(_decoded(path).splitlines()))
            case _:
                raise TextFileError(path.name, "只能是 .txt、.docx 或 .pdf")
    except OSError as error:
        raise TextFileError(path.name, cause(error)) from error
    return [line for line in map(_tidied, lines) if line]


def _tidied(line: str) -> str:
    return printable(line).replace("\n", " ").strip()


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise TextFileError(path.name, "文件过大")
    wide = ("utf-16",) if content.startswith(_UTF_16) else ()
    for encoding in (*wide, "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TextFileError(path.name, "不认得它的编码，另存为 UTF-8 再试")


def _of_word(path: Path) -> Iterator[str]:
    try:
        for paragraph in word_paragraphs(path):
            yield from paragraph.splitlines()
    except SourceError as error:
        raise TextFileError(path.name, "不是 Word 文件，或者有密码、已经损坏、过大") from error


def _of_pdf(path: Path) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 - takes a moment

    path.open("rb").close()  # the library does not say why the system refuses a file
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    except pypdfium2.PdfiumError as error:
        raise TextFileError(path.name, "不是 PDF 文件，或者有密码、已经损坏") from error
    yield from _without_heads(pages)


def _without_heads(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Leave out what stands on most pages, page numbers, and the lines of contents."""
    often = Counter(line for page in pages for line in {each.strip() for each in page})
    for page in pages:
        for line in page:
            is_head = often[line.strip()] >= max(_OFTEN, len(pages) // 2)
            if not is_head and not _PAGE_NUMBER.match(line) and not _OF_CONTENTS.search(line):
                yield line


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Join the lines that a page has broken.

    A line goes on in the next where it is as wide as most and has no stop at its end, and the next
    does not begin as a heading or an item does.
    """
    kept = [text for line in lines if (text := line.strip())]
    widths = sorted(map(_width, kept))
    full = _FULL[0] * widths[int(_FULL[1] * (len(widths) - 1))] if widths else 0
    held, last = "", ""
    for text in kept:
        goes_on = held and _width(last) >= full and not _ENDS.search(held)
        if goes_on and not _BEGINS.match(text) and not _is_heading(held):
            held = _glued(held, text)
        else:
            yield from [held] if held else []
            held = text
        last = text
    yield from [held] if held else []


def _width(line: str) -> int:
    return sum(2 if character >= _WIDE else 1 for character in line)


def _is_heading(line: str) -> bool:
    return bool(_PART.match(line) or _SECTION.match(line) or _HEADING.match(line))


def _glued(before: str, after: str) -> str:
    """Join two lines; Latin words stay apart, figures and Chinese do not."""
    apart = before[-1].isascii() and before[-1].isalpha() and after[0].isascii()
    return f"{before} {after}" if apart else before + after


class _Known(NamedTuple):
    """A section of a pack by its words."""

    part: PartDefinition
    section: SectionDefinition
    title: str


def sections_of(lines: Sequence[str], text: TextBook) -> tuple[Section, ...]:
    """Split paragraphs at their headings into sections, by the ids of the pack's."""
    splitting = _Splitting(text)
    for line in lines:
        splitting.take(line)
    return splitting.sections()


class _Splitting:
    """Sections as they are found, from the top."""

    def __init__(self, text: TextBook) -> None:
        self._known = [
            _Known(part, section, _words(section.title))
            for part in text.parts
            for section in part.sections
        ]
        self._part: str | None = None
        self._found: list[tuple[str, str, list[Paragraph]]] = [(BEGINNING, "", [])]

    def take(self, line: str) -> None:
        """Put a line where it belongs."""
        section = _SECTION.match(line)
        if _PART.match(line) and not _ENDS.search(line):
            self._begin_part(line)
        elif section and not _ANNEX.match(self._found[-1][1]):
            self._begin(self._id(section["title"], line), line)
        else:
            level = 1 if _HEADING.match(line) else 0
            self._found[-1][2].append(Paragraph((Plain(line),), level))

    def sections(self) -> tuple[Section, ...]:
        """Give those that hold something or have a heading of their own."""
        return tuple(
            Section(each, title, tuple(paragraphs), "own")
            for each, title, paragraphs in self._found
            if title or paragraphs
        )

    def _begin(self, section: str, title: str) -> None:
        self._found.append((section, title, []))

    def _begin_part(self, line: str) -> None:
        """Begin a part; what follows before its first heading is of its section without one."""
        self._part = next(
            (known.part.id for known in self._known if known.part.name[:2] in line), None
        )
        first = (k for k in self._known if k.part.id == self._part and not k.title)
        known = next(first, None)
        self._begin(known.section.id if known else line[:_SHORT_TITLE], line)

    def _id(self, title: str, line: str) -> str:
        """Find the section that a heading is most like; its own words where there is none."""
        here = [k for k in self._known if k.title and self._part in {None, k.part.id}]
        best = max(here, key=lambda known: _likeness(known.title, title), default=None)
        if best is None or _likeness(best.title, title) < _ALIKE:
            return line[:_SHORT_TITLE]
        return best.section.id


def _words(title: Label) -> str:
    return re.sub(r"^[一二三四五六七八九十]{1,3}、", "", fill(title, lambda _: ""))


def _likeness(known: str, title: str) -> float:
    alike = SequenceMatcher(None, known, title, autojunk=False).ratio()
    return max(alike, _ALIKE) if known in title or title in known else alike
