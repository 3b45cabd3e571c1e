"""Made lines of a large department: repeatable, and with a known number of distinct keys."""

import random

from budgettool.codes import load_classification
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Line, Unit
from budgettool.packs.definition import Pack

YEAR = 2020
BASIC = {
    "301": "基本支出/工资福利支出",
    "302": "基本支出/公用经费",
    "303": "基本支出/对个人和家庭的补助",
}


def made_facts(pack: Pack, count: int, unit_count: int = 40, seed: int = 7) -> Facts:
    """Make lines over units, items, economic codes, sources and projects; one in ten is income."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    classification = load_classification(YEAR)
    functions = [code.code for code in classification.all("function", "项")][:400]
    economic = [
        code.code for code in classification.all("department_economic", "款") if code.code < "304"
    ]
    sources = [member.path for member in pack.vocabulary.members("source")]
    units = [Unit("u0", "016", "临溪市人民政府办公室", "汇总")]
    for number in range(1, unit_count + 1):
        kind = "行政" if number % 3 == 1 else "财政补助事业"
        units.append(Unit(f"u{number}", f"016{number:03}", f"所属单位{number}", kind, "016"))
    lines: list[Line] = []
    for number in range(count):
        unit = chance.choice(units[1:]).code
        amount = chance.randrange(1, 90_000_000) * 100
        if number % 10 == 0:
            lines.append(IncomeLine(f"i{number}", unit, chance.choice(sources), amount=amount))
            continue
        code = chance.choice(economic)
        project = None if number % 2 else f"项目{number % 300}"
        nature = "项目支出/一般性项目" if project else BASIC[code[:3]]
        lines.append(
            ExpenditureLine(
                id=f"e{number}",
                unit=unit,
                function=chance.choice(functions),
                department_economic=code,
                nature=nature,
                source=chance.choice(sources),
                project=project,
                amount=amount,
            )
        )
    department = Department("016", "临溪市人民政府办公室")
    return Facts(YEAR, department, tuple(units), (), tuple(lines))
