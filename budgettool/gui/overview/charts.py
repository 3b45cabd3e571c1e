"""What the charts of the overview say: bars with exact amounts, sorted, each leading somewhere.

Leaves painting to `chart_view`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from budgettool.cube.breakdown import break_down
from budgettool.cube.cube import Cube
from budgettool.gui.session import Session
from budgettool.packs.definition import Axis

BASIC, PROJECT = "基本支出", "项目支出"
PARTS = (BASIC, PROJECT)
_FUNCTION = Axis("function", "类")
_ECONOMIC = Axis("department_economic", "类")
_NATURE_1, _NATURE_2 = Axis("nature", "级1"), Axis("nature", "级2")
_SOURCE_1, _SOURCE_2 = Axis("source", "级1"), Axis("source", "级2")
_UNIT = Axis("unit", "code")
_SHOWN = 9
_NONE = "空"
"""What filters of the grid call a field that is not filled."""

_NOTHING_SPENT = "还没有支出明细"

Sums = Mapping[str, Mapping[str, int]]
"""Amounts by member, and within it by another axis."""

Target = tuple[str, object]
"""A page, and what it is to show."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        parts: Amounts in 分 that it is stacked of.
        prior: Last year's amount, where the chart compares.
        target: Where it leads; None for what is summed as the rest.
    """

    label: str
    parts: tuple[int, ...]
    target: Target | None
    prior: int | None = None

    @property
    def amount(self) -> int:
        """What it stands for."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one kind, the largest first.

    Attributes:
        legend: Names of the parts; empty where bars have one.
        empty: What to say where there is no bar.
    """

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...] = ()
    empty: str = "没有数"

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.amount for bar in self.bars)


def make_charts(session: Session) -> tuple[Chart, ...]:
    """Make the charts of the book as it stands, drafts included."""
    source = _Source(session.cube)
    units, functions = source.name_of("unit"), source.name_of("function")
    economic = source.name_of("department_economic")
    return (
        _income_chart(source),
        _nature_chart(source),
        _parts_chart("支出按功能分类", source, _FUNCTION, functions),
        _parts_chart("支出按部门经济分类", source, _ECONOMIC, economic),
        _parts_chart("各单位支出", source, _UNIT, units),
        _change_chart(source, functions),
    )


class _Source:
    """The facts that the charts of one moment are made of."""

    def __init__(self, cube: Cube) -> None:
        self._dimensions = cube.dimensions
        self._income, self._spent = cube.facts("income"), cube.facts("expenditure")

    def income(self, axis: Axis, within: Axis) -> Sums:
        return break_down(self._income, self._dimensions, axis, within)

    def spent(self, axis: Axis, within: Axis | None = None) -> Sums:
        return break_down(self._spent, self._dimensions, axis, within)

    def prior(self, axis: Axis) -> Sums:
        return break_down(self._spent, self._dimensions, axis, measure="prior")

    def name_of(self, dimension: str) -> Callable[[str], str]:
        """Give what says a member: a unit by its name, a code with its name."""

        def name(member: str) -> str:
            found = self._dimensions.text(dimension, "name", member) if member else ""
            if dimension == "unit":
                return found or member or "未填单位"
            return f"{member} {found}" if member else "未填科目"

        return name


def _income_chart(source: _Source) -> Chart:
    bars = _nested_bars(source.income(_SOURCE_1, _SOURCE_2), "income", "source")
    return Chart("收入来源", _largest(bars), empty="还没有收入明细")


def _nature_chart(source: _Source) -> Chart:
    bars = _nested_bars(source.spent(_NATURE_1, _NATURE_2), "expenditure", "nature")
    return Chart("基本支出与项目支出", bars, empty=_NOTHING_SPENT)


def _parts_chart(title: str, source: _Source, axis: Axis, name: Callable[[str], str]) -> Chart:
    """Make a chart of expenditure by the members of an axis, each split into basic and project."""
    bars = [
        Bar(name(member), _parts(parts), _filtered(axis.dimension, member))
        for member, parts in source.spent(axis, _NATURE_1).items()
        if any(parts.values())
    ]
    return Chart(title, _largest(bars), PARTS, _NOTHING_SPENT)


def _change_chart(source: _Source, name: Callable[[str], str]) -> Chart:
    bars = _change_bars(source.spent(_FUNCTION), source.prior(_FUNCTION), name)
    empty = "还没有上年数；在“往年与控制数”里录入或导入后，这里会比较"
    return Chart("比上年增减（按功能分类）", bars, empty=empty)


def _largest(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Sort bars, the largest first; what is too many to show is one bar at the end."""
    ordered = sorted(bars, key=lambda bar: (-abs(bar.amount), bar.label))
    if len(ordered) <= _SHOWN + 1:
        return tuple(ordered)
    rest = ordered[_SHOWN:]
    parts = tuple(map(sum, zip(*(bar.parts for bar in rest), strict=True)))
    priors = [bar.prior for bar in rest if bar.prior is not None]
    summed = Bar(f"其余 {len(rest)} 项", parts, None, sum(priors) if priors else None)
    return (*ordered[:_SHOWN], summed)


def _parts(of_member: Mapping[str, int]) -> tuple[int, ...]:
    """Give basic, project, and what is neither."""
    named = [of_member.get(name, 0) for name in PARTS]
    return (*named, sum(of_member.values()) - sum(named))


def _filtered(field: str, member: str, page: str = "expenditure") -> Target:
    """Give the way to the lines of a member."""
    return page, {"filter": {field: member or _NONE}}


def _nested_bars(sums: Sums, page: str, field: str) -> tuple[Bar, ...]:
    """Make a bar for each member of the second level, those of the largest first level first."""
    bars = []
    for above in sorted(sums, key=lambda name: (not name, -sum(sums[name].values()), name)):
        for member, amount in sorted(sums[above].items(), key=lambda item: (-item[1], item[0])):
            target = _filtered(field, member or above, page)
            if amount:
                bars.append(Bar(_nested_label(above, member), (amount,), target))
    return tuple(bars)


def _nested_label(above: str, member: str) -> str:
    short = above.removesuffix("支出").rsplit("/", 1)[-1]
    if not above:
        return "未填"
    return f"{short} · {member.rsplit('/', 1)[-1]}" if member else above


def _change_bars(now: Sums, before: Sums, name: Callable[[str], str]) -> tuple[Bar, ...]:
    """Make bars of what was added or taken away, the greatest change first."""
    if not any(any(parts.values()) for parts in before.values()):
        return ()
    bars = []
    for member in now.keys() | before.keys():
        this, last = sum(now.get(member, {}).values()), sum(before.get(member, {}).values())
        bars.append(Bar(name(member), (this - last,), _filtered("function", member), last))
    return _largest(bars)
