"""BT10, D09: names of the department and its units, years, thresholds, and one style of decimals.

Leaves amounts in the wrong unit to `amounts`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from budgettool.model import Facts
from budgettool.rules.finding import SectionPlace
from budgettool.rules.rule import Rule
from budgettool.rules.text.amounts import wrong_units
from budgettool.rules.text.lexicon import lexicon_of
from budgettool.rules.text.under_check import Found, TextUnderCheck, finding, is_annex
from budgettool.rules.text.wording import plain_name, wording
from budgettool.sheets.quantities import unit_names
from budgettool.sheets.text import Paragraph

_BODY: Final = r"[一-鿿㐀-䶿\U00020000-\U0003ffff()·]{2,60}?"
_SPEAKER: Final = re.compile(
    rf"(?:^|[。；])(?P<name>{_BODY})20\d\d年度?(?:收入|支出|一般公共预算|政府性基金|三公|机关运行|政府采购"
    r"|部门预算|财政拨款|国有资本)"
)
"""Who a sentence is about: 某某办公室2020年收入……"""

_BODIES: Final = frozenset("局委办厅院所心处队站会室部署科校馆社团府司关")
"""How names of departments and units end."""

_OURSELVES: Final = re.compile(
    r"[我本](?:单位|部门|局|委|办|厅|院|中心|办公室)$|^(?:因此|其中|另外|全年)$"
    r"|^(?:根据|依据|依照|按|经|由|报)"
)
"""What is no other's name: ourselves, and whose notice something follows."""
_LAST_YEAR: Final = re.compile(r"(?:比|较|与|同)(?P<year>20\d\d)年")
_THIS_YEAR: Final = re.compile(
    r"(?P<year>20\d\d)年度?(?:部门|单位)?"
    r"(?:收入|支出|一般公共预算|政府性基金|三公|机关运行|政府采购|部门预算|单位预算|财政拨款)"
)
_TITLE_YEAR: Final = re.compile(r"(?P<year>20\d\d)年度?(?:部门|单位)?(?:预算|决算)")
_ITEM: Final = re.compile(
    r"^(?:\d{1,3}[.、．:]|[（(]\d{1,3}[)）]|[①-⑳])\s*(?P<name>.+?)[；;。，,、]?$"
)
_SECONDARY: Final = re.compile(r"(?P<count>\d{1,4})个(?:二级|下属|所属)(?:预算)?单位")
_ALL_UNITS: Final = re.compile(r"共(?:有|计)?(?P<count>\d{1,4})个预算单位")
_MERGED: Final = re.compile(r"\(?并入[^()]{0,12}\)?$")
_REMARK: Final = re.compile(r"\((?!并入)[^()]{1,20}\)$")
"""Behind the name of a unit: （正科级）."""

_MOST: Final = 40
_LISTED: Final = 3


def wrong_names(check: TextUnderCheck, rule: Rule) -> Found:
    """Find other departments' names, other years, thresholds, units and mixed decimals."""
    yield from _speakers(check, rule)
    yield from _years(check, rule)
    yield from _thresholds(check, rule)
    yield from wrong_units(check, rule)
    yield from _decimals(check, rule)


def _paragraphs(check: TextUnderCheck) -> Iterator[tuple[SectionPlace, str]]:
    for section in check.sections:
        for number, paragraph in enumerate(() if is_annex(section) else section.paragraphs):
            yield SectionPlace(section.id, number), paragraph.text


def _speakers(check: TextUnderCheck, rule: Rule) -> Found:
    department = check.quantities.facts.department
    own = (department.full, department.short, department.row, *unit_names(check.quantities.facts))
    known = {plain_name(name) for name in own if name}
    if not known:
        return
    for place, text in _paragraphs(check):
        plain = wording(text)
        for found in _SPEAKER.finditer(plain.text):
            name = found["name"]
            if name[-1] not in _BODIES or _OURSELVES.search(name) or _ends_with(name, known):
                continue
            start, end = plain.span(*found.span("name"))
            message = f"“{text[start:end][:_MOST]}”不是登记的部门或单位名称"
            yield finding(rule, place._replace(start=start, end=end), message, part=name,
                          mend="改为本部门的名称")  # fmt: skip


def _ends_with(name: str, known: set[str]) -> bool:
    """Tell whether a known name ends what was found: 其中某某办公室."""
    return any(name.endswith(each) for each in known)


def _years(check: TextUnderCheck, rule: Rule) -> Found:
    year = check.quantities.facts.year
    for section in check.sections:
        title = plain_name(section.title)
        for found in _TITLE_YEAR.finditer(title):
            if int(found["year"]) != year:
                message = f"标题写 {found['year']} 年，应为 {year} 年"
                yield finding(rule, SectionPlace(section.id), message, part="标题年度")
    for place, text in _paragraphs(check):
        plain = wording(text)
        for pattern, right in ((_LAST_YEAR, (year - 1,)), (_THIS_YEAR, (year, year - 1))):
            for found in pattern.finditer(plain.text):
                if int(found["year"]) not in right:
                    start, end = plain.span(*found.span("year"))
                    message = f"写“{found[0]}”，应为 {right[0]} 年"
                    yield finding(rule, place._replace(start=start, end=end), message,
                                  part=found[0], mend="改正年份")  # fmt: skip


