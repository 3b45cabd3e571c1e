"""What is told of every rule, whether an equation of a pack or a function of the program."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from budgettool.packs.definition import Pack
from budgettool.packs.reading import PackError
from budgettool.packs.rule import EquationRule, Level
from budgettool.rules.finding import LEVEL_NAMES


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read of it.

    Attributes:
        code: Never used again for another rule.
        title: What it asks for.
        scope: What it is asked of: tables, funds, kinds of unit.
        tolerance: By how much figures may differ.
        mend: What to do where it fails.
        basis: The regulation or form that it follows from.
        example: One thing that passes and one that breaks it.
        off: Why the pack does not ask for it; empty where it does.
    """

    code: str
    level: Level
    title: str
    scope: str
    mend: str
    basis: str
    tolerance: str = "分毫不差"
    example: tuple[str, str] = ("", "")
    off: str = ""


def of_equation(rule: EquationRule) -> Rule:
    """Tell of an equation of a pack what is told of every rule."""
    tolerance = (
        f"印出数可差 {rule.tolerance} 个末位" if rule.tolerance else "分毫不差；印出数容尾差"
    )
    scope = f"{rule.table}表每{'行' if rule.each == 'row' else '列'}" if rule.table else "表间"
    if rule.book_level:
        scope += f"；在账本里为{LEVEL_NAMES[rule.book_level]}"
    said = (rule.code, rule.level, rule.title, scope, rule.mend, rule.basis)
    return Rule(*said, tolerance, off=rule.off)


def as_packed(rules: Iterable[Rule], pack: Pack) -> dict[str, Rule]:
    """Give all rules by code: the program's, as the pack has them, and the pack's equations.

    Raises:
        PackError: The pack changes a rule that the program does not have.
    """
    known = {rule.code: rule for rule in rules}
    for code, override in pack.rules.overrides.items():
        if code not in known:
            reason = "没有这条规则；等式要写 equal 或 at_most"
            raise PackError("rules.toml", f"rules.{code}", reason)
        rule = known[code]
        known[code] = replace(rule, level=override.level or rule.level, off=override.off)
    for equation in pack.rules.equations:
        if equation.code in known:
            raise PackError("rules.toml", f"rules.{equation.code}", "与程序自带的规则重号")
        known[equation.code] = of_equation(equation)
    return known
