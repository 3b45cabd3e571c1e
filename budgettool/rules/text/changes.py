"""BT2, BT3: changes and rates follow from this year and last, and the words fit their sign.

Where last year is not known, a text is held to itself: the rate to the change and the amount.
"""

from fractions import Fraction

from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.rules.text.claim import Claim
from budgettool.rules.text.under_check import (
    Found,
    Said,
    Statement,
    TextUnderCheck,
    finding,
    money,
    percent,
)
from budgettool.rules.text.values import candidates, half_up, is_right, rate, sign


def wrong_changes(check: TextUnderCheck, rule: Rule) -> Found:
    """Compare changes, rates and last year's amounts with what is known, else with each other."""
    for statement in check.statements:
        if check.is_known(statement.source):
            yield from _by_the_book(check, rule, statement)
        else:
            yield from _by_themselves(check, rule, statement)


def _by_the_book(check: TextUnderCheck, rule: Rule, statement: Statement) -> Found:
    measured = check.measured(statement.source)
    for said in statement.all_said:
        claim = said.claim
        if measured is None or claim.is_field or claim.form not in {"上年", "增减额", "增减率"}:
            continue
        right = is_right(claim, measured, check.step)
        if right is None:
            yield _from_nought(check, rule, said)
        elif not right:
            value = next(each for each in candidates(claim, measured) if each is not None)
            yield _wrong(check, rule, said, abs(value))


def _by_themselves(check: TextUnderCheck, rule: Rule, statement: Statement) -> Found:
    this = _this(check, statement)
    change, said_rate = statement.change, statement.first("增减率")
    if this is None or change is None:
        return
    if said_rate is not None and not said_rate.claim.is_field:
        expected = rate(this, this - change)
        claim = said_rate.claim
        if expected is None:
            yield _from_nought(check, rule, said_rate)
        elif half_up(abs(expected), claim.step) != abs(claim.value):
            yield _wrong(check, rule, said_rate, abs(expected))
    exact = check.exact(statement.source)
    yield from _against_last(check, rule, statement, this if exact is None else exact)


def _against_last(check: TextUnderCheck, rule: Rule, statement: Statement, this: Fraction) -> Found:
    """Hold a change to this year and last where the text gives both."""
    last, change = statement.first("上年"), statement.first("增减额")
    if last is None or change is None or change.claim.is_field:
        return
    steps = {last.claim.step, change.claim.step}
    rounding = max(steps) / 2 if len(steps) > 1 else Fraction(0)
    expected = abs(this - last.claim.value)
    if abs(expected - abs(change.claim.value)) > rounding:
        yield _wrong(check, rule, change, expected)


def _this(check: TextUnderCheck, statement: Statement) -> Fraction | None:
    """Give this year's figure: as the paragraph says, else as the tables do."""
    amount = statement.value("金额")
    return check.exact(statement.source) if amount is None else amount


def _wrong(check: TextUnderCheck, rule: Rule, said: Said, expected: Fraction) -> Finding:
    claim = said.claim
    ours = _written(expected, claim)
    label = check.label(claim.source)
    message = f"{label}的{_noun(claim)}写 {''.join(claim.text.split())}，应为 {ours}"
    amounts = (expected, abs(claim.value)) if claim.is_money else None
    return finding(rule, check.place(said), message, part=f"{claim.source} {claim.form}",
                   fix=check.fix(said), amounts=amounts)  # fmt: skip


def _from_nought(check: TextUnderCheck, rule: Rule, said: Said) -> Finding:
    claim = said.claim
    message = f"{check.label(claim.source)}上年为 0，没有增减幅度，却写 {claim.text}"
    mend = "删去增减幅度，只写增减额"
    return finding(rule, check.place(said), message, part=f"{claim.source} {claim.form}", mend=mend)


def _noun(claim: Claim) -> str:
    return {"上年": "上年数", "增减额": "增减额"}.get(claim.form, "增减幅度")


def _written(value: Fraction, claim: Claim) -> str:
    if claim.is_money:
        return money(value)
    if claim.unit == "%":
        return percent(value)
    return f"{int(half_up(value, claim.step))} {claim.unit}"


def unknown_changes(check: TextUnderCheck) -> str:
    """Say of what last year is not known that is compared with it."""
    forms = {"增减额", "增减率", "上年"}
    compared = dict.fromkeys(
        said.claim.source
        for said in check.attributed
        if said.claim.form in forms and not said.claim.is_field
    )
    unknown = [source for source in compared if not check.is_known(source)]
    if not unknown:
        return ""
    of = "" if len(unknown) == len(compared) else f"{'、'.join(map(check.label, unknown))}的"
    return f"不知道{of}上年数，增减额、增减幅度只与文字自己核对"


def wrong_directions(check: TextUnderCheck, rule: Rule) -> Found:
    """Find words such as 增加 that do not fit the sign of what changed."""
    for statement in check.statements:
        fields = _sign_of_fields(check, statement)
        for said in statement.all_said:
            if said.claim.is_direction and not said.claim.is_field:
                yield from _direction(check, rule, statement, said, fields)


def _direction(
    check: TextUnderCheck, rule: Rule, statement: Statement, said: Said, fields: int | None
) -> Found:
    claim = said.claim
    expected = _expected_sign(check, statement, claim) if fields is None else fields
    if expected is None or expected == claim.value:
        return
    words = {1: "增加", -1: "减少", 0: "持平"}
    word = (
        words[expected]
        if claim.form == "增减" or not expected
        else ("增长" if expected > 0 else "下降")
    )
    message = f"{check.label(claim.source)}写“{claim.text}”，应为“{word}”"
    yield finding(rule, check.place(said), message, part=f"{claim.source} {claim.form}",
                  fix=check.fix(said))  # fmt: skip


def _sign_of_fields(check: TextUnderCheck, statement: Statement) -> int | None:
    """Give the sign of what changed where the change is a field: it is known then."""
    measured = check.measured(statement.source)
    said = statement.first("增减额", "增减率")
    if measured is None or said is None or not said.claim.is_field or measured.change is None:
        return None
    return sign(measured.change)


def _expected_sign(check: TextUnderCheck, statement: Statement, claim: Claim) -> int | None:
    """Give the sign that a word should have; that which it has where either would do."""
    measured = check.measured(statement.source)
    if measured is not None and check.is_known(statement.source):
        if is_right(claim, measured):
            return int(claim.value)
        return next(sign(each) for each in candidates(claim, measured) if each is not None)
    last, this = statement.value("上年"), _this(check, statement)
    if last is not None and this is not None:
        return sign(this - last)
    change = statement.change
    if change == 0:
        return 0
    return sign(change) if change is not None and claim.form == "升降" else None
