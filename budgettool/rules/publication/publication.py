"""What rules about publishing look at: a book, the sheets that would be published, and the day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.sheets.document import Document
from budgettool.sheets.publishing import Published
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section


@dataclass(frozen=True, slots=True)
class Publication:
    """A packet before it is published.

    Attributes:
        facts: The book with everything.
        published: What of it is published.
        sheets: The sheets derived of that.
        today: From which days are counted.
        document: Everything that is published as one; None where that is not made.
        quantities: What its text speaks of.
    """

    pack: Pack
    facts: Facts
    published: Published
    sheets: Sequence[Sheet]
    today: date
    document: Document | None = None
    quantities: Quantities | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the text; none where no document is made."""
        return self.document.sections if self.document else ()

    def field(self, key: str) -> str:
        """Give what is recorded of the department under a key; empty for nothing."""
        return self.facts.fields.get(("department", "", key, 0), "").strip()


def _nothing(_: Publication) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PublicationRule:
    """A rule about publishing.

    Attributes:
        check: Gets the rule as the pack has it; gives what is wrong.
        lacks: Says why it cannot be evaluated; empty where it can be.
    """

    rule: Rule
    check: Callable[[Publication, Rule], Iterator[Finding]]
    lacks: Callable[[Publication], str] = _nothing
