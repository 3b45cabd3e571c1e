"""The words between names and figures: which join them, which say that something else follows."""

import re
from functools import lru_cache
from typing import Final

UP: Final = ("增加", "增长", "上升", "提高", "升高", "增幅", "增速")
DOWN: Final = ("减少", "下降", "降低", "降幅", "缩减")
_LEVEL: Final = ("持平", "无变化", "没有变化", "无增减", "没有增减")

_NUMBER: Final = (
    r"(?<![\d.])-?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|元|%|个百分点|百分点|台\(套\)|台/套|辆|台|套|项|个)?"
    r"(?P<beyond>及?以[上下内]|左右|/|每)?"
)
_KINDS: Final = (
    ("absent", r"(?:没有|不存在|未|无|不)(?:安排|使用|发生|涉及)?(?P<absent_name>NAMES)"),
    (
        "member",  # one that is known is a name, whatever stands before it
        r"(?=[一-鿿]{2,20}\(类\))(?P<member_name>(?:(?!NAMES)[一-鿿]){2,20})\(类\)(?:支出)?",
    ),
    ("name", "NAMES"),
    ("year", r"(?P<year_digits>20\d\d)年度?|上年度?|去年|上一年度?"),
    ("reason", "原因|由于|系因|是因|因为"),
    ("use", "用于"),
    (
        "compare",
        r"同比|相比|比(?!例|重|如)|较(?!大|为|多|快|好|强|高|低|少)|与(?=20\d\d年|上年|去年)",
    ),
    ("share", r"占(?:比)?(?!用)"),
    ("level", "|".join(_LEVEL)),
    ("turn", "|".join((*UP, *DOWN))),
    ("number", _NUMBER),
    ("end", r"[。；！？]"),
)

FILL: Final = re.compile(
    r"(?:收入|支出|收支|预算|年初|当年|本年度?|年度|全年|安排|资金|经费|总额|金额|总计|合计|共计|总数"
    r"|共有|现有|拟|核定|规模|数|额|共|约|为|是|均|各|总|有|:|20\d\d年度?)*+"
)
"""Between a name and its amount; taken as it comes, as 总额 could also be 总 and 额."""

TURN_FILL: Final = re.compile(r"(?:了|约|各|均|额|率|幅度|比例|幅|达)*为?")
"""Between 增加 and by how much."""

TURN_TO: Final = re.compile(r"(?:了|约|各|均)?[到至]")
"""Between 增加 and to how much."""

SHARE_FILL: Final = re.compile(
    r"(?:比重?|例|为|是|约|的|达|本年度?|当年|全年|全部|部门|总|预算|:|(?:20\d\d年度?))*"
)
"""Between 占 and the share, or what it is a share of."""

PRIOR_FILL: Final = re.compile(
    r"(?:度|的|预算|年初|决算|执行|批复|数|额|为|是|安排|支出|收入|合计|总计|共计|约|:)*"
)
"""Between 上年 and last year's amount."""

BETWEEN_NAMES: Final = re.compile(r"[、和与及]?|以及")
PARTLY: Final = re.compile(r"(?:涉及|涉|新增|追加|调增|调减|核减|压减|部分|个别|重点)的?\Z")
"""Before a name: what follows is of a part of it."""

LONGER: Final = re.compile(r"购|更新|租|运行|维|保险|燃|税|管理|使用|改革|编制")
"""Behind a name of things that are counted: it is the beginning of another word, 车辆购置税."""

ROUGHLY: Final = re.compile(r"(?:基本|大体|大致|总体)\Z")
AMOUNT_AHEAD: Final = re.compile(FILL.pattern + r"-?[\d,.]+(?:亿元|万元|元|辆|台|项)")
REASON: Final = re.compile("原因|由于|系因|是因|因为|主要是|系[^统列]")


@lru_cache(maxsize=8)
def tokens(names: str) -> re.Pattern[str]:
    """Give the pattern that finds whatever matters, the longest name first."""
    parts = (f"(?P<{kind}>{pattern.replace('NAMES', f'(?:{names})')})" for kind, pattern in _KINDS)
    return re.compile("|".join(parts))
