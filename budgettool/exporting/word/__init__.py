"""The published document as a Word file, written part by part without a template.

The way: `measures` (as in print) → `document` (sections of pages) → `prose`, `captions`, `tables`,
`charts` (markup) → `package` (the file).
"""

from budgettool.exporting.word.document import write_word
from budgettool.exporting.word.errors import (
    TableTooWideError,
    WordCancelledError,
    WordNotWrittenError,
)

__all__ = ["TableTooWideError", "WordCancelledError", "WordNotWrittenError", "write_word"]
