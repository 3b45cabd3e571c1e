"""Says in plain Chinese what a file would bring in and change, before it is done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from budgettool.importing.difference import MODE_NAMES, Changed, Difference, Filling, Row
from budgettool.importing.problem import list_problems
from budgettool.importing.proposal import Proposal
from budgettool.model import AMOUNT, ExpenditureLine, IncomeLine, Project, Unit
from budgettool.money import exact_text

_SHOWN: Final = 10
_LONGEST: Final = 30
_MEASURES: Final = {"amount": "本年", "prior": "上年"}
_KINDS: Final[dict[type, str]] = {
    Unit: "单位",
    Project: "项目",
    IncomeLine: "收入明细",
    ExpenditureLine: "支出明细",
}

_MoneyLine = ExpenditureLine | IncomeLine


def summarise(proposal: Proposal, unit: str = "万元") -> str:
    """Give counts and totals by kind, source and unit, then notices and problems.

    Args:
        proposal: What was read.
        unit: In which unit to print amounts; they are exact.
    """
    lines = list(proposal.sheets)
    counted = [
        f"{name} {len(rows)} 条"
        for name, rows in (
            ("单位", proposal.units),
            ("项目", proposal.projects),
            ("收入", proposal.income),
            ("支出", proposal.expenditure),
            ("填报内容", proposal.fields),
        )
        if rows
    ]
    lines.append(f"可以导入：{'，'.join(counted) or '没有'}")
    lines += _totals("收入", proposal.income, unit)
    lines += _totals("支出", proposal.expenditure, unit)
    if proposal.notices:
        lines += ["提示：", list_problems(proposal.notices)]
    if proposal.problems:
        rows = len({(problem.sheet, problem.row) for problem in proposal.problems})
        lines += [f"有 {rows} 行不能导入：", list_problems(proposal.problems)]
    return "\n".join(lines)


def describe(difference: Difference, unit: str = "万元") -> str:
    """List what would be added, changed and removed."""
    counts = [
        ("新增", len(difference.added)),
        ("修改", len(difference.changed)),
        ("删除", len(difference.removed)),
        ("不变", difference.same),
    ]
    counts += [("填报", len(difference.filled))] if difference.filled else []
    said = "，".join(f"{name} {count}" for name, count in counts)
    lines = [f"{MODE_NAMES[difference.mode]}：{said}"]
    lines += _listed("新增", [_named(row, unit) for row in difference.added])
    lines += _listed("修改", [_changed(change, unit) for change in difference.changed])
    lines += _listed("删除", [_named(row, unit) for row in difference.removed])
    lines += _listed("填报", [_filled(each, unit) for each in difference.filled])
    return "\n".join(lines)


def _totals(kind: str, rows: Sequence[_MoneyLine], unit: str) -> list[str]:
    text = []
    for measure in dict.fromkeys(row.measure for row in rows):
        of_measure = [row for row in rows if row.measure == measure]
        name = f"{_MEASURES.get(measure, measure)}{kind}"
        text.append(f"{name}合计 {exact_text(_sum(of_measure), unit)}")
        text += _split("按资金来源", of_measure, "source", unit)
        text += _split("按单位", of_measure, "unit", unit)
    return text


def _split(title: str, rows: Iterable[_MoneyLine], name: str, unit: str) -> list[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[getattr(row, name) or "（未填）"] += row.amount or 0
    return [
        f"  {title}：{'；'.join(f'{key} {exact_text(fen, unit)}' for key, fen in sums.items())}"
    ]


def _sum(rows: Iterable[_MoneyLine]) -> int:
    return sum(row.amount or 0 for row in rows)


def _listed(title: str, texts: list[str]) -> list[str]:
    more = [f"  ……共 {len(texts)} 条"] if len(texts) > _SHOWN else []
    return [f"  {title} {text}" for text in texts[:_SHOWN]] + more


def _named(row: Row, unit: str) -> str:
    if isinstance(row, Unit):
        return f"单位 {row.code} {row.name}"
    if isinstance(row, Project):
        return f"项目 {row.name}"
    return f"{_kind(row)} {_key(row)} {exact_text(row.amount or 0, unit)}"


def _kind(row: _MoneyLine) -> str:
    year = "" if row.measure == AMOUNT else _MEASURES.get(row.measure, row.measure)
    return f"{year}{_KINDS[type(row)]}"


def _key(row: _MoneyLine) -> str:
    texts = [row.unit, row.function]
    if isinstance(row, ExpenditureLine):
        texts += [row.department_economic, row.nature, row.project]
    return " ".join(filter(None, [*texts, row.source]))


def _filled(filling: Filling, unit: str) -> str:
    """Name a field with what is kept of it, as long texts begin."""
    texts = (filling.before, filling.after)
    if filling.kind == "amount":
        texts = (_amount(filling.before, unit), _amount(filling.after, unit))
    before, after = map(_short, texts)
    return f"{filling.name}：{f'{before} → ' if filling.before else ''}{after}"


def _amount(text: str, unit: str) -> str:
    digits = text.removeprefix("-")
    return exact_text(int(text), unit) if digits.isascii() and digits.isdecimal() else text


def _short(text: str) -> str:
    plain = " ".join(text.split()) or "（空）"
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _changed(change: Changed, unit: str) -> str:
    before, after = change.before, change.after
    if (
        isinstance(before, _MoneyLine)
        and isinstance(after, _MoneyLine)
        and before.amount != after.amount
    ):
        was, now = exact_text(before.amount or 0, unit), exact_text(after.amount or 0, unit)
        return f"{_kind(after)} {_key(after)} {was} → {now}"
    return _named(after, unit)
