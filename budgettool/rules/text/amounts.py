"""BT1, BT5–BT9: amounts and counts in the text are those of the tables; and in the same unit.

Which of these rules tells of a figure hangs on where it comes from. Leaves sums within the text to
`sums`, changes to `changes`.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from budgettool.cube.formulas import evaluate
from budgettool.packs.reference import CellReference, EachReference, Name, parse_expression
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.rules.text.claim import Claim
from budgettool.rules.text.lexicon import UNKNOWN_MEMBER
from budgettool.rules.text.under_check import Found, Said, TextUnderCheck, finding, money
from budgettool.rules.text.values import half_up, is_right

_WRONG_UNIT: Final = 10_000
_FAR: Final = 1_000
_MOST_NAMED: Final = 6
TOTALS: Final = "BT1"
CLASSES: Final = "BT5"
COUNTS: Final = "BT9"


def code_of(check: TextUnderCheck, source: str) -> str:
    """Give the rule that a quantity's figures are told under."""
    if source not in check.codes:
        check.codes[source] = _code_of(check, source)
    return check.codes[source]


def _code_of(check: TextUnderCheck, source: str) -> str:
    if source.endswith(f"/{UNKNOWN_MEMBER}"):
        return CLASSES
    measured = check.measured(source)
    if measured is not None and measured.quantity.rows:
        return CLASSES
    if measured is not None and not measured.quantity.is_money:
        return COUNTS
    for reference in check.quantities.references(check.root(source)):
        if reference.table in check.settings.rules:
            return check.settings.rules[reference.table]
    return TOTALS


def wrong_amounts(check: TextUnderCheck, rule: Rule) -> Found:
    """Compare the amounts of one rule with the tables."""
    for said in check.attributed:
        if said.claim.form == "金额" and code_of(check, said.claim.source) == rule.code:
            yield from _compared(check, rule, said)


def _compared(check: TextUnderCheck, rule: Rule, said: Said) -> Found:
    claim = said.claim
    expected = _expected(check, claim)
    if claim.is_field or expected is None:
        return
    measured = check.measured(claim.source)
    right = claim.value == expected if measured is None else is_right(claim, measured, check.step)
    if not right and not is_in_wrong_unit(claim, expected):
        yield _wrong(check, rule, said, expected)
    elif right and _is_finer(check, claim, expected):
        message = (
            f"{_name(check, claim)}写到 {claim.text}，表里只印 {money(expected)}，末位无法核对"
        )
        yield finding(rule, check.place(said), message, level="I", part=f"{claim.source} 末位")


def _wrong(check: TextUnderCheck, rule: Rule, said: Said, expected: Fraction) -> Finding:
    claim = said.claim
    name = _name(check, claim)
    told = check.told_in(claim.source)
    where = f"{told}为" if told else "应为"
    ours = money(expected) if claim.is_money else f"{int(expected)} {claim.unit}"
    written = "没有" if claim.is_absence else f" {_spaced(claim.text)}"
    if claim.source.endswith(f"/{UNKNOWN_MEMBER}"):
        message = f"{name}写{written}，表里没有这一类"
    else:
        message = f"{name}写{written}，{where} {ours}"
    return finding(
        rule,
        check.place(said),
        message,
        part=claim.source,
        fix=check.fix(said),
        amounts=(expected, claim.value) if claim.is_money else None,
    )


def _expected(check: TextUnderCheck, claim: Claim) -> Fraction | None:
    """Give what a figure ought to be; a class that the tables do not have is nought."""
    if claim.source.endswith(f"/{UNKNOWN_MEMBER}"):
        many = check.quantities.members(claim.source.partition("/")[0])
        return Fraction(0) if many else None
    return check.exact(claim.source)


def _name(check: TextUnderCheck, claim: Claim) -> str:
    return claim.name if claim.source.endswith(UNKNOWN_MEMBER) else check.label(claim.source)


def _spaced(text: str) -> str:
    """Take out of a written figure what breaks lines."""
    return "".join(text.split())


def _is_finer(check: TextUnderCheck, claim: Claim, expected: Fraction) -> bool:
    """Tell whether a figure says more than the table that it is compared with prints."""
    return (
        bool(check.step)
        and claim.is_money
        and half_up(claim.value, claim.step) != expected
        and claim.step < check.step
    )


def is_in_wrong_unit(claim: Claim, expected: Fraction) -> bool:
    """Tell whether an amount would be right in another unit of money."""
    if not claim.is_money or not claim.value or not expected:
        return False
    times = abs(claim.value / expected)
    if 1 / _FAR < times < _FAR:
        return False
    return any(
        half_up(expected, claim.step * factor) == claim.value * factor
        for factor in (Fraction(_WRONG_UNIT), Fraction(1, _WRONG_UNIT))
    )


def wrong_units(check: TextUnderCheck, rule: Rule) -> Found:
    """Find amounts that are right but for 元 and 万元."""
    for said in check.attributed:
        claim = said.claim
        expected = check.exact(claim.source) if claim.form == "金额" else None
        if expected is None or claim.is_field or not is_in_wrong_unit(claim, expected):
            continue
        name = check.label(claim.source)
        message = f"{name}写 {_spaced(claim.text)}，应为 {money(expected)}：单位写错，差一万倍"
        yield finding(
            rule, check.place(said), message, level="H", part=f"{claim.source} 单位",
            mend="改正单位（元、万元）", fix=check.fix(said), amounts=(expected, claim.value),
        )  # fmt: skip


def unknown_amounts(check: TextUnderCheck, code: str) -> str:
    """Say which figures of a rule could not be compared; empty for none."""
    names: dict[str, None] = {}
    for said in check.attributed:
        claim = said.claim
        unknown = claim.form == "金额" and not claim.is_field and _expected(check, claim) is None
        if unknown and code_of(check, claim.source) == code:
            names[_name(check, claim)] = None
    if not names:
        return ""
    listed = list(names)
    more = f"等 {len(listed)} 个数" if len(listed) > _MOST_NAMED else ""
    return f"不知道{'、'.join(listed[:_MOST_NAMED])}{more}"


def beyond_ceilings(check: TextUnderCheck, rule: Rule) -> Found:
    """Find amounts of which the tables only say what they cannot exceed."""
    for said in check.attributed:
        claim = said.claim
        ceiling = check.settings.ceilings.get(claim.source) if claim.form == "金额" else None
        if ceiling is None or check.exact(claim.source) is not None:
            continue
        most = _evaluated(check, ceiling)
        if most is not None and claim.value > most:
            name = check.label(claim.source)
            message = f"{name}写 {_spaced(claim.text)}，大于可以采购的支出 {money(most)}"
            amounts = (most, claim.value)
            yield finding(rule, check.place(said), message, level="S",
                          part=f"{claim.source} 上限", amounts=amounts)  # fmt: skip


def _evaluated(check: TextUnderCheck, expression: str) -> Fraction | None:
    unknown: list[object] = []

    def look_up(reference: Name | CellReference | EachReference) -> tuple[Fraction, ...]:
        found: Iterator[Fraction] | tuple[Fraction, ...] | None = None
        if isinstance(reference, EachReference):
            found = check.quantities.figures.figures(reference)
        elif isinstance(reference, CellReference):
            one = check.quantities.figures.figure(reference)
            found = None if one is None else (one,)
        if found is None:
            unknown.append(reference)
        return tuple(found or ())

    value = evaluate(parse_expression(expression), look_up, look_up)
    return None if unknown else value
