"""What a rule about the book is: a function that gives its findings, quick enough for every edit.

It looks at sums that are kept current (`cube.balance`, `cube.spending`, `tallies`), never at every
line.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class BookRule:
    """A rule about the book.

    Attributes:
        check: Gets the rule as the pack has it; gives what is wrong.
        lacks: Says why it cannot be evaluated, such as `没有上年数`; empty where it can be.
    """

    rule: Rule
    check: Callable[[Context, Rule], Iterator[Finding]]
    lacks: Callable[[Context], str] = lambda _: ""
