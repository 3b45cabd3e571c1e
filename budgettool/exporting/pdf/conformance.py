"""What PDF/A-2b asks of a document besides its pages and fonts: metadata and a colour profile.

Leaves the document itself to `document`.
"""

import struct
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_AUTHOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"

_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_GAMMA = 2.2
_HEADER_LENGTH = 128


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; no author where nobody is named."""

    title: str
    created: datetime
    author: str = ""


def xmp_packet(about: About, producer: str, creator: str) -> bytes:
    """Write the document's metadata; they say the same as its information dictionary."""
    return _PACKET.format(
        title=escape(about.title),
        author=_AUTHOR.format(escape(about.author)) if about.author else "",
        producer=escape(producer),
        creator=escape(creator),
        date=about.created.isoformat(timespec="seconds"),
    ).encode("utf-8")


def pdf_date(moment: datetime) -> str:
    """Write a moment as PDF does: `D:20201122210000+08'00'`."""
    offset = moment.utcoffset()
    stamp = moment.strftime("D:%Y%m%d%H%M%S")
    if offset is None:
        return stamp
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{stamp}{'-' if minutes < 0 else '+'}{hours:02}'{rest:02}'"


def colour_profile() -> bytes:
    """Make an ICC profile (version 2) of an RGB screen with the primaries of sRGB."""
    tags = {
        b"desc": _description("sRGB primaries, gamma 2.2"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(value) for tag, value in _PRIMARIES.items()},
    }
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(_GAMMA * 256))
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    offset = _HEADER_LENGTH + 4 + 12 * len(tags)
    table, body = [struct.pack(">I", len(tags))], []
    for tag, data in tags.items():
        table.append(struct.pack(">4sII", tag, offset, len(data)))
        padded = data + bytes(-len(data) % 4)
        body.append(padded)
        offset += len(padded)
    return _profile_header(offset) + b"".join(table + body)


def _profile_header(length: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI12s48x",
        length,
        bytes(4),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2024, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(4),
        0,
        bytes(4),
        bytes(4),
        0,
        0,
        _xyz(_WHITE)[8:],
    )


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _description(text: str) -> bytes:
    raw = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(raw)) + raw + bytes(4 + 4 + 2 + 1 + 67)
