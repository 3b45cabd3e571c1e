"""BT6, BT8, BT9: totals in the text are the sums of their parts there, and so are their changes."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.rules.text.amounts import code_of
from budgettool.rules.text.claim import Claim
from budgettool.rules.text.under_check import (
    Found,
    Said,
    Statement,
    TextUnderCheck,
    finding,
    money,
)
from budgettool.rules.text.values import is_right

_HALF: Final = Fraction(1, 2)


def wrong_sums(check: TextUnderCheck, rule: Rule) -> Found:
    """Add up the parts of totals, and their changes, section by section."""
    for number in range(len(check.sections)):
        statements = _first_of_each(check, number)
        for source, statement in statements.items():
            if check.parts(source) and code_of(check, source) == rule.code:
                yield from _amounts(check, rule, statement, statements)
                yield from _changes(check, rule, statement, statements)


def _first_of_each(check: TextUnderCheck, section: int) -> Mapping[str, Statement]:
    """Give what a section says of each quantity: all its paragraphs together."""
    found: dict[str, list[Said]] = {}
    for statement in check.statements:
        if statement.all_said[0].section == section:
            found.setdefault(statement.source, []).extend(statement.all_said)
    return {source: Statement(source, tuple(said)) for source, said in found.items()}


def _amounts(
    check: TextUnderCheck, rule: Rule, total: Statement, statements: Mapping[str, Statement]
) -> Found:
    said = total.first("金额")
    parts = check.parts(total.source)
    claims = [_amount_of(check, part, statements) for part in parts]
    if said is None or not any(part in statements for part in parts):
        return
    if any(claim is None for claim in claims):
        return
    written = [claim for claim in claims if claim is not None]
    if all(_is_sound(check, claim) for claim in (said.claim, *written)):
        return
    added = sum((claim.value for claim in written), Fraction(0))
    off = added - said.claim.value
    if not off:
        return
    counted = [claim for claim in written if claim.value]
    is_residue = _is_residue(check, off, said.claim, counted)
    listed = " + ".join(_figure(claim.value, claim) for claim in written if claim.text)
    message = (
        f"{check.label(total.source)}写 {_figure(said.claim.value, said.claim)}，"
        f"各项 {listed} = {_figure(added, said.claim)}"
    )
    is_money = said.claim.is_money
    yield finding(
        rule,
        check.place(said),
        f"{message}，是四舍五入的尾差" if is_residue else message,
        level="I" if is_residue else None,
        part=f"{total.source} 合计",
        mend="" if is_residue else "核对合计与各项，把写错的改正",
        amounts=(added, said.claim.value) if is_money else None,
    )


def _amount_of(
    check: TextUnderCheck, source: str, statements: Mapping[str, Statement]
) -> Claim | None:
    """Give the amount of a part; one that the tables call nought need not be written."""
    said = statements[source].first("金额") if source in statements else None
    if said is not None:
        return said.claim
    return Claim(source, "金额", Fraction(0), 0, 0, "") if check.exact(source) == 0 else None


def _is_sound(check: TextUnderCheck, claim: Claim) -> bool:
    """Tell whether a figure is known to be right, so that rounding alone can keep it from a sum."""
    measured = check.measured(claim.source)
    if claim.is_field or not claim.text:
        return True
    return measured is not None and bool(is_right(claim, measured, check.step))


def _is_residue(check: TextUnderCheck, off: Fraction, total: Claim, parts: list[Claim]) -> bool:
    if not total.is_money or len(parts) < 2:  # noqa: PLR2004 - of one figure there is none
        return False
    exact = [check.exact(claim.source) for claim in (total, *parts)]
    agree = None in exact or sum(filter(None, exact[1:])) == exact[0]
    step = min(claim.step for claim in (total, *parts))
    return agree and abs(off) <= (len(parts) + 1) * _HALF * step


def _changes(
    check: TextUnderCheck, rule: Rule, total: Statement, statements: Mapping[str, Statement]
) -> Found:
    said = total.first("增减额", "增减")
    change = total.change
    leaves = list(_leaves(check, total.source, statements))
    if said is None or change is None or None in leaves:
        return
    changes = [leaf.change for leaf in leaves if leaf is not None]
    if any(each is None for each in changes) or not changes:
        return
    if all(check.is_known(each) for each in (total.source, *(s.source for s in leaves if s))):
        return  # each of them is judged by itself
    if all(_is_sound(check, each.claim) for each in _said_of((total, *filter(None, leaves)))):
        return
    added = sum(filter(None, changes), Fraction(0))
    steps = [each.claim.step for each in _said_of((total, *filter(None, leaves)))]
    if abs(added - change) <= (len(changes) + 1) * _HALF * min(steps, default=Fraction(1)):
        return
    yield _wrong_change(check, rule, (total, said), added, [s for s in leaves if s is not None])


def _wrong_change(
    check: TextUnderCheck,
    rule: Rule,
    total: tuple[Statement, Said],
    added: Fraction,
    leaves: list[Statement],
) -> Finding:
    statement, said = total
    change = statement.change or Fraction(0)
    message = (
        f"{check.label(statement.source)}写{_turn(change)}，各项合计{_turn(added)}"
        f"{_last_years(statement, leaves)}"
    )
    mend = "核对合计与各项的上年数、增减额，把写错的改正"
    return finding(rule, check.place(said), message, part=f"{statement.source} 增减", mend=mend)


def _last_years(total: Statement, leaves: list[Statement]) -> str:
    """Say what last year's amounts would be: of the total, and of the items together."""
    this = [statement.value("金额") for statement in (total, *leaves)]
    changes = [statement.change for statement in (total, *leaves)]
    if None in this or None in changes:
        return ""
    last = [a - b for a, b in zip(this, changes, strict=True) if a is not None and b is not None]
    return (
        f"；上年数按合计推算为 {money(last[0])}，按各项推算为 {money(sum(last[1:], Fraction(0)))}"
    )


def _leaves(
    check: TextUnderCheck, source: str, statements: Mapping[str, Statement]
) -> Iterator[Statement | None]:
    """Walk the items of a total that say how they changed; None for one that says nothing."""
    for part in check.parts(source):
        statement = statements.get(part)
        if statement is not None and statement.change is not None:
            yield statement
        elif check.parts(part):
            yield from _leaves(check, part, statements)
        else:
            yield None


def _said_of(statements: tuple[Statement, ...]) -> list[Said]:
    return [said for each in statements if (said := each.first("增减额")) is not None]


def _turn(change: Fraction) -> str:
    if not change:
        return "持平"
    return f"{'增加' if change > 0 else '减少'} {money(abs(change))}"


def _figure(value: Fraction, claim: Claim) -> str:
    """Write a figure as another is written."""
    return money(value) if claim.is_money else f"{int(value)} {claim.unit}"
