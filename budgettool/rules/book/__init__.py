"""D: rules about the book as a whole, its units, projects, ceilings and last year's figures."""

from typing import Final

from budgettool.rules.book.balance import BALANCE_RULES
from budgettool.rules.book.book_rule import BookRule
from budgettool.rules.book.institutions import INSTITUTION_RULES

BOOK_RULES: Final[tuple[BookRule, ...]] = (
    *BALANCE_RULES,
    *INSTITUTION_RULES,
)
"""All of them, in the order of their codes."""
