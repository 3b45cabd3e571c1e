"""What a rule about lines is: a function of some members of a line's key, or of its amount.

Thousands of lines share members; a rule says at which it looks, and its answer is remembered for
all alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from budgettool.cube.dimensions import Value
from budgettool.packs.definition import LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with all lines that are alike.

    Attributes:
        field: The field of the line that is marked.
        message: What is wrong, such as `30201 办公费在行政单位对应 50201，现为 50502`.
        mend: What to do, in a sentence.
        label: What the offered mend does, such as `改为 50201 办公经费`; empty for none offered.
        values: The fields that it sets.
        step: The 分 that its amount should be a multiple of; 0 where that is not what is wrong.
        level: Instead of the rule's own.
    """

    field: str
    message: str
    mend: str
    label: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    step: int = 0
    level: Level | None = None


Check = Callable[[Context, tuple[Value, ...]], Fault | None]


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule about lines of the year's own amounts.

    Attributes:
        kinds: Of which kinds of line it is asked.
        places: The dimensions that it looks at, as named in `columns.PLACES`.
        check: Gets these members, in this order; gives what is wrong, if anything.
    """

    rule: Rule
    kinds: tuple[LineKind, ...]
    places: tuple[str, ...]
    check: Check


class Limit(NamedTuple):
    """What an amount must not be."""

    breaks: Callable[[int], bool]
    fault: Fault


@dataclass(frozen=True, slots=True)
class AmountRule:
    """A rule about the amount of single lines.

    Attributes:
        limits: Gives what amounts must not be, in one book; no amount breaks two of them.
    """

    rule: Rule
    kinds: tuple[LineKind, ...]
    limits: Callable[[Context], tuple[Limit, ...]]
