"""D06, D07, D08: this year against last year, whose figures are lines of measure prior."""

from collections.abc import Iterable
from typing import Final

from budgettool.model import AMOUNT
from budgettool.money import exact_text
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.settings import CHANGE_BY, change_of, has_official
from budgettool.rules.book.sums import CHANGES, MEASURES, OFFICIAL, PRIOR, WHOLE
from budgettool.rules.finding import Finding, Subject, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member

REASON: Final = "reason"
"""The key of the field that says why a figure has changed; its subject is what has changed."""

_D06: Final = Rule(
    code="D06",
    level="S",
    title="“三公”经费不高于上年",
    scope="一般公共预算安排的“三公”经费合计；账本里有上年数时",
    mend="压减“三公”经费，或说明增加的原因",
    basis="《党政机关厉行节约反对浪费条例》；“三公”经费只减不增的要求",
    example=("上年 10 万元，本年 10 万元", "上年 10 万元，本年 100,000.01 元"),
)
_D07: Final = Rule(
    code="D07",
    level="S",
    title="与上年相比变动较大的，写明原因",
    scope="账本里有上年数时，各功能科目（或表样包设置的口径）的支出：变动超过 10%（或表样包"
    "设置的幅度），或者从无到有、从有到无",
    mend="填写增减变动的原因",
    basis="《预算法》第十四条；部门预算公开说明要求写明增减变化情况",
    example=("上年 100 元，本年 110 元", "上年 100 元，本年 110.01 元，没有写原因"),
)
_D08: Final = Rule(
    code="D08",
    level="H",
    title="年初数等于上年账本的年末数",
    scope="关联了上年账本时；现在账本之间还没有关联，这条不能核对",
    mend="改正年初数，或更正上年账本",
    basis="《政府会计准则》年初数与上年年末数衔接",
    example=("上年年末结转 100 元，本年年初 100 元", "上年年末结转 100 元，本年年初 100.01 元"),
)
_NEXT_TO: Final = 100
"""Per cent of a whole."""

_SUBJECTS: Final[dict[str, Subject]] = {
    "function": "function",
    "department_economic": "department_economic",
    "unit": "unit",
    "project": "project",
}
assert set(_SUBJECTS) == set(CHANGE_BY)  # noqa: S101 - each is a subject of findings


def _frugal(state: BookState, rule: Rule, whole: Member) -> Finding | None:
    tally = state.tallies[OFFICIAL]
    before, now = tally.sum(PRIOR, whole), tally.sum(AMOUNT, whole)
    if now <= before:
        return None
    rise = exact_text(now - before, "万元")
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("book", "“三公”经费"),
        message=f"“三公”经费比上年增加 {rise}",
        mend=rule.mend,
        expected=before,
        found=now,
        unit="万元",
    )


def _explained(state: BookState, rule: Rule, member: Member) -> Finding | None:
    by, percent = change_of(state.context)
    tally, name = state.tallies[CHANGES], str(member)
    before, now = tally.sum(PRIOR, member), tally.sum(AMOUNT, member)
    if not _is_large(before, now, percent) or reason_for(state, by, name):
        return None
    return Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace(_SUBJECTS[by], name, REASON),
        message=f"{_changed(before, now, percent)}，没有写明原因",
        mend=rule.mend,
        about=(before, now),
        cause="D07",
    )


def _is_large(before: int, now: int, percent: int) -> bool:
    if not before or not now:
        return before != now
    return abs(now - before) * _NEXT_TO > percent * abs(before)


def _changed(before: int, now: int, percent: int) -> str:
    this, last = exact_text(now, "万元"), exact_text(before, "万元")
    if not before:
        return f"上年没有，本年 {this}"
    if not now:
        return f"上年 {last}，本年没有"
    verb = "增加" if now > before else "减少"
    difference = exact_text(abs(now - before), "万元")
    return f"本年 {this}，上年 {last}，{verb} {difference}，超过 {percent}%"


def reason_for(state: BookState, by: str, name: str) -> str:
    """Give the reason that is written for a change; empty for none."""
    context = state.context
    named = {"unit": context.dimensions.units, "project": context.dimensions.projects}
    known = named.get(by, {}).get(name)  # type: ignore[attr-defined]
    subject = known.id if known else name
    return context.facts.fields.get((by, subject, REASON, 0), "").strip()


def _no_prior(state: BookState) -> str:
    return "" if state.tallies[MEASURES].count(PRIOR, WHOLE) else "没有上年数"


def _no_official(state: BookState) -> str:
    if not has_official(state.context):
        return "表样包没有写明“三公”经费的科目"
    return _no_prior(state)


def _members(state: BookState) -> Iterable[Member]:
    return state.tallies[CHANGES].members()


LAST_YEAR_RULES: Final = (
    BookRule(_D06, lambda _: (WHOLE,), _frugal, OFFICIAL, _no_official),
    BookRule(_D07, _members, _explained, CHANGES, _no_prior),
    BookRule(
        _D08,
        subjects=lambda _: (),
        check=lambda _, __, ___: None,
        lacks=lambda _: "没有关联上年账本",
    ),
)
