"""D: rules about the book as a whole, its units, projects, ceilings and last year's figures."""

from typing import Final

from budgettool.rules.book.balance import BALANCE_RULES
from budgettool.rules.book.book_rule import BookRule
from budgettool.rules.book.institutions import INSTITUTION_RULES
from budgettool.rules.book.last_year import LAST_YEAR_RULES
from budgettool.rules.book.limits import LIMIT_RULES
from budgettool.rules.book.register import REGISTER_RULES
from budgettool.rules.book.targets import TARGET_RULES

BOOK_RULES: Final[tuple[BookRule, ...]] = tuple(
    sorted(
        (
            *BALANCE_RULES,
            *REGISTER_RULES,
            *LIMIT_RULES,
            *LAST_YEAR_RULES,
            *INSTITUTION_RULES,
            *TARGET_RULES,
        ),
        key=lambda each: each.rule.code,
    )
)
"""All of them, in the order of their codes."""
