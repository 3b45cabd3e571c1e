"""Made lines of a large department: repeatable, and with a known number of distinct keys."""

import random
from collections.abc import Iterator
from dataclasses import replace

from budgettool.codes import load_classification
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Line, Unit
from budgettool.packs.definition import Pack

YEAR = 2020
BASIC = {
    "301": "基本支出/工资福利支出",
    "302": "基本支出/公用经费",
    "303": "基本支出/对个人和家庭的补助",
}
_INCOME_EVERY = 10


def made_facts(
    pack: Pack, count: int, unit_count: int = 40, seed: int = 7, keys: int | None = None
) -> Facts:
    """Make lines over units, items, economic codes, sources and projects; one in ten is income.

    Args:
        pack: Whose sources to use.
        count: How many lines.
        unit_count: How many units carry them.
        seed: Of the chance that they are made by.
        keys: How many distinct keys of expenditure they have; None leaves it to chance, by which
            nearly every line has a key of its own.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    units = _units(unit_count)
    makers = _Makers(pack, units, chance)
    kinds = makers.distinct(keys) if keys else []
    lines: list[Line] = []
    spent = 0
    for number in range(count):
        amount = chance.randrange(1, 90_000_000) * 100
        if number % _INCOME_EVERY == 0:
            lines.append(replace(makers.income(), id=f"i{number}", amount=amount))
            continue
        if not kinds:
            line = makers.expenditure()
        else:  # each once, then by chance
            line = kinds[spent] if spent < len(kinds) else chance.choice(kinds)
        spent += 1
        lines.append(replace(line, id=f"e{number}", amount=amount))
    department = Department("016", "临溪市人民政府办公室")
    return Facts(YEAR, department, units, (), tuple(lines))


def distinct_keys(facts: Facts) -> int:
    """Count the lines that differ in more than id and amount."""
    return len({replace(line, id="", amount=None) for line in facts.lines})


def _units(count: int) -> tuple[Unit, ...]:
    units = [Unit("u0", "016", "临溪市人民政府办公室", "汇总")]
    for number in range(1, count + 1):
        kind = "行政" if number % 3 == 1 else "财政补助事业"
        units.append(Unit(f"u{number}", f"016{number:03}", f"所属单位{number}", kind, "016"))
    return tuple(units)


class _Makers:
    """Makes lines without id and amount."""

    def __init__(self, pack: Pack, units: tuple[Unit, ...], chance: random.Random) -> None:
        classification = load_classification(YEAR)
        functions = classification.all("function", "项")[:400]
        economic = classification.all("department_economic", "款")
        self._functions = [code.code for code in functions]
        self._economic = [code.code for code in economic if code.code[:3] in BASIC]
        self._sources = [member.path for member in pack.vocabulary.members("source")]
        self._units = [unit.code for unit in units[1:]]
        self._chance = chance
        self._made = 0

    def income(self) -> IncomeLine:
        choice = self._chance.choice
        return IncomeLine("", choice(self._units), choice(self._sources))

    def expenditure(self) -> ExpenditureLine:
        self._made += 1
        choice = self._chance.choice
        code = choice(self._economic)
        project = None if self._made % 2 else f"项目{self._made % 300}"
        return ExpenditureLine(
            "",
            unit=choice(self._units),
            function=choice(self._functions),
            department_economic=code,
            nature="项目支出/一般性项目" if project else BASIC[code[:3]],
            source=choice(self._sources),
            project=project,
        )

    def distinct(self, count: int) -> list[ExpenditureLine]:
        """Make lines of which no two have the same key."""
        found: dict[ExpenditureLine, None] = {}
        for line in self._endless():
            found.setdefault(line)
            if len(found) == count:
                break
        return list(found)

    def _endless(self) -> Iterator[ExpenditureLine]:
        while True:
            yield self.expenditure()
