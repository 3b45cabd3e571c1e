"""BT4: shares are half-up values; one of several may bear the residue to 100.00."""

from fractions import Fraction
from typing import Final

from budgettool.rules.rule import Rule
from budgettool.rules.text.under_check import Found, Said, TextUnderCheck, finding, percent
from budgettool.rules.text.values import half_up, share

_ALL: Final = 10_000
_HALF: Final = Fraction(1, 2)


def wrong_shares(check: TextUnderCheck, rule: Rule) -> Found:
    """Compare shares with the amounts that they are taken of."""
    for said in check.attributed:
        claim = said.claim
        expected = _expected(check, said) if claim.form == "占比" else None
        if expected is None or claim.is_field:
            continue
        right = half_up(expected, claim.step)
        if right == claim.value:
            continue
        whole = check.label(_whole(check, said))
        message = (
            f"{check.label(claim.source)}占{whole}写 {claim.text}，"
            f"四舍五入为 {percent(expected, claim.decimals)}"
        )
        part = f"{claim.source} 占比"
        if _bears_residue(check, said, right):
            yield finding(
                rule,
                check.place(said),
                f"{message}，差数凑足 100%",
                level="I",
                part=part,
                mend="可以保留，也可以改为四舍五入的数",
                fix=check.fix(said),
            )
        else:
            yield finding(rule, check.place(said), message, part=part, fix=check.fix(said))


def _whole(check: TextUnderCheck, said: Said) -> str:
    measured = check.measured(said.claim.source)
    return said.claim.whole or (measured.quantity.whole if measured else "")


def _expected(check: TextUnderCheck, said: Said) -> Fraction | None:
    """Work a share out: of known figures, else of those that the text gives."""
    part = _figure(check, said.claim.source, said.section)
    whole = _figure(check, _whole(check, said), said.section)
    return None if part is None or whole is None else share(part, whole)


def _figure(check: TextUnderCheck, source: str, section: int) -> Fraction | None:
    measured = check.measured(source) if source else None
    if measured is not None and measured.printed is not None:
        return measured.printed
    written = (
        said.claim.value
        for said in check.attributed
        if said.claim.source == source and said.claim.form == "金额" and said.section == section
    )
    return next(written, None)


def _bears_residue(check: TextUnderCheck, said: Said, right: Fraction) -> bool:
    """Tell whether a share is off by what keeps all from making 100, and the others are right.

    Rounding can keep so many shares from 100 by half a last place each, no more.
    """
    whole = _whole(check, said)
    together = [
        each
        for each in check.attributed
        if each.section == said.section
        and each.claim.form == "占比"
        and _whole(check, each) == whole
    ]
    if abs(said.claim.value - right) > len(together) * _HALF * said.claim.step:
        return False
    others = [each for each in together if each is not said]
    for each in others:
        expected = _expected(check, each)
        if expected is None or half_up(expected, each.claim.step) != each.claim.value:
            return False
    rounded = sum((each.claim.value for each in others), right)
    return said.claim.value == right - (rounded - _ALL)


def unknown_shares(check: TextUnderCheck) -> str:
    """Say of which shares the amounts are not known."""
    shares = (said for said in check.attributed if said.claim.form == "占比")
    names = {
        check.label(said.claim.source): None
        for said in shares
        if not said.claim.is_field and _expected(check, said) is None
    }
    return f"不知道{'、'.join(names)}占什么的比例" if names else ""
