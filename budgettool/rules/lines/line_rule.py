"""What a rule about lines is: a function of some members of a line's key, asked once for all alike.

Thousands of lines share members; a rule says at which it looks, and its answer is remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from budgettool.cube.dimensions import Value
from budgettool.packs.definition import LineKind
from budgettool.packs.rule import Level
from budgettool.rules.context import Context
from budgettool.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with all lines that have the same members.

    Attributes:
        field: The field of the line that is marked.
        message: What is wrong, such as `30201 办公费在行政单位对应 50201，现为 50502`.
        mend: What to do, in a sentence.
        label: What the offered mend does, such as `改为 50201 办公经费`; empty for none offered.
        values: The fields that it sets.
        level: Instead of the rule's own.
    """

    field: str
    message: str
    mend: str
    label: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    level: Level | None = None


Check = Callable[[Context, tuple[Value, ...]], Fault | None]


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule about lines of the year's own amounts.

    Attributes:
        kinds: Of which kinds of line it is asked.
        places: The dimensions that it looks at, as named in `packs.definition.KEY`.
        check: Gets these members, in this order; gives what is wrong, if anything.
    """

    rule: Rule
    kinds: tuple[LineKind, ...]
    places: tuple[str, ...]
    check: Check
