"""P: rules about publishing a packet: what may not be in it, what must be, and by when.

Asked when a packet is about to be published or a check is reported, never while lines are typed:
what is not published yet is no mistake of a draft, so that none of these findings marks a line or
stands against 定稿.
"""

from typing import Final

from budgettool.rules.publication.checklist import CHECKLIST_RULES
from budgettool.rules.publication.pages import PAGE_RULES
from budgettool.rules.publication.publication import PublicationRule
from budgettool.rules.publication.targets import TARGET_RULES
from budgettool.rules.publication.withheld import WITHHELD_RULES

PUBLICATION_RULES: Final[tuple[PublicationRule, ...]] = (
    *TARGET_RULES,
    *WITHHELD_RULES,
    *CHECKLIST_RULES,
    *PAGE_RULES,
)
"""All of them, in the order of their codes."""
