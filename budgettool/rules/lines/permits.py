"""Which natures and sources a pack permits where: `[settings]` of its `rules.toml`.

    [settings.natures]
    301 = ["基本支出/工资福利支出"]
    310 = [{ part = "基本支出", staff = false }, { part = "项目支出" }]

    [[settings.sources]]
    when = { source = [{ fund = "国有资本经营预算" }] }
    only = { nature = [{ part = "项目支出" }] }
    reason = "国有资本经营预算不安排基本支出"

    [settings.procurement]
    31002 = "货物"

A member is named by its path, which stands for what is below it too, or by attributes. Leaves to
the rules what is said of a line that is not permitted.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from budgettool.cube.dimensions import Value
from budgettool.packs.definition import MEMBERED, Pack
from budgettool.packs.reading import Entry
from budgettool.packs.vocabulary import Vocabulary
from budgettool.rules.context import Context

PROCUREMENT_KINDS: Final = ("货物", "工程", "服务")

Choice = str | Mapping[str, Any]
"""A path, or attributes that a member has."""


class Restriction(NamedTuple):
    """Members of one dimension that go only with some members of another."""

    dimension: str
    members: Sequence[Choice]
    other: str
    only: Sequence[Choice]
    reason: str


def natures_for(context: Context, code: str) -> Sequence[Choice] | None:
    """Give the natures that a department economic code may have; None for any."""
    permitted: Sequence[Choice] | None = context.setting("natures", {}).get(code[:3])
    return permitted


def restrictions(context: Context) -> Iterator[Restriction]:
    """Give what restricts sources by nature and natures by source."""
    for each in context.setting("sources", []):
        ((dimension, members),) = each["when"].items()
        ((other, only),) = each["only"].items()
        yield Restriction(dimension, members, other, only, each["reason"])


def procured_as(context: Context, code: str) -> str | None:
    """Give the kind of 政府采购 that a department economic code is; None for any."""
    kind: str | None = context.setting("procurement", {}).get(code)
    return kind


def fits(vocabulary: Vocabulary, dimension: str, member: Value, choices: Sequence[Choice]) -> bool:
    """Tell whether a member is one of those that are named."""
    return any(_is(vocabulary, dimension, str(member), choice) for choice in choices)


def _is(vocabulary: Vocabulary, dimension: str, path: str, choice: Choice) -> bool:
    if isinstance(choice, str):
        return path == choice or path.startswith(f"{choice}/")
    member = vocabulary.get(dimension, path)
    return member is not None and choice.items() <= member.attributes.items()


def check_permits(pack: Pack) -> None:
    """Refuse settings that cannot be understood, or that name no member.

    Raises:
        PackError: One cannot be; it names the place.
    """
    entry = Entry(dict(pack.rules.settings), "rules.toml", "settings")
    natures = entry.entry("natures")
    for code in natures.unread() if natures else ():
        assert natures is not None  # noqa: S101 - there is a code
        if len(code) != 3 or not code.isdecimal():  # noqa: PLR2004 - the digits of a 类
            raise natures.fail(code, "应为三位的部门经济科目类")
        _check_choices(pack, natures, code, "nature")
    for each in entry.entries("sources"):
        if _check_dimension(pack, each, "when") == _check_dimension(pack, each, "only"):
            raise each.fail("only", "when 与 only 应一个是 source，一个是 nature")
        each.text("reason")
        each.done()
    procurement = entry.entry("procurement")
    for code in procurement.unread() if procurement else ():
        assert procurement is not None  # noqa: S101 - there is a code
        procurement.choice(code, PROCUREMENT_KINDS)


def _check_dimension(pack: Pack, entry: Entry, key: str) -> str:
    named = entry.entry(key)
    given = named.unread() if named else ()
    if named is None or len(given) != 1 or given[0] not in MEMBERED:
        raise entry.fail(key, "应写作 { source = […] } 或 { nature = […] }")
    _check_choices(pack, named, given[0], given[0])
    return given[0]


def _check_choices(pack: Pack, entry: Entry, key: str, dimension: str) -> None:
    given = entry.value(key)
    if not isinstance(given, list) or not given:
        raise entry.fail(key, "应为列表，各项是路径或 { 属性 = 值 }")
    members = [member.path for member in pack.vocabulary.members(dimension)]
    for choice in given:
        if not isinstance(choice, str | dict):
            raise entry.fail(key, "应为列表，各项是路径或 { 属性 = 值 }")
        if not any(_is(pack.vocabulary, dimension, path, choice) for path in members):
            raise entry.fail(key, f"没有符合“{_shown(choice)}”的成员")


def _shown(choice: Choice) -> str:
    if isinstance(choice, str):
        return choice
    return "、".join(f"{name} = {value}" for name, value in choice.items())
