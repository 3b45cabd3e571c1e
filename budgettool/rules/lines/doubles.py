"""L09: no two lines are alike in everything but amount and memo.

Keeps which lines stand in such groups; one finding speaks of a whole group. Lines that differ in
政府采购, 涉密 or the other unit are different lines: tables and publication count them apart. What
is not filled in is other rules' affair, so half-filled lines are not compared.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from budgettool.cube.facts import Key
from budgettool.model import AMOUNT
from budgettool.money import exact_text
from budgettool.packs.definition import KEY
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding, Fix, LineChange, LinePlace
from budgettool.rules.rule import Rule

DOUBLES: Final = Rule(
    code="L09",
    level="S",
    title="同一单位、科目、性质、资金来源和项目只有一行",
    scope="填全了的支出明细；政府采购、涉密、对方单位不同的，不算同一行",
    mend="重复录入的删去，分开录入的合并；确要分列的，说明原因",
    basis="明细的各维相同时，各表中不能分辨",
    example=("30201 办公费一行", "30201 办公费两行，各维相同"),
)
_NEEDED: Final = tuple(
    KEY.index(place)
    for place in (
        "unit",
        "function",
        "department_economic",
        "government_economic",
        "nature",
        "source",
    )
)
_MEASURE: Final = KEY.index("measure")


class Doubles:
    """The lines that are alike, by line and by group."""

    def __init__(self, context: Context, rule: Rule) -> None:
        self._context = context
        self._rule = rule
        self._key_of: dict[str, Key] = {}
        self._groups: dict[Key, None] = {}

    def all(self) -> None:
        """Compare every line."""
        self._key_of.clear()
        self._groups.clear()
        for key, ids in self._context.cube.keys("expenditure").items():
            if len(ids) > 1 and _is_complete(key):
                self._groups[key] = None
                self._key_of.update(dict.fromkeys(ids, key))

    def follow(self, lines: Iterable[str]) -> set[str]:
        """Compare lines that were added, changed or removed; gives all that this concerns."""
        keys: set[Key] = set()
        concerned: set[str] = set()
        for line in lines:
            if (before := self._key_of.pop(line, None)) is not None:
                keys.add(before)
                concerned.add(line)
            fact = self._context.cube.fact(line)
            if fact is not None and fact.lines == "expenditure" and _is_complete(fact.key):
                keys.add(fact.key)
        for key in keys:
            concerned.update(self._regroup(key))
        return concerned

    def _regroup(self, key: Key) -> Iterable[str]:
        """Group the lines of a key; gives those whose finding this can have changed."""
        ids = self._context.cube.keys("expenditure").get(key, ())
        if len(ids) > 1:
            self._groups[key] = None
            self._key_of.update(dict.fromkeys(ids, key))
            return ids
        if key not in self._groups:
            return ()
        del self._groups[key]
        for line in ids:
            self._key_of.pop(line, None)
        return ids

    def __contains__(self, line: object) -> bool:
        """Tell whether a line has its like."""
        return line in self._key_of

    def __iter__(self) -> Iterator[str]:
        """Walk the lines that have their like."""
        return iter(self._key_of)

    def __len__(self) -> int:
        """Count the groups, each of which is one finding."""
        return len(self._groups)

    def of(self, line: str) -> Finding:
        """Give the finding of the group that a line stands in."""
        return self._finding(self._key_of[line])

    def findings(self) -> Iterator[Finding]:
        """Give what is found, once for each group."""
        return map(self._finding, self._groups)

    def _finding(self, key: Key) -> Finding:
        cube = self._context.cube
        ids = sorted(cube.keys("expenditure")[key])
        facts = [cube.fact(line) for line in ids]
        amounts = sorted(fact.amount for fact in facts if fact)
        total = sum(amounts)
        alike = "，金额也相同，可能是重复录入" if len(set(amounts)) == 1 else ""
        label = f"合并为一行 {exact_text(total, '元')}，其他行的备注不保留"
        return Finding(
            code=self._rule.code,
            level=self._rule.level,
            place=LinePlace(ids[0]),
            message=f"{len(ids)} 行明细的单位、科目、性质、资金来源和项目都相同{alike}",
            mend=self._rule.mend,
            also=tuple(map(LinePlace, ids[1:])),
            fix=Fix(label, (LineChange(ids[0], (("amount", total),)),), tuple(ids[1:])),
            about=tuple(amounts),
        )


def _is_complete(key: Key) -> bool:
    return key[_MEASURE] == AMOUNT and all(key[place] for place in _NEEDED)
