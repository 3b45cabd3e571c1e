"""L: rules about single lines, as they are entered."""

from typing import Final

from budgettool.rules.lines.codes import CODE_RULES
from budgettool.rules.lines.line_rule import LineRule

LINE_RULES: Final[tuple[LineRule, ...]] = (*CODE_RULES,)
"""All of them, in the order of their codes."""
