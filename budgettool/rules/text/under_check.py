"""What rules about the text look at: sections, what they say, and the figures that they say it of.

Leaves reading claims to `reading`, judging them to the rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, NamedTuple

from budgettool.money import exact_text
from budgettool.packs.definition import Pack
from budgettool.packs.labels import fill
from budgettool.rules.finding import FigureChange, Finding, Fix, SectionPlace
from budgettool.rules.rule import Rule
from budgettool.rules.text.claim import Claim
from budgettool.rules.text.lexicon import UNKNOWN_MEMBER, lexicon_of
from budgettool.rules.text.reading import offer_of, read_section
from budgettool.rules.text.settings import TextSettings, text_settings
from budgettool.sheets.quantities import Measured, Quantities
from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section

_ANNEX: Final = "附件"


def is_annex(section: Section) -> bool:
    """Tell whether a section is the annex: rows of tables, as files give them, are no sentences."""
    return section.id.startswith(_ANNEX)


class Said(NamedTuple):
    """A claim with its place: section and paragraph by their numbers."""

    section: int
    paragraph: int
    claim: Claim


@dataclass(frozen=True)
class TextUnderCheck:
    """A text with the figures that it is judged by.

    Attributes:
        sections: All sections of the text.
        quantities: What it may speak of, over a book or over tables that were read.
        sheets: The tables that are published with it; for absences, and for the words in them.
        units: How many units the tables print, where there is no register of units; None for one.
        step: 分 in the last printed place where amounts are known no better; 0 for exact ones.
        codes: The rules that quantities are told under, as far as they were asked for.
    """

    pack: Pack
    sections: Sequence[Section]
    quantities: Quantities
    sheets: Sequence[Sheet] = ()
    units: int | None = None
    step: int = 0
    codes: dict[str, str] = field(default_factory=dict)
    _measured: dict[str, Measured | None] = field(default_factory=dict)

    @cached_property
    def settings(self) -> TextSettings:
        """What the pack says for these rules."""
        return text_settings(self.pack)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """All claims in the order of the text."""
        lexicon = lexicon_of(self.quantities)
        return tuple(
            Said(number, paragraph, claim)
            for number, section in enumerate(self.sections)
            if not is_annex(section)
            for paragraph, claims in read_section(section, lexicon)
            for claim in claims
        )

    @cached_property
    def attributed(self) -> tuple[Said, ...]:
        """Those claims of which it is clear what they are of."""
        return tuple(said for said in self.said if said.claim.source)

    @cached_property
    def by_paragraph(self) -> Mapping[tuple[int, int], Sequence[Said]]:
        """The attributed claims of each paragraph, by the numbers of section and paragraph."""
        found: dict[tuple[int, int], list[Said]] = {}
        for said in self.attributed:
            found.setdefault((said.section, said.paragraph), []).append(said)
        return found

    @cached_property
    def statements(self) -> tuple["Statement", ...]:
        """What each paragraph says of each quantity, together."""
        found: dict[tuple[int, int, str], list[Said]] = {}
        for said in self.attributed:
            key = (said.section, said.paragraph, said.claim.source)
            found.setdefault(key, []).append(said)
        return tuple(Statement(key[2], tuple(all_said)) for key, all_said in found.items())

    def measured(self, source: str) -> Measured | None:
        """Find what a claim is of; None for what the tables do not have."""
        if source not in self._measured:
            is_known = not source.endswith(f"/{UNKNOWN_MEMBER}")
            self._measured[source] = self.quantities.get(source) if is_known else None
        return self._measured[source]

    def label(self, source: str) -> str:
        """Say how a quantity is called."""
        measured = self.measured(source)
        return measured.label if measured else source

    def exact(self, source: str) -> Fraction | None:
        """Give this year's figure of a quantity; None where it is not known."""
        measured = self.measured(source)
        return measured.exact if measured else None

    def is_known(self, source: str) -> bool:
        """Tell whether a quantity is known this year and last."""
        measured = self.measured(source)
        return measured is not None and None not in (measured.exact, measured.prior)

    def told_in(self, source: str) -> str:
        """Name the tables that a figure comes from; empty for a field."""
        tables = dict.fromkeys(each.table for each in self.quantities.references(source))
        found = filter(None, map(self.pack.table, tables))
        return "、".join(fill(table.number, str) or fill(table.title, str) for table in found)

    def parts(self, source: str) -> tuple[str, ...]:
        """List the quantities that add up to one."""
        return self._parts.get(source, ())

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for quantity in self.quantities.text.quantities:
            if quantity.part_of:
                found[quantity.part_of] = (*found.get(quantity.part_of, ()), quantity.id)
        return found

    def root(self, source: str) -> str:
        """Give the total that a quantity is a part of, however deep."""
        by_id = {quantity.id: quantity for quantity in self.quantities.text.quantities}
        quantity = by_id.get(source)
        while quantity is not None and quantity.part_of:
            source, quantity = quantity.part_of, by_id.get(quantity.part_of)
        return source

    def place(self, said: Said) -> SectionPlace:
        """Say where a claim stands."""
        claim = said.claim
        section = self.sections[said.section]
        return SectionPlace(section.id, said.paragraph, claim.start, claim.end)

    def fix(self, said: Said) -> Fix | None:
        """Offer the field in place of what was typed; None where none fits."""
        offer = offer_of(said.claim, self.quantities)
        if offer is None:
            return None
        change = FigureChange(self.place(said), offer.source, offer.form, offer.says)
        return Fix(f"改为 {offer.says}，随表变动", figures=(change,))


