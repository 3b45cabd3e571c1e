"""What a pack says for the rules about the text: `[settings.text]` of its `rules.toml`.

Leaves finding other settings that no rule reads to `rules.settings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from budgettool.packs.definition import Pack
from budgettool.packs.reading import PackError

NAME: Final = "text"


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
    known = {"units": str, "absences": Mapping, "ceilings": Mapping, "rules": Mapping}
    for key, value in given.items():
        if key == "confusions":
            continue
        if key not in known:
            raise _refused(key, f"没有这项设置；可以写的：{'、'.join((*known, 'confusions'))}")
        if not isinstance(value, known[key]):
            raise _refused(key, "写法不对")
    return TextSettings(
        units=given.get("units", ""),
        absences=_texts(given, "absences"),
        ceilings=_texts(given, "ceilings"),
        confusions=tuple(_pairs(given.get("confusions", ()))),
        rules=_texts(given, "rules"),
    )


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
