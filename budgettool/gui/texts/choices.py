"""The figures that can be put into a text, by name and form, with what they read now.

Leaves showing and choosing to `completion`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgettool.codes.initials import find, initials
from budgettool.sheets.quantities import FORMS, Quantities
from budgettool.sheets.text import Figure

_MOST: int = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that can be chosen, and the words by which it is found."""

    figure: Figure
    name: str
    called: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its name and form."""
        return f"{self.name}　{self.figure.form}" if self.figure.form else self.name

    @property
    def spoken(self) -> str:
        """What a screen reader says of it: also what it reads."""
        return f"{self.text} {self.figure.text}"


def list_choices(quantities: Quantities, first: Sequence[str] = ()) -> list[Choice]:
    """List the figures that have something to print, those of some quantities first."""
    return sorted(
        (*_of_quantities(quantities), *_of_names(quantities)),
        key=lambda choice: choice.figure.source not in first,
    )


def fitting(choices: Sequence[Choice], query: str) -> list[Choice]:
    """Find the figures that all words of a query fit, by name or by initials; the nearest first."""
    words = query.casefold().split()
    ranked = []
    for number, choice in enumerate(choices):
        ranks = [_rank(choice, word) for word in words]
        if None not in ranks:
            ranked.append((sum(rank or 0 for rank in ranks), number))
    return [choices[number] for _, number in sorted(ranked)[:_MOST]]


def _rank(choice: Choice, word: str) -> int | None:
    """Tell how near a word is to a figure's names: 0 the beginning; None for not at all."""
    best: int | None = None
    for name in (choice.name, *choice.called, choice.figure.form):
        at = name.casefold().find(word)
        if at < 0 and word.isascii() and word.isalpha():
            found = find(word, initials(name))
            at = -1 if found is None else found[0] * 2 + 1 + found[1]
        if at >= 0:
            best = at if best is None else min(best, at)
    return best


def _of_quantities(quantities: Quantities) -> Iterator[Choice]:
    for measured in quantities.all():
        for form in FORMS:
            said = measured.say(form)
            if said:
                figure = Figure(said, measured.id, form)
                called = (measured.quantity.id, *measured.quantity.names)
                yield Choice(figure, measured.label, called)


def _of_names(quantities: Quantities) -> Iterator[Choice]:
    for name, said in quantities.names.items():
        yield Choice(Figure(said, name, ""), name)