@dataclass(frozen=True)
class Statement:
    """What a paragraph says of one quantity."""

    source: str
    all_said: tuple[Said, ...]

    def first(self, *forms: str) -> Said | None:
        """Give the first claim of one of some forms."""
        return next((said for said in self.all_said if said.claim.form in forms), None)

    def value(self, form: str) -> Fraction | None:
        """Give what the first claim of a form says."""
        said = self.first(form)
        return said.claim.value if said else None

    @property
    def change(self) -> Fraction | None:
        """By how much it is said to change, signed; nought where it is said to stay."""
        change = self.value("增减额")
        if change is None and self.value("增减") == 0:
            return Fraction(0)
        return change


Found = Iterator[Finding]


def _nothing(_: TextUnderCheck) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule about the text.

    Attributes:
        check: Gets the rule as the pack has it; gives what is wrong.
        lacks: Says what of it could not be evaluated; empty for nothing.
    """

    rule: Rule
    check: Callable[[TextUnderCheck, Rule], Found]
    lacks: Callable[[TextUnderCheck], str] = _nothing


def finding(  # noqa: PLR0913 - as many as a finding has
    rule: Rule,
    place: SectionPlace,
    message: str,
    *,
    part: str = "",
    mend: str = "",
    level: Any = None,  # noqa: ANN401 - a level, or the rule's own
    about: Iterable[Any] = (),
    fix: Fix | None = None,
    amounts: tuple[Fraction, Fraction] | None = None,
) -> Finding:
    """Make a finding; `amounts` are what is expected and what is found, in 分."""
    expected, found = amounts or (None, None)
    return Finding(
        code=rule.code,
        level=level or rule.level,
        place=place,
        message=message,
        mend=mend or rule.mend,
        expected=None if expected is None else int(expected),
        found=None if found is None else int(found),
        unit="" if amounts is None else "万元",
        decimals=2,
        about=(message, *about),
        part=part,
        fix=fix,
    )


def money(amount: Fraction) -> str:
    """Write an amount in 万元 as exactly as it is."""
    return exact_text(int(amount), "万元").replace(",", "")


def percent(places: Fraction, decimals: int = 2) -> str:
    """Write hundredths of a percent, half up, with two places or as many as are asked for."""
    decimals = max(decimals, 2)
    scale = 10 ** (decimals - 2)
    whole, rest = divmod(int(abs(places) * scale + Fraction(1, 2)), 100 * scale)
    return f"{'-' if places < 0 else ''}{whole}.{rest:0{decimals}d}%"
