"""What a packet is made of: which parts in which order, and in which kinds of files.

A pack offers profiles; what was chosen last is kept among the department's fields, so that it goes
with the book. Leaves composing to `outward`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, get_args

from budgettool.exporting.packet.errors import NoSuchPartError, NoSuchProfileError
from budgettool.model import Facts, FieldKey
from budgettool.packs.definition import Pack
from budgettool.packs.text import Format, PartDefinition, Profile

FORMAT_NAMES: Final[Mapping[Format, str]] = MappingProxyType(
    {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "网页"}
)
"""What users call the kinds of files, in the order in which they are written."""

_TABLES_ALONE: Final = PartDefinition("tables", "tables", "预算表")
_PARTS: Final[FieldKey] = ("department", "", "packet.parts", 0)
_FORMATS: Final[FieldKey] = ("department", "", "packet.formats", 0)
CHOICE_FIELDS: Final = (_PARTS, _FORMATS)
"""The fields that keep a choice: a part a line, `+` before one that is chosen, `-` before others;
and a kind of file a line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen.

    Attributes:
        order: Ids of all parts that the pack has, in the order that is wanted.
        chosen: Ids of those that are wanted.
        formats: The kinds of files.
    """

    order: tuple[str, ...]
    chosen: frozenset[str]
    formats: tuple[Format, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the parts that are wanted, in their order."""
        return tuple(part for part in self.order if part in self.chosen)

    def with_formats(self, formats: Iterable[str]) -> "Choice":
        """Give the same in other kinds of files, in the order in which they are written."""
        wanted = set(formats)
        return replace(self, formats=tuple(each for each in FORMAT_NAMES if each in wanted))

    def is_of(self, profile: Profile) -> bool:
        """Tell whether it has the parts of a profile in its order; formats are a choice beside."""
        return self.parts == profile.parts

    def as_fields(self) -> Mapping[FieldKey, str]:
        """Give the fields that keep it."""
        parts = (f"{'+' if part in self.chosen else '-'}{part}" for part in self.order)
        return {_PARTS: "\n".join(parts), _FORMATS: "\n".join(self.formats)}


def parts_of(pack: Pack) -> tuple[PartDefinition, ...]:
    """Give the parts that a pack's document can have; the tables alone where it has no text."""
    return pack.text.parts if pack.text and pack.text.parts else (_TABLES_ALONE,)


def profiles_of(pack: Pack) -> tuple[Profile, ...]:
    """Give the profiles of a pack, the usual one first; there always is one."""
    if pack.text and pack.text.parts and pack.text.profiles:
        return pack.text.profiles
    parts = tuple(part.id for part in parts_of(pack))
    if parts == (_TABLES_ALONE.id,):
        return (Profile("tables", "只要表", parts, ("pdf", "xlsx")),)
    return (Profile("all", "全部", parts, ("pdf", "docx", "xlsx", "html")),)


def find_profile(pack: Pack, name: str) -> Profile:
    """Find a profile by its id or its name.

    Raises:
        NoSuchProfileError: There is none.
    """
    profiles = profiles_of(pack)
    for profile in profiles:
        if name in {profile.id, profile.name}:
            return profile
    raise NoSuchProfileError(name, (f"{each.name}（{each.id}）" for each in profiles))


def choice_of(pack: Pack, profile: Profile) -> Choice:
    """Choose as a profile says; parts that it leaves out stand where the pack has them."""
    return Choice(
        order=_all_in_order(pack, profile.parts),
        chosen=frozenset(profile.parts),
        formats=tuple(each for each in FORMAT_NAMES if each in profile.formats),
    )


def choose_parts(pack: Pack, choice: Choice, names: Sequence[str]) -> Choice:
    """Choose parts by their ids or names, in the order in which they are named.

    What follows a colon in a name may be left off, as in 附件 for 附件：预算表.

    Raises:
        NoSuchPartError: There is none of a name.
    """
    known = {part.name.partition("：")[0]: part.id for part in parts_of(pack)}
    known |= {key: part.id for part in parts_of(pack) for key in (part.name, part.id)}
    if unknown := [name for name in names if name not in known]:
        raise NoSuchPartError(unknown[0], (f"{p.name}（{p.id}）" for p in parts_of(pack)))
    wanted = tuple(dict.fromkeys(known[name] for name in names))
    return replace(choice, order=_all_in_order(pack, wanted), chosen=frozenset(wanted))


def choice_in(facts: Facts, pack: Pack) -> Choice:
    """Read what was chosen last; the pack's usual profile where nothing was.

    Parts that the pack no longer has are left out; those that are new to it are not chosen.
    """
    usual = choice_of(pack, profiles_of(pack)[0])
    kept = facts.fields.get(_PARTS, "").split("\n")
    known = {part.id for part in parts_of(pack)}
    listed = {line[1:]: line[0] == "+" for line in kept if line[1:] in known}
    if not listed:
        return usual
    formats = facts.fields.get(_FORMATS, "").split("\n")
    choice = Choice(
        order=_all_in_order(pack, tuple(listed)),
        chosen=frozenset(part for part, wanted in listed.items() if wanted),
        formats=usual.formats,
    )
    return choice.with_formats(each for each in formats if each in get_args(Format))


def _all_in_order(pack: Pack, first: Sequence[str]) -> tuple[str, ...]:
    """Order all parts as some of them are; each other one follows the one that it follows."""
    order = list(first)
    for part in _missing(pack, first):
        before = _before(pack, part)
        order.insert(order.index(before) + 1 if before in order else 0, part)
    return tuple(order)


def _missing(pack: Pack, listed: Sequence[str]) -> Iterator[str]:
    return (part.id for part in parts_of(pack) if part.id not in listed)


def _before(pack: Pack, part: str) -> str | None:
    ids = [each.id for each in parts_of(pack)]
    at = ids.index(part)
    return ids[at - 1] if at else None
