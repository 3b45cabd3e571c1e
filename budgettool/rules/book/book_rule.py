"""What a rule about the book is: a function asked of one subject, such as a unit or a ceiling.

It looks at sums that are kept current (`tallies`), never at every line; after an edit it is asked
again of the subjects whose sums have changed, and of no others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from budgettool.model import Ceiling
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member, Tallies


@dataclass(frozen=True, slots=True)
class BookState:
    """A book as its rules see it.

    Attributes:
        context: Units, projects, ceilings, fields, and what the pack says.
        tallies: Sums of lines by the names in `book.sums`.
        ceilings: By id.
        kinds: What B0507 remembers of units, which stay as they are: kinds of the units in rows.
    """

    context: Context
    tallies: Tallies
    ceilings: Mapping[str, Ceiling]
    kinds: dict[frozenset[str], Mapping[str, set[bool]]] = field(default_factory=dict)


def _nothing(_: BookState) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class BookRule:
    """A rule about the book.

    Attributes:
        subjects: Gives all that it is asked of.
        check: Gets the rule as the pack has it, and one subject; gives what is wrong, if anything.
        tally: The tally whose members are its subjects; empty where no edit of lines changes it.
        lacks: Says why it cannot be evaluated, such as `没有上年数`; empty where it can be.
        misses: Says of what part it could not be asked, though of the rest it was.
    """

    rule: Rule
    subjects: Callable[[BookState], Iterable[Member]]
    check: Callable[[BookState, Rule, Member], Finding | None]
    tally: str = ""
    lacks: Callable[[BookState], str] = _nothing
    misses: Callable[[BookState], str] = _nothing
