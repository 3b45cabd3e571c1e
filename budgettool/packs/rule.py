"""What a pack says about checks (审核关系), as frozen values: equations, settings, changed levels.

Leaves reading them to `rules` here, and evaluating them to the package `rules` above.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from budgettool.packs.reference import Expression

if TYPE_CHECKING:
    from budgettool.packs.definition import Axis  # which holds a pack, which holds rules

Level = Literal["H", "S", "I"]
"""错误 (blocks 定稿), 核实 (mended, or waived with a reason), 提示."""

Comparison = Literal["equal", "at_most"]
Scope = Literal["once", "row", "column"]


@dataclass(frozen=True, slots=True)
class Equation:
    """Two expressions that are equal, or of which the left is at most the right."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class EquationRule:
    """A rule that is an equation over the figures of tables.

    Attributes:
        code: Such as `B02.1`; never used again for another rule.
        title: What it asks for, such as `收入合计等于支出合计`.
        equations: Checked one by one.
        each: `row` or `column`: whether it is asked of every row or column of one side of a table,
            whose columns (or rows) its bare names then mean.
        table, side: That table, and the number of its side.
        by: What rows of different tables are matched by, and summed under, such as function.类;
            None for all members of a row.
        tolerance: By how much printed figures may differ, in units of the last printed place.
        message: What is wrong, for people.
        mend: What to do about it.
        basis: The regulation or form that it follows from.
        off: Why the pack does not ask for it; it has no equations then.
        book_level: Its level in a book, where only a negative adjustment can break it; else None.
    """

    code: str
    level: Level
    title: str
    equations: tuple[Equation, ...]
    comparison: Comparison = "equal"
    each: Scope = "once"
    table: str = ""
    side: int = 0
    by: "Axis | None" = None
    tolerance: int = 0
    message: str = ""
    mend: str = ""
    basis: str = ""
    off: str = ""
    book_level: Level | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What a pack says of a rule that the program knows: another level, or why it is off."""

    level: Level | None = None
    off: str = ""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All that a pack says about checks.

    Attributes:
        equations: In the order of the file.
        overrides: By the code of a rule that the program knows.
        settings: What such rules ask for, by name, as TOML gives it.
    """

    equations: tuple[EquationRule, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
