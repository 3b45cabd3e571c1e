"""What a cell of an import means: `30101`, `30101-基本工资`, `[30101]基本工资` or `基本工资`.

Leaves to others cells that hold parts of a code (类 | 款 | 项 in three columns), and searching
while typing (`search`), where a near answer is good enough; here it is refused and offered.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest

from budgettool.codes.code import LEVELS_OF_SCHEME, SCHEME_NAMES, Code, Scheme, plain
from budgettool.codes.table import CodeTable
from budgettool.errors import BudgetToolError

_CODE_FIRST = re.compile(r"[\[(【〔]?\s*(\d{3,9})\s*[\])】〕]?[\s\-—–_:、.|/]*(.*)", re.ASCII)
_CODE_LAST = re.compile(r"(.*?)[\s\-—–_:|/]*[\[(【〔]\s*(\d{3,9})\s*[\])】〕]", re.ASCII)
_SPLIT_CODE = re.compile(r"\d{3}(?:[ .\-]\d{2}){1,3}|\d{5}[ \-]\d{2}", re.ASCII)
_NUMBER = re.compile(r"(\d{3,9})\.0+", re.ASCII)
_MAX_TEXT = 120
_OFFERED = 3
_ALIKE = 0.6
_NEAR = 0.4
_COMPARED = 12


class CodeError(BudgetToolError):
    """A text names no code of the year, or more than one, or contradicts itself.

    Attributes:
        scheme: The classification that was asked.
        text: What was written.
        reason: Why it is refused, in Chinese.
        candidates: Up to three codes that may have been meant, the likeliest first.
        successor: What the code became, where it was renamed or ended.
    """

    def __init__(
        self,
        scheme: Scheme,
        text: str,
        reason: str,
        candidates: tuple[Code, ...] = (),
        successor: Code | None = None,
    ) -> None:
        offers = [successor] if successor else []
        offers += [code for code in candidates if code != successor]
        self.candidates = tuple(offers[:_OFFERED])
        self.scheme: Scheme = scheme
        self.text = text
        self.reason = reason
        self.successor = successor
        super().__init__(f"{SCHEME_NAMES[scheme]}“{text[:_MAX_TEXT]}”：{reason}{self._offer()}")

    def _offer(self) -> str:
        if self.successor:
            return f"；可改用 {self.successor}"
        if self.candidates:
            return f"；是否为：{'、'.join(map(str, self.candidates))}"
        return ""


def resolve_code(table: CodeTable, text: str, level: str | None = None) -> Code:
    """Find the one code of the table's year that a text means.

    Args:
        table: The codes of a scheme and year.
        text: A code, a name, or both in either order.
        level: 类, 款 or 项 where only that level will do.

    Raises:
        CodeError: It is none, several, not in force, of another level, or code and name disagree.
    """
    found = table.get(text)
    if found is None:
        found = _read(table, text, level)
    if level is not None and found.level != level:
        raise _wrong_level(table, text, found, level)
    return found


def _read(table: CodeTable, text: str, level: str | None) -> Code:
    if len(text) > _MAX_TEXT:
        raise CodeError(table.scheme, text, "内容过长，不像科目")
    cell = unicodedata.normalize("NFKC", text).strip()
    if not cell:
        raise CodeError(table.scheme, text, "没有填写")
    digits, name = ("", cell) if table.scheme == "source" else _parts(cell)
    if digits:
        return _by_code(table, text, digits, name)
    return _by_name(table, text, name, level)


def _parts(cell: str) -> tuple[str, str]:
    """Tell code and name apart; either may be empty."""
    if number := _NUMBER.fullmatch(cell):
        return number[1], ""
    if _SPLIT_CODE.fullmatch(cell):
        return re.sub(r"\D", "", cell), ""
    if first := _CODE_FIRST.fullmatch(cell):
        return first[1], first[2].strip()
    if last := _CODE_LAST.fullmatch(cell):
        return last[2], last[1].strip()
    return "", cell


def _by_code(table: CodeTable, text: str, digits: str, name: str) -> Code:
    found = table.get(digits)
    if found is None:
        raise _not_in_force(table, text, digits, name)
    if name and not _is_name_of(table, found, name):
        others = _closest(table.named(name) or _heirs(table, name), digits)
        raise CodeError(
            table.scheme,
            text,
            f"编码 {digits} 是“{found.name}”，与所填名称“{name}”不符，请改编码或名称",
            (*others[: _OFFERED - 1], found),
        )
    return found


def _is_name_of(table: CodeTable, code: Code, name: str) -> bool:
    """Allow the code's names of any year, and small differences that no other code's name has."""
    wanted = plain(name)
    named = table.named(name)
    if code in named:
        return True
    known = {plain(code.name), *(plain(old.name) for old in table.former(code.code))}
    known.update(plain(alias) for alias in code.aliases)
    if any(wanted == old or wanted.startswith(f"{old}(") for old in known):
        return True
    return not named and any(_likeness(wanted, old) >= _ALIKE for old in known)


def _by_name(table: CodeTable, text: str, name: str, level: str | None) -> Code:
    named = table.named(name)
    fitting = [code for code in named if level in {None, code.level}] or list(named)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        mend = "请写全路径" if table.scheme == "source" else "请写明编码"
        reason = f"有{len(fitting)}个叫这个名称，{mend}"
        raise CodeError(table.scheme, text, reason, tuple(fitting[:_OFFERED]))
    former = table.formerly_named(name)
    heirs = _heirs(table, name)
    heir = heirs[0] if len(heirs) == 1 else None
    near = () if heir else (*heirs, *_near_name(table, name, level))
    reason = _unknown(table) + (f"（原科目 {former[0]}）" if former else "")
    raise CodeError(table.scheme, text, reason, near, heir)


def _heirs(table: CodeTable, name: str) -> tuple[Code, ...]:
    """List the codes in force that carry on what bore a name in other years."""
    heirs = (table.heir(old) for old in table.formerly_named(name))
    return tuple(dict.fromkeys(heir for heir in heirs if heir))


def _not_in_force(table: CodeTable, text: str, digits: str, name: str) -> CodeError:
    old = table.ended(digits)
    if old is None:
        near = _near_code(table, digits, name)
        return CodeError(table.scheme, text, _unknown(table), near)
    ended = old.valid_to is not None and old.valid_to < table.year
    when = f"{old.valid_to}年后已停用" if ended else f"{old.valid_from}年才启用"
    heir = table.successor(digits)
    near = () if heir else _near_name(table, old.name, old.level, digits)
    reason = f"{old} {when}，{table.year}年不能使用"
    return CodeError(table.scheme, text, reason, near, heir)


def _wrong_level(table: CodeTable, text: str, found: Code, level: str) -> CodeError:
    sizes = {name: size for size, name in LEVELS_OF_SCHEME[table.scheme].items()}
    size = f"（{sizes[level]}位）" if level in sizes else ""
    below = [code for code in table.children(found.code) if code.level == level]
    reason = f"{found} 是{found.level}级科目，这里要填{level}级{size}"
    return CodeError(table.scheme, text, reason, tuple(below[:_OFFERED]))


def _near_code(table: CodeTable, digits: str, name: str) -> tuple[Code, ...]:
    """Offer codes of the written name, then codes that differ by one slip of the hand."""
    named = table.named(name) if name else ()
    slips = (table.get(slip) for slip in _slips(digits))
    found = dict.fromkeys((*named, *(code for code in slips if code)))
    if not found:
        found = dict.fromkeys(table.children(digits[:-2]))
    return tuple(found)[:_OFFERED]


def _slips(digits: str) -> Iterator[str]:
    places = range(len(digits))
    for place in places:
        yield digits[:place] + digits[place + 1 : place + 2] + digits[place] + digits[place + 2 :]
    for place in reversed(places):
        for other in "0123456789":
            yield digits[:place] + other + digits[place + 1 :]
    for place in places:
        yield digits[:place] + digits[place + 1 :]
    for place in range(len(digits) + 1):
        for other in "0123456789":
            yield digits[:place] + other + digits[place:]


def _near_name(
    table: CodeTable, name: str, level: str | None, digits: str = ""
) -> tuple[Code, ...]:
    """Offer codes with a like name; where a code was written, those near it come first."""
    wanted = plain(name)
    shared: Counter[str] = Counter()
    for char in set(wanted):
        shared.update(table.with_character.get(char, ()))
    likely = nlargest(_COMPARED, shared, key=lambda near: (shared[near], near[:3] == digits[:3]))
    scored = []
    for code in filter(None, map(table.get, likely)):
        likeness = max(_likeness(wanted, plain(known)) for known in (code.name, *code.aliases))
        if likeness >= _NEAR and level in {None, code.level}:
            scored.append((-likeness - _shared(digits, code.code) / 10, code.code, code))
    return tuple(code for _, _, code in sorted(scored, key=lambda item: item[:2])[:_OFFERED])


def _closest(codes: tuple[Code, ...], digits: str) -> list[Code]:
    return sorted(codes, key=lambda code: (-_shared(digits, code.code), code.code))


def _shared(one: str, other: str) -> int:
    """Count the digits with which both codes begin."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _unknown(table: CodeTable) -> str:
    return "没有这个名称" if table.scheme == "source" else f"{table.year}年没有这个科目"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shown(code: Code) -> str:
    return code.code if code.scheme == "source" else str(code)
