"""The packet as files: what it is made of, what leaves the house, and writing all of it at once.

The way: `choice` (parts, order, formats) → `outward` (without what is withheld, composed into one
document) → `writing` (PDF, Word, Excel, web page; all of them or none).
"""

from budgettool.exporting.packet.choice import (
    CHOICE_FIELDS,
    FORMAT_NAMES,
    Choice,
    choice_in,
    choice_of,
    choose_parts,
    find_profile,
    parts_of,
    profiles_of,
)
from budgettool.exporting.packet.errors import (
    NoSuchPartError,
    NoSuchProfileError,
    PacketNotWrittenError,
)
from budgettool.exporting.packet.naming import file_stem
from budgettool.exporting.packet.outward import (
    Material,
    Outward,
    check_outward,
    go_outward,
    printed_date,
    subjects,
)
from budgettool.exporting.packet.writing import (
    Imprint,
    Written,
    WrittenFile,
    write_packet,
    write_packet_pdf,
)

__all__ = [
    "CHOICE_FIELDS",
    "FORMAT_NAMES",
    "Choice",
    "Imprint",
    "Material",
    "NoSuchPartError",
    "NoSuchProfileError",
    "Outward",
    "PacketNotWrittenError",
    "Written",
    "WrittenFile",
    "check_outward",
    "choice_in",
    "choice_of",
    "choose_parts",
    "file_stem",
    "find_profile",
    "go_outward",
    "parts_of",
    "printed_date",
    "profiles_of",
    "subjects",
    "write_packet",
    "write_packet_pdf",
]
