"""The zip that a Word file is: its parts, how they hang together, its properties.

Nothing in it depends on the time of writing or on the machine: the same document gives the same
bytes. Leaves what stands in the parts to the other modules.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from budgettool.exporting.word.markup import DECLARATION, MAIN, RELATIONS, one_line

PRODUCER: Final = "预算编制工具"

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE: Final = f"{_PACKAGE}/metadata/core-properties"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_KIND: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_KIND: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_DOS: Final = 0
_FLUSH_AT: Final = 1 << 16


class Side(NamedTuple):
    """A part beside the text: styles, a header, a footer.

    Attributes:
        name: Its name without suffix, which begins with its kind: `header3`.
        kind: What it is: `styles`, `settings`, `fontTable`, `header`, `footer`.
        content: The whole part.
    """

    name: str
    kind: str
    content: str


def write_package(
    package: ZipFile, document: Iterable[str], sides: Iterable[Side], properties: Iterable[Side]
) -> None:
    """Write all parts.

    Args:
        package: A zip that is open for writing.
        document: The main part, piece by piece; it is never whole in memory.
        sides: The parts that the main part asks for; the n-th is its `rIdn`.
        properties: What `properties` made.
    """
    sides = tuple(sides)
    _add(package, "[Content_Types].xml", [_content_types(sides)])
    _add(package, "_rels/.rels", [_ROOT])
    for part in properties:
        _add(package, f"docProps/{part.name}.xml", [part.content])
    _add(package, "word/_rels/document.xml.rels", [_relations(sides)])
    for part in sides:
        _add(package, f"word/{part.name}.xml", [part.content])
    _add(package, "word/document.xml", document)


def _add(package: ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.create_system = ZIP_DEFLATED, _DOS
    held: list[str] = []
    size = 0
    with package.open(entry, "w") as file:
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size > _FLUSH_AT:
                file.write("".join(held).encode())
                held, size = [], 0
        file.write("".join(held).encode())


_ROOT: Final = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)


def _content_types(sides: Iterable[Side]) -> str:
    parts = [("word/document", f"{_KIND}.document.main+xml")]
    parts += [(f"word/{part.name}", f"{_KIND}.{part.kind}+xml") for part in sides]
    parts += [("docProps/core", _CORE_KIND), ("docProps/app", _APP_KIND)]
    overrides = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{kind}"/>' for name, kind in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(sides: Iterable[Side]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{part.kind}" Target="{part.name}.xml"/>'
        for number, part in enumerate(sides, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def properties(title: str, author: str, created: datetime) -> tuple[Side, Side]:
    """Make what Word shows as the file's properties."""
    moment = created.astimezone(UTC) if created.tzinfo else created
    when = f'xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}'
    core = (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{one_line(title)}</dc:title><dc:creator>{one_line(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{one_line(author)}</cp:lastModifiedBy>"
        f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    app = (
        f"{DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{PRODUCER}</Application><Company>{one_line(author)}</Company></Properties>"
    )
    return Side("core", "core", core), Side("app", "app", app)


def settings() -> str:
    """Make the part of settings: the mode of a current Word, Chinese punctuation, no questions."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
