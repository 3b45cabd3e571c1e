"""What a pack says for the rules about the text: `[settings.text]` of its `rules.toml`.

Leaves finding other settings that no rule reads to `rules.settings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from budgettool.packs.definition import Pack
from budgettool.packs.reading import PackError
from budgettool.packs.reference import ReferenceSyntaxError, parse_expression
from budgettool.packs.text import TextBook

NAME: Final = "text"
_KINDS: Final[Mapping[str, type]] = MappingProxyType(
    {"units": str, "absences": dict, "ceilings": dict, "rules": dict, "confusions": list}
)
_AMOUNT_RULES: Final = ("BT1", "BT5", "BT6", "BT7", "BT8", "BT9")
"""The rules that compare amounts and counts."""


@dataclass(frozen=True, slots=True)
class TextSettings:
    """What is asked of the text beside what follows from the quantities.

    Attributes:
        units: Id of the section that lists the units; empty for none.
        absences: By table, the quantity that the text must call nought where the table is empty.
        ceilings: By quantity, an expression over tables that it cannot exceed.
        confusions: Wrong words, each with the right ones.
        rules: By table, the code of the rule that figures of it are told under.
    """

    units: str = ""
    absences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ceilings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    confusions: tuple[tuple[str, str], ...] = ()
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def text_settings(pack: Pack) -> TextSettings:
    """Read the settings of a pack.

    Raises:
        PackError: They cannot be understood.
    """
    given: Mapping[str, Any] = pack.rules.settings.get(NAME, {})
    for key, value in given.items():
        if key not in _KINDS:
            raise _refused(key, f"没有这项设置；可以写的：{'、'.join(_KINDS)}")
        if not isinstance(value, _KINDS[key]):
            raise _refused(key, "写法不对")
    settings = TextSettings(
        units=given.get("units", ""),
        absences=_texts(given, "absences"),
        ceilings=_texts(given, "ceilings"),
        confusions=tuple(_pairs(given.get("confusions", ()))),
        rules=_texts(given, "rules"),
    )
    if pack.text is not None and pack.text.parts:
        _check_names(settings, pack, pack.text)
    return settings


def _check_names(settings: TextSettings, pack: Pack, text: TextBook) -> None:
    """Refuse what is named and is not there: a rule would pass over it in silence."""
    quantities = {quantity.id for quantity in text.quantities}
    sections = {section.id for part in text.parts for section in part.sections}
    if settings.units and settings.units not in sections:
        raise _refused("units", f"没有“{settings.units}”这一节")
    for table, source in settings.absences.items():
        if pack.table(table) is None:
            raise _refused(f"absences.{table}", "没有这张表")
        if source not in quantities:
            raise _refused(f"absences.{table}", f"没有“{source}”这个数")
    for source, expression in settings.ceilings.items():
        if source not in quantities:
            raise _refused(f"ceilings.{source}", "没有这个数")
        try:
            parse_expression(expression)
        except ReferenceSyntaxError as error:
            raise _refused(f"ceilings.{source}", str(error)) from error
    for table, code in settings.rules.items():
        if code not in _AMOUNT_RULES:
            raise _refused(f"rules.{table}", f"只能是{'、'.join(_AMOUNT_RULES)}")


def _texts(given: Mapping[str, Any], key: str) -> Mapping[str, str]:
    found = given.get(key, {})
    for name, value in found.items():
        if not isinstance(value, str):
            raise _refused(f"{key}.{name}", "要写成文字")
    return MappingProxyType(dict(found))


def _pairs(given: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as TOML gives it
    pairs = [tuple(pair) for pair in given if isinstance(pair, list | tuple)]
    right = len(pairs) == len(given) and all(
        len(pair) == 2 and all(isinstance(word, str) and word for word in pair)  # noqa: PLR2004
        for pair in pairs
    )
    if not right:
        raise _refused("confusions", "每一项写成 [错的, 对的]")
    return [(wrong, right_one) for wrong, right_one in pairs]


def _refused(key: str, reason: str) -> PackError:
    return PackError("rules.toml", f"settings.{NAME}.{key}", reason)
