"""L: rules about single lines, as they are entered."""

from typing import Final

from budgettool.rules.lines.amounts import AMOUNT_RULES
from budgettool.rules.lines.codes import CODE_RULES
from budgettool.rules.lines.doubles import DOUBLES
from budgettool.rules.lines.line_rule import AmountRule, LineRule
from budgettool.rules.lines.natures import NATURE_RULES
from budgettool.rules.lines.pairs import PAIR_RULES
from budgettool.rules.lines.sources import SOURCE_RULES
from budgettool.rules.lines.units import UNIT_RULES
from budgettool.rules.rule import Rule

LINE_RULES: Final[tuple[LineRule | AmountRule, ...]] = (
    *CODE_RULES,
    *PAIR_RULES,
    *NATURE_RULES,
    *UNIT_RULES,
    *AMOUNT_RULES,
    *SOURCE_RULES,
)
"""What is asked of each line; several may be of one rule."""

RULES_OF_LINES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        {DOUBLES.code: DOUBLES, **{each.rule.code: each.rule for each in LINE_RULES}}.values(),
        key=lambda rule: rule.code,
    )
)
"""All rules about lines, in the order of their codes."""
