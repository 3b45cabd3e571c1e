"""What a new year's book keeps of last year's: its text, its reasons, its counts.

Amounts are not among it: they follow from last year's lines, which the new book has as such.
"""

from collections.abc import Iterator
from typing import Final

from budgettool.model import FieldKey
from budgettool.narrative.compose import Composing
from budgettool.narrative.errors import TemplateError
from budgettool.packs.text import TextBook
from budgettool.sheets.quantities import PRIOR, Quantities, field_key

LAST_TEXT: Final = "last.text."
LAST_REASON: Final = "last.reason."
"""Before the id of a section, or of a quantity: the keys of the fields that hold what last year's
section said, in plain words, and why the quantity changed then."""


def keep_last_year(last: Composing) -> dict[FieldKey, str]:
    """Give the department's fields that a new book begins with.

    Args:
        last: Last year's document; of the book as it is, not as it was published.
    """
    kept = {
        **dict(_texts(last)),
        **dict(_reasons(last.quantities)),
        **dict(_counts(last.quantities)),
        **dict(_standing(last.text, last.quantities)),
    }
    return {field_key(key): text for key, text in kept.items()}


def _texts(last: Composing) -> Iterator[tuple[str, str]]:
    """Give what each section says; one that its template cannot say is left out."""
    for definition in last.text.sections:
        try:
            text = last.section(definition).text
        except TemplateError:
            continue
        if text:
            yield LAST_TEXT + definition.id, text


def _reasons(quantities: Quantities) -> Iterator[tuple[str, str]]:
    for measured in quantities.all():
        if measured.reason:
            yield LAST_REASON + measured.id, measured.reason


def _counts(quantities: Quantities) -> Iterator[tuple[str, str]]:
    """Give what does not follow from lines: last year's counts."""
    for measured in quantities.all():
        if measured.quantity.field and measured.exact is not None:
            yield PRIOR + measured.id, str(int(measured.exact))


def _standing(text: TextBook, quantities: Quantities) -> Iterator[tuple[str, str]]:
    """Give the fields of the department that stay as they are from year to year."""
    for field in text.fields:
        typed = quantities.facts.fields.get(field_key(field.key), "")
        if field.stays and field.subject == "department" and typed:
            yield field.key, typed
