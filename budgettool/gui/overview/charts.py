"""What the charts of the overview say: bars with exact amounts, sorted, each leading somewhere.

Leaves painting to `chart_view`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budgettool.cube.breakdown import break_down
from budgettool.cube.dimensions import Dimensions
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

Target = tuple[str, object]
"""A page, and what it is to show."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        parts: Amounts in 分 that it is stacked of.
        prior: Last year's amount, where the chart compares.
        target: Where it leads.
    """

    label: str
    parts: tuple[int, ...]
    target: Target
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
    dimensions = session.cube.dimensions
    income = session.cube.facts("income")
    spent = session.cube.facts("expenditure")

    def expenditure(axis: Axis, within: Axis | None = None) -> dict[str, dict[str, int]]:
        return break_down(spent, dimensions, axis, within)

    return (
        Chart(
            "收入来源",
            _largest(
                _nested_bars(
                    break_down(income, dimensions, _SOURCE_1, _SOURCE_2), "income", "source"
                ),
                "income",
            ),
            empty="还没有收入明细",
        ),
        Chart(
            "基本支出与项目支出",
            _nested_bars(expenditure(_NATURE_1, _NATURE_2), "expenditure", "nature"),
            empty="还没有支出明细",
        ),
        Chart(
            "支出按功能分类",
            _bars(
                expenditure(_FUNCTION, _NATURE_1),
                _code_name(dimensions, "function"),
                "expenditure",
                "function",
                PARTS,
            ),
            PARTS,
            "还没有支出明细",
        ),
        Chart(
            "支出按部门经济分类",
            _bars(
                expenditure(_ECONOMIC, _NATURE_1),
                _code_name(dimensions, "department_economic"),
                "expenditure",
                "department_economic",
                PARTS,
            ),
            PARTS,
            "还没有支出明细",
        ),
        Chart(
            "各单位支出",
            _bars(
                expenditure(_UNIT, _NATURE_1),
                lambda code: dimensions.text("unit", "name", code) or code or "未填单位",
                "expenditure",
                "unit",
                PARTS,
            ),
            PARTS,
            "还没有支出明细",
        ),
        Chart(
            "比上年增减（按功能分类）",
            _change_bars(
                expenditure(_FUNCTION),
                break_down(spent, dimensions, _FUNCTION, measure="prior"),
                _code_name(dimensions, "function"),
            ),
            empty="还没有上年数；在“往年与控制数”里录入或导入后，这里会比较",
        ),
    )


def _bars(
    sums: Mapping[str, Mapping[str, int]],
    name: Callable[[str], str],
    page: str,
    field: str,
    parts: tuple[str, ...] = (),
) -> tuple[Bar, ...]:
    """Make a bar for each member."""
    bars = [
        Bar(name(member), _parts(of_member, parts), (page, {"filter": {field: member or _NONE}}))
        for member, of_member in sums.items()
        if any(of_member.values())
    ]
    return _largest(bars, page)


def _largest(bars: Sequence[Bar], page: str) -> tuple[Bar, ...]:
    """Sort bars, the largest first; what is too many to show is one bar at the end."""
    ordered = sorted(bars, key=lambda bar: (-bar.amount, bar.label))
    if len(ordered) <= _SHOWN + 1:
        return tuple(ordered)
    rest = ordered[_SHOWN:]
    summed = tuple(map(sum, zip(*(bar.parts for bar in rest), strict=True)))
    return (*ordered[:_SHOWN], Bar(f"其余 {len(rest)} 项", summed, (page, {"filter": {}})))


def _parts(of_member: Mapping[str, int], names: tuple[str, ...]) -> tuple[int, ...]:
    """Give the parts by their names, what has none of them last; or all as one."""
    if not names:
        return (sum(of_member.values()),)
    named = [of_member.get(name, 0) for name in names]
    return (*named, sum(of_member.values()) - sum(named))


def _nested_bars(sums: Mapping[str, Mapping[str, int]], page: str, field: str) -> tuple[Bar, ...]:
    """Make a bar for each member of the second level, those of the largest first level first."""
    bars = []
    for above in sorted(sums, key=lambda name: (not name, -sum(sums[name].values()), name)):
        for member, amount in sorted(sums[above].items(), key=lambda item: (-item[1], item[0])):
            target = (page, {"filter": {field: member or above or _NONE}})
            if amount:
                bars.append(Bar(_nested_label(above, member), (amount,), target))
    return tuple(bars)


def _nested_label(above: str, member: str) -> str:
    short = above.removesuffix("支出").rsplit("/", 1)[-1]
    if not above:
        return "未填"
    return f"{short} · {member.rsplit('/', 1)[-1]}" if member else above


def _change_bars(
    now: Mapping[str, Mapping[str, int]],
    before: Mapping[str, Mapping[str, int]],
    name: Callable[[str], str],
) -> tuple[Bar, ...]:
    """Make bars of what was added or taken away, the greatest change first."""
    if not any(any(parts.values()) for parts in before.values()):
        return ()
    bars = []
    for member in now.keys() | before.keys():
        this, last = sum(now.get(member, {}).values()), sum(before.get(member, {}).values())
        target = ("expenditure", {"filter": {"function": member or _NONE}})
        bars.append(Bar(name(member), (this - last,), target, last))
    bars.sort(key=lambda bar: (-abs(bar.amount), bar.label))
    return tuple(bars)


def _code_name(dimensions: Dimensions, dimension: str) -> Callable[[str], str]:
    def name(code: str) -> str:
        return f"{code} {dimensions.text(dimension, 'name', code)}" if code else "未填科目"

    return name
