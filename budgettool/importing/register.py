"""What a line's texts are looked up in: units, sources, natures and codes of one book.

Each lookup gives a value or raises a `BudgetToolError` whose message is the reason shown beside
the cell. Leaves cells and rows to `proposal`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from budgettool.codes import Classification, CodeError, Scheme
from budgettool.errors import BudgetToolError
from budgettool.model import UNIT_KINDS, Unit
from budgettool.packs.text import TextBook
from budgettool.packs.vocabulary import Vocabulary


class ValueRefusedError(BudgetToolError):
    """A cell's text is no value of its field; the message is the reason alone."""


@dataclass(frozen=True, slots=True)
class Register:
    """The names that an import may use.

    Attributes:
        year: The book's fiscal year.
        department: The department's code, which units' codes are held against.
        text: What the pack says of fields; None where they are not to be filled.
        projects: The names of the projects that there are.
    """

    year: int
    units: tuple[Unit, ...]
    vocabulary: Vocabulary
    classification: Classification
    department: str = ""
    text: TextBook | None = None
    projects: frozenset[str] = frozenset()
    _names: dict[str, list[Unit]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in {unit.code, unit.code.lstrip("0"), unit.name}:
                names[_plain(name)].append(unit)
        object.__setattr__(self, "_names", dict(names))

    def with_units(self, units: Iterable[Unit]) -> "Register":
        """Know these units too; a unit of the same code is replaced."""
        known = {unit.code: unit for unit in (*self.units, *units)}
        return replace(self, units=tuple(known.values()))

    def with_projects(self, names: Iterable[str]) -> "Register":
        """Know these projects too."""
        return replace(self, projects=self.projects | set(names))

    def unit(self, text: str) -> Unit:
        """Find a unit by code, name, or both in one cell (`016001 机关本级`)."""
        for wanted in (text, *_halves(text)):
            found = self._names.get(_plain(wanted), [])
            exact = [unit for unit in found if unit.code == wanted] or found
            if len(exact) == 1:
                return exact[0]
            if exact:
                codes = "、".join(unit.code for unit in exact)
                raise ValueRefusedError(f"有多个单位叫“{wanted}”（{codes}），请填单位代码")
        raise ValueRefusedError("单位表里没有这个单位，请先导入单位，或改正代码")

    def carrier(self, text: str) -> Unit:
        """Find a unit that may have lines of its own."""
        unit = self.unit(text)
        if unit.kind == "汇总":
            raise ValueRefusedError(f"{unit.name}是汇总单位，不能有明细，请填它下面的单位")
        return unit

    def code(self, scheme: Scheme, text: str) -> str:
        """Find the code that a text means: 项 of the function, 款 of the economic tables."""
        level = "项" if scheme == "function" else "款"
        return self.classification.resolve(scheme, text, level=level).code

    def member(self, dimension: str, text: str) -> str:
        """Find the path of a source or nature."""
        return self.vocabulary.resolve(dimension, text)

    def override(self, kind: str, department: str, government: str) -> str | None:
        """Keep a government economic code only where it differs from what follows anyway."""
        follows = self.classification.government_for(department, kind)
        return None if follows == (government,) else government

    def contradiction(self, scheme: Scheme, code_and_name: str) -> str:
        """Say so if the name that stands beside a code is another code's; else nothing."""
        try:
            self.classification.resolve(scheme, code_and_name)
        except CodeError as error:
            return str(error)
        return ""


def unit_kind(text: str) -> str:
    """Read a unit's kind."""
    plain = _plain(text).removesuffix("单位")
    kind = _KIND_ALIASES.get(plain, plain)
    if kind not in UNIT_KINDS:
        raise ValueRefusedError(f"单位类型应为{'、'.join(UNIT_KINDS)}之一")
    return kind


def yes_or_no(text: str) -> bool:
    """Read 是 or 否."""
    answer = _ANSWERS.get(_plain(text).casefold())
    if answer is None:
        raise ValueRefusedError("应填“是”或“否”")
    return answer


def procurement(text: str) -> str | None:
    """Read the kind of 政府采购."""
    plain = _plain(text).removesuffix("类")
    if plain in {"否", "无", "非政府采购"}:
        return None
    if plain not in PROCUREMENT:
        raise ValueRefusedError(f"应为{'、'.join(PROCUREMENT)}之一，不采购则留空")
    return plain


PROCUREMENT = ("货物", "工程", "服务")

_KIND_ALIASES = {
    "参照公务员法管理": "参公",
    "参照公务员法管理事业": "参公",
    "参公事业": "参公",
    "财政补助": "财政补助事业",
    "全额事业": "财政补助事业",
    "差额事业": "财政补助事业",
    "经费自理": "经费自理事业",
    "自收自支": "经费自理事业",
    "自收自支事业": "经费自理事业",
}
_ANSWERS = {
    **dict.fromkeys(("是", "√", "1", "y", "yes", "true"), True),
    **dict.fromkeys(("否", "×", "0", "n", "no", "false"), False),
}
_ALIKE = str.maketrans({"（": "(", "）": ")", "／": "/"})


def _plain(text: str) -> str:
    return "".join(text.translate(_ALIKE).split())


def _halves(text: str) -> tuple[str, ...]:
    """Take the code out of `016001 机关本级`, `016001-机关本级`, `[016001]机关本级`."""
    stripped = text.strip().lstrip("[(（【")
    digits = stripped[: len(stripped) - len(stripped.lstrip("0123456789"))]
    return (digits,) if digits and digits != text else ()
