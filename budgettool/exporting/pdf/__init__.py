"""Sheets as a PDF: laid out by our own table painter, written as PDF/A-2b.

The way: `frame` (measures) → `pagination` (page breaks) → `layout` (pages of shapes) → `paint`
(content streams) → `document` (the file).
"""

from budgettool.exporting.pdf.document import (
    MissingGlyph,
    PdfCancelledError,
    PdfFileError,
    PdfReport,
    SheetPages,
    UsedFont,
    write_pdf,
)
from budgettool.exporting.pdf.fonts import FontBook, open_font_book, system_folders

__all__ = [
    "FontBook",
    "MissingGlyph",
    "PdfCancelledError",
    "PdfFileError",
    "PdfReport",
    "SheetPages",
    "UsedFont",
    "open_font_book",
    "system_folders",
    "write_pdf",
]
