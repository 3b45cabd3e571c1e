"""What of a book is published: secret lines left out with as much income, personal data masked.

The book itself, its internal reports and the window keep everything; what leaves the house is
derived of what `publish` gives. Leaves telling how much was withheld to the rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from budgettool.model import ExpenditureLine, Facts, FieldKey, IncomeLine, Line
from budgettool.packs.definition import Pack
from budgettool.packs.text import FieldKind
from budgettool.sheets.filled import read_fen
from budgettool.sheets.packet import Packet, derive
from budgettool.sheets.personal import mask, mask_name
from budgettool.sheets.quantities import PRIOR

Source = tuple[str, str | None]
"""Measure and source: what stays balanced."""

CONTACT_FIELDS: Final = ("phone",)
NAME_FIELDS: Final = ("contact",)
"""The keys of fields that hold contacts and their names, where a pack says nothing."""


@dataclass(frozen=True, slots=True)
class Published:
    """What of a book is published.

    Attributes:
        facts: The book without it.
        lines: How many lines of expenditure are withheld.
        expenditure, income: What is withheld, in 分, by measure and source.
    """

    facts: Facts
    lines: int
    expenditure: Mapping[Source, int]
    income: Mapping[Source, int]


def publish(facts: Facts, pack: Pack) -> Published:
    """Leave out what is secret, and mask what is personal.

    Income is taken from the unit that spends, its largest line first, then from other units, always
    from the same source, so that tables balance as they did.
    """
    secret = [line for line in facts.lines if isinstance(line, ExpenditureLine) and line.secret]
    income, taken = _without(facts.lines, secret)
    kept = tuple(_kept(facts.lines, income))
    names = {line.project for line in kept if isinstance(line, ExpenditureLine)}
    hidden = {line.project for line in secret} - names
    projects = tuple(project for project in facts.projects if project.name not in hidden)
    gone = frozenset(project.id for project in facts.projects if project.name in hidden)
    fields = _masked(facts, pack, gone)
    spent: Counter[Source] = Counter()
    for line in secret:
        spent[line.measure, line.source] += line.amount or 0
    open_facts = replace(facts, lines=kept, projects=projects, fields=fields)
    return Published(open_facts, len(secret), spent, taken)


def _without(
    lines: Iterable[Line], secret: Iterable[ExpenditureLine]
) -> tuple[dict[str, int], Counter[Source]]:
    """Work out what is left of income lines, by id, and what was taken by source."""
    left: dict[str, int] = {}
    taken: Counter[Source] = Counter()
    listed: defaultdict[Source, list[IncomeLine]] = defaultdict(list)
    for line in lines:
        if isinstance(line, IncomeLine) and (line.amount or 0) > 0:
            listed[_source(line)].append(line)
    for spending in secret:
        wanted = spending.amount or 0
        for line in sorted(listed[_source(spending)], key=partial(_nearness, spending)):
            if wanted <= 0:
                break
            amount = min(wanted, left.get(line.id, line.amount or 0))
            left[line.id] = left.get(line.id, line.amount or 0) - amount
            taken[_source(line)] += amount
            wanted -= amount
    return left, taken


def _nearness(spending: ExpenditureLine, line: IncomeLine) -> tuple[bool, bool, int]:
    """Put income of the same unit and function first, then of the same unit, larger before."""
    return (line.unit != spending.unit, line.function != spending.function, -(line.amount or 0))


def _source(line: ExpenditureLine | IncomeLine) -> Source:
    return line.measure, line.source


def _kept(lines: Iterable[Line], income: Mapping[str, int]) -> Iterable[Line]:
    for line in lines:
        if isinstance(line, ExpenditureLine) and line.secret:
            continue
        if line.id not in income:
            yield line
        elif income[line.id]:
            yield replace(line, amount=income[line.id])


def contact_keys(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """Give the keys of fields that hold contacts, and of those that hold their names.

    The settings of a pack come before what it says of its fields.
    """
    given: Mapping[str, Any] = pack.rules.settings.get("publication", {})
    phones, people = _of_kind(pack, "phone"), _of_kind(pack, "person")
    contacts = given.get("contact_fields", phones or CONTACT_FIELDS)
    return frozenset(contacts), frozenset(given.get("name_fields", people or NAME_FIELDS))


def _of_kind(pack: Pack, *kinds: FieldKind) -> tuple[str, ...]:
    fields = pack.text.fields if pack.text else ()
    return tuple(field.key for field in fields if field.kind in kinds)


def figure_fields(facts: Facts, pack: Pack) -> frozenset[FieldKey]:
    """Find the fields that hold a figure: an amount in 分 may look like a telephone number."""
    keys = frozenset(_of_kind(pack, "amount", "count"))
    return frozenset(
        field
        for field, text in facts.fields.items()
        if (field[2] in keys or field[2].startswith(PRIOR)) and read_fen(text) is not None
    )


def _masked(facts: Facts, pack: Pack, gone: frozenset[str]) -> Mapping[FieldKey, str]:
    contacts, names = contact_keys(pack)
    figures = figure_fields(facts, pack)
    masked = {}
    for key, text in facts.fields.items():
        _, subject, name, _ = key
        if subject in gone:
            continue
        if key in figures:
            masked[key] = text
        else:
            covered = mask_name(text) if name in names else mask(text, contact=name in contacts)
            masked[key] = covered
    return MappingProxyType(masked)


def publish_packet(packet: Packet) -> tuple[Packet, Published]:
    """Derive what is published of a packet; the same one where nothing is withheld."""
    published = publish(packet.facts, packet.pack)
    if published.facts == packet.facts:
        return packet, published
    vocabulary = packet.cube.dimensions.vocabulary
    outward = derive(published.facts, packet.pack, packet.classification, vocabulary=vocabulary)
    return outward, published
