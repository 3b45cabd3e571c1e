"""What a pack says for the rules about the book: `[settings]` of its `rules.toml`.

    [settings.balance]                    # 结转下年计入支出一侧
    carried_over = true

    [settings.change]                     # 与上年相比，超过多少要写明原因
    by = "function"
    percent = 10

    [settings.official_spending]          # “三公”经费
    codes = ["30212", "30217", "30231", "31013"]
    source = [{ fund = "一般公共预算" }]

    [settings.running_costs]              # 公用经费定额
    nature = ["基本支出/公用经费"]
    except = ["30228", "30229"]
    standard = { 行政 = 30000 }           # 元，每人每年

    [settings.projects]                   # 项目总金额填在哪一项
    total = "total"
    unit = "万元"

    [settings.publication]                # 公开：几天以内，遮盖哪些填报内容
    days = 20
    contact_fields = ["phone"]
    name_fields = ["contact"]

Leaves what is said of a book that departs from them to the rules.
"""

from typing import Final, NamedTuple

from budgettool.cube.dimensions import Value
from budgettool.model import UNIT_KINDS, Unit
from budgettool.money import FEN_PER_UNIT, parse_amount
from budgettool.packs.definition import Pack
from budgettool.packs.reading import Entry
from budgettool.rules.context import Context
from budgettool.rules.lines.permits import Choice, fits

RUNNING_COST: Final = "running_cost"
"""The key of the field of a unit that holds its own standard, 元 per head and year."""

CHANGE_BY: Final = ("function", "department_economic", "unit", "project")


class ChangeSetting(NamedTuple):
    """From where on a change on last year needs a reason.

    Attributes:
        by: The dimension by which figures are compared.
        percent: Per cent of last year's figure; a greater change needs a reason.
    """

    by: str
    percent: int


def carries_over(context: Context) -> bool:
    """Tell whether what is left for next year stands with expenditure."""
    return bool(context.setting("balance", {}).get("carried_over", False))


def change_of(context: Context) -> ChangeSetting:
    """Give the pack's threshold, 10 % by 功能科目 where it says nothing."""
    given = context.setting("change", {})
    return ChangeSetting(given.get("by", "function"), given.get("percent", 10))


def has_official(context: Context) -> bool:
    """Tell whether the pack says what “三公” spending is."""
    return bool(context.setting("official_spending", {}).get("codes"))


def is_official(context: Context, code: Value, source: Value) -> bool:
    """Tell whether lines of a department economic code and a source are “三公” spending."""
    given = context.setting("official_spending", {})
    if code not in given.get("codes", ()):
        return False
    wanted = given.get("source")
    return wanted is None or fits(context.dimensions.vocabulary, "source", source, wanted)


def is_running_cost(context: Context, nature: Value, code: Value) -> bool:
    """Tell whether lines of a nature and a department economic code fall under the standard."""
    given = context.setting("running_costs", {})
    choices = given.get("nature", ["基本支出/公用经费"])
    if str(code or "").startswith(tuple(given.get("except", ()))):
        return False
    return fits(context.dimensions.vocabulary, "nature", nature, choices)


def standard_for(context: Context, unit: Unit) -> int | None:
    """Give the 公用经费 per head and year of a unit in 分: its own field, or its kind's standard.

    Raises:
        AmountError: The field holds no amount.
    """
    if text := context.facts.fields.get(("unit", unit.id, RUNNING_COST, 0), "").strip():
        return parse_amount(text, FEN_PER_UNIT["元"])
    standard = context.setting("running_costs", {}).get("standard", {}).get(unit.kind)
    return None if standard is None else standard * FEN_PER_UNIT["元"]


def has_standards(context: Context) -> bool:
    """Tell whether pack or book says any standard of 公用经费."""
    of_units = (key == RUNNING_COST for _, _, key, _ in context.facts.fields)
    return bool(context.setting("running_costs", {}).get("standard")) or any(of_units)


def total_of_project(context: Context) -> tuple[str, str]:
    """Give the key of the field that holds a project's total amount, and its unit."""
    given = context.setting("projects", {})
    return given.get("total", "total"), given.get("unit", "万元")


def check_book_settings(pack: Pack) -> None:
    """Refuse settings that cannot be understood.

    Raises:
        PackError: One cannot be; it names the place.
    """
    entry = Entry(dict(pack.rules.settings), "rules.toml", "settings")
    if balance := entry.entry("balance"):
        balance.flag("carried_over")
        balance.done()
    if change := entry.entry("change"):
        change.choice("by", CHANGE_BY, "function")
        change.whole("percent", 10, most=1_000)
        change.done()
    if official := entry.entry("official_spending"):
        official.texts("codes")
        _check_choices(pack, official, "source")
        official.done()
    if running := entry.entry("running_costs"):
        _check_running(pack, running)
    if projects := entry.entry("projects"):
        projects.text("total")
        projects.choice("unit", tuple(FEN_PER_UNIT), "万元")
        projects.done()
    if targets := entry.entry("targets"):
        _check_levels(targets)
    if publication := entry.entry("publication"):
        publication.whole("days", 20, least=1)
        publication.texts("contact_fields")
        publication.texts("name_fields")
        publication.done()


def _check_levels(entry: Entry) -> None:
    levels = entry.value("levels", [])
    if not isinstance(levels, list) or not all(
        isinstance(level, list) and level and all(isinstance(name, str) for name in level)
        for level in levels
    ):
        raise entry.fail("levels", "应为列表的列表，如 [[“产出目标”, “数量”], [“效果目标”]]")
    entry.done()


def _check_running(pack: Pack, entry: Entry) -> None:
    entry.texts("except")
    _check_choices(pack, entry, "nature")
    if standard := entry.entry("standard"):
        for kind in standard.unread():
            if kind not in UNIT_KINDS:
                raise standard.fail(kind, f"应为单位类型：{'、'.join(UNIT_KINDS)}")
            standard.whole(kind, least=1, most=10_000_000)
    entry.done()


def _check_choices(pack: Pack, entry: Entry, key: str) -> None:
    given: list[Choice] = entry.value(key, [])
    if not isinstance(given, list) or not all(isinstance(each, str | dict) for each in given):
        raise entry.fail(key, "应为列表，各项是路径或 { 属性 = 值 }")
    members = pack.vocabulary.members(key)
    for choice in given:
        if not any(fits(pack.vocabulary, key, member.path, [choice]) for member in members):
            raise entry.fail(key, f"没有符合“{choice}”的成员")
