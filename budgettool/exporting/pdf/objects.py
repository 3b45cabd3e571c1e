"""PDF objects that reportlab lacks: streams as PDF/A wants them, and a catalogue with its extras.

Leaves fonts to `embedding`, colour and metadata to `conformance`.
"""

import zlib
from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

_LEVEL = 6


class Stream(PDFObject):
    """A stream whose end is marked by a line end outside its length, as PDF/A asks."""

    __RefOnly__ = 1

    def __init__(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, plain: bool = False
    ) -> None:
        self.entries = dict(entries or {})
        self.content = content if plain else zlib.compress(content, _LEVEL)
        if not plain:
            self.entries["Filter"] = PDFName("FlateDecode")

    def format(self, document: PDFDocument) -> bytes:
        """Write the stream."""
        head = PDFDictionary({**self.entries, "Length": len(self.content)}).format(document)
        return head + b"\nstream\n" + self.content + b"\nendstream\n"


class Record(PDFDictionary):
    """A dictionary that is an object of its own."""

    __RefOnly__ = 1


def text_string(text: str) -> PDFString:
    """Make a text string that any reader understands."""
    return PDFString(text.encode("ascii") if text.isascii() else text)


class File(PDFDocument):
    """A reportlab document whose catalogue and information are given, not made by it."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(dummyoutline=1, invariant=1, pdfVersion=version)
        self.Catalog: PDFObject

    def add(self, item: PDFObject) -> PDFObjectReference:
        """Add an object of its own; gives the reference to it."""
        reference: PDFObjectReference = self.Reference(item)  # type: ignore[no-untyped-call]
        return reference

    def finish(self, catalogue: PDFObject, information: PDFObject, digest: bytes) -> bytes:
        """Give the file's bytes.

        Args:
            catalogue: The root of the file's objects.
            information: The information dictionary.
            digest: What tells the file apart from others.
        """
        self.Catalog = catalogue
        setattr(self, "info", information)  # noqa: B010 - the stubs know reportlab's own class alone
        self.updateSignature(digest)
        return self.format()
