"""What may be typed into a cell, and which of it a text finds."""

from collections.abc import Iterable
from typing import NamedTuple

from budgettool.codes import Code
from budgettool.codes.code import plain
from budgettool.codes.initials import find, initials


class Choice(NamedTuple):
    """Something that may be typed into a cell.

    Attributes:
        text: How the value is shown.
        new: Whether it is to be registered with it.
    """

    value: str
    text: str
    new: bool = False

    @classmethod
    def of(cls, code: Code) -> "Choice":
        """Offer a code."""
        return cls(code.code, str(code))


def fitting(choices: Iterable[Choice], text: str) -> list[Choice]:
    """Keep what a text finds: exactly, by beginning, inside, or initials, in this order."""
    wanted = plain(text)
    if not wanted:
        return list(choices)
    ranked = [
        (rank, place, choice)
        for place, choice in enumerate(choices)
        if (rank := _rank(wanted, choice)) is not None
    ]
    return [choice for _, _, choice in sorted(ranked)]


def _rank(wanted: str, choice: Choice) -> int | None:
    name = choice.text.partition(" ")[2] or choice.text
    texts = [plain(each) for each in (choice.value, choice.text, name)]
    if wanted in texts:
        return 0
    if any(text.startswith(wanted) for text in texts):
        return 1
    if wanted in texts[1]:
        return 2
    if not (wanted.isascii() and wanted.isalpha()):
        return None
    place = find(wanted, initials(name))
    return None if place is None else 3 + int(place[1])