def _thresholds(check: TextUnderCheck, rule: Rule) -> Found:
    """Find names with another number in them: 单价60万元以上通用设备."""
    lexicon = lexicon_of(check.quantities)
    for place, text in _paragraphs(check):
        plain = wording(text)
        for pattern, name in lexicon.thresholds:
            for found in pattern.finditer(plain.text):
                if found[0] not in lexicon.sources:
                    start, end = plain.span(*found.span())
                    message = f"写“{found[0]}”，应为“{name}”"
                    yield finding(rule, place._replace(start=start, end=end), message, part=name,
                                  mend="改正界限")  # fmt: skip


def _decimals(check: TextUnderCheck, rule: Rule) -> Found:
    """Find out whether amounts are written with different numbers of decimals; told once."""
    written = [
        said
        for said in check.attributed
        if said.claim.is_money
        and (said.claim.value or said.claim.decimals)
        and not said.claim.is_absence
    ]
    styles = Counter((said.claim.unit, said.claim.decimals) for said in written)
    by_unit: dict[str, dict[int, int]] = {}
    for (unit, decimals), count in styles.items():
        by_unit.setdefault(unit, {})[decimals] = count
    for unit, counts in by_unit.items():
        if len(counts) < 2:  # noqa: PLR2004 - one style
            continue
        usual = max(counts, key=lambda decimals: (counts[decimals], decimals))
        odd = next(s for s in written if s.claim.unit == unit and s.claim.decimals != usual)
        told = "、".join(f"{_places(d)} {counts[d]} 处" for d in sorted(counts))
        message = f"以{unit}计的金额小数位数不一：{told}"
        mend = f"全文统一为 {_places(usual)}"
        yield finding(rule, check.place(odd), message, part=f"{unit} 小数", mend=mend)


def _places(decimals: int) -> str:
    return f"{decimals} 位小数" if decimals else "没有小数"


def wrong_units_listed(check: TextUnderCheck, rule: Rule) -> Found:
    """Compare the units that the text lists with the register, or with what the tables print."""
    number = next(
        (n for n, each in enumerate(check.sections) if each.id == check.settings.units), None
    )
    if number is None or not check.settings.units:
        return
    section = check.sections[number]
    place = SectionPlace(section.id)
    listed = list(_listed(section.paragraphs))
    if check.units is None:
        yield from _against_register(check, rule, place, listed)
        return
    own = [name for name in listed if not _MERGED.search(name)]
    if own and len(own) != check.units:
        message = f"文字列出 {len(own)} 个预算单位，表里只印 {check.units} 个单位的数"
        yield finding(rule, place, message, part="个数", level="S")


def _listed(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        found = _ITEM.match(plain_name(paragraph.text))
        if found:
            yield found["name"]


def _against_register(
    check: TextUnderCheck, rule: Rule, place: SectionPlace, listed: list[str]
) -> Found:
    registered = _registered(check.quantities.facts)
    text = plain_name(check.sections[_number(check, place)].text)
    named = _named(text, registered)
    absent = {whole: names for whole, names in registered.items() if not names & named}
    bare = {whole: {_MERGED.sub("", name) for name in names} for whole, names in absent.items()}
    unmarked = [whole for whole in absent if bare[whole].intersection(listed)]
    missing = [whole for whole in absent if whole not in unmarked]
    known = set[str]().union(*registered.values(), *(bare[whole] for whole in unmarked))
    extra = [name for name in listed if not known & {name, _REMARK.sub("", name)}]
    for names, said in (
        (missing, "没有列出登记的单位"),
        (extra, "列出的单位没有登记"),
        (unmarked, "没有注明并入上级"),
    ):
        if names:
            more = f"等 {len(names)} 个" if len(names) > _LISTED else ""
            shown = "、".join(name[:_MOST] for name in names[:_LISTED])
            yield finding(rule, place, f"{said}：{shown}{more}", part=said, about=names)
    for pattern, count in (
        (_SECONDARY, max(len(registered) - 1, 0)),
        (_ALL_UNITS, len(registered)),
    ):
        for found in pattern.finditer(text):
            if int(found["count"]) != count:
                message = f"写 {found[0]}，登记的是 {count} 个"
                part = "二级单位数" if pattern is _SECONDARY else "单位数"
                yield finding(rule, place, message, part=part)


def _registered(facts: Facts) -> dict[str, set[str]]:
    """Give what each unit may be called: by its whole name, or as it is registered."""
    units = sorted((unit for unit in facts.units if unit.kind != "汇总"), key=lambda u: u.code)
    found: dict[str, set[str]] = {}
    for whole, unit in zip(map(plain_name, unit_names(facts)), units, strict=True):
        marks = _MERGED.findall(whole) if unit.merged else []
        own = plain_name(unit.name)
        names = found.setdefault(whole, {whole})
        names |= {own + "".join(marks)} if own else set()
    return found


def _named(text: str, registered: Mapping[str, set[str]]) -> set[str]:
    """Find the names that stand in a text, none of them as the beginning of a longer one."""
    names = sorted({name for each in registered.values() for name in each}, key=len, reverse=True)
    return set(re.findall("|".join(map(re.escape, names)), text)) if names else set()


def _number(check: TextUnderCheck, place: SectionPlace) -> int:
    return next(n for n, each in enumerate(check.sections) if each.id == place.section)
