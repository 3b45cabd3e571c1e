"""Tables or a whole document as a PDF: laid out by our own painter, written as PDF/A-2b.

The way of a table: `frame` (measures) → `pagination` (page breaks) → `layout` (pages of shapes).
Of the rest: `paragraph` (lines) → `flow` (pages), `cover`, `contents`, `charts` on `paper`. All
are blocks in a `plan`; then `paint` (content streams) → `assembly` (the file).
"""

from budgettool.exporting.pdf.document import contents_pages, write_document, write_pdf
from budgettool.exporting.pdf.fonts import FontBook, open_font_book, system_folders
from budgettool.exporting.pdf.report import (
    MissingGlyph,
    PdfCancelledError,
    PdfFileError,
    PdfReport,
    Place,
    SheetPages,
    UsedFont,
)

__all__ = [
    "FontBook",
    "MissingGlyph",
    "PdfCancelledError",
    "PdfFileError",
    "PdfReport",
    "Place",
    "SheetPages",
    "UsedFont",
    "contents_pages",
    "open_font_book",
    "system_folders",
    "write_document",
    "write_pdf",
]
