"""Personal data in texts: identity numbers, telephone numbers, the names beside them; and masks.

Found by their own check digits and forms, so that amounts, codes and years are left alone. Leaves
which texts are looked at, and whether they may be published, to others.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_PLAIN: Final = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
"""Full-width characters by their plain ones, one for one, so that positions hold."""

_IDENTITY: Final = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![\dA-Za-z])"
)
_MOBILE: Final = re.compile(r"(?<![\d.])1[3-9]\d([ -]?)\d{4}\1\d{4}(?![\d]|\.\d)")
_LANDLINE: Final = re.compile(r"(?<![\d.])(?:\(?0\d{2,3}\)?[ -]?\d{7,8}|[2-9]\d{6,7})(?![\d]|\.\d)")
_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜"
    "丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹"
    "钱施牛洪龚"
)
_NAME: Final = rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
_BESIDE: Final = re.compile(
    _NAME + r"[\s，,、：:（(]*(?:(?:联系)?电话|手机号?码?|身份证号?码?|联系方式)?[\s：:]*$"
)
"""A name that ends where a number begins, but for what such a number is called."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
"""Weights and check digits of GB 11643."""


class Personal(NamedTuple):
    """Something personal in a text.

    Attributes:
        kind: What it is, such as `身份证号码`.
    """

    kind: str
    start: int
    end: int


def find_personal(text: str, *, contact: bool = False) -> list[Personal]:
    """Find personal data in a text, in its order.

    Args:
        text: Any text.
        contact: Whether it is a field for contacts, where landlines count too.
    """
    plain = text.translate(_PLAIN)
    numbers = list(_numbers(plain, contact=contact))
    names = [
        Personal("姓名", name.start("name"), name.end("name"))
        for number in numbers
        if (name := _BESIDE.search(plain, 0, number.start))
    ]
    return sorted((*numbers, *names), key=lambda each: each.start)


def mask(text: str, *, contact: bool = False) -> str:
    """Cover personal data: `138****8000`, `张*`; any other text stays as it is."""
    covered = list(text)
    for found in find_personal(text, contact=contact):
        first, last = _kept(found.kind)
        hidden = range(found.start + first, found.end - last)
        for place in hidden:
            covered[place] = "*"
    return "".join(covered)


def mask_name(text: str) -> str:
    """Cover a name in a field that holds nothing else: `张*`."""
    name = text.strip()
    return name[:1] + "*" * (len(name) - 1)


def _kept(kind: str) -> tuple[int, int]:
    """Give how many characters stay at both ends."""
    return {"姓名": (1, 0), "身份证号码": (3, 0)}.get(kind, (3, 4))


def _numbers(text: str, *, contact: bool) -> Iterator[Personal]:
    taken: list[range] = []
    patterns = [("身份证号码", _IDENTITY), ("手机号码", _MOBILE)]
    for kind, pattern in (*patterns, *([("电话号码", _LANDLINE)] if contact else ())):
        for found in pattern.finditer(text):
            if kind == "身份证号码" and not _checks(found.group()):
                continue
            if not any(found.start() in other for other in taken):
                taken.append(range(found.start(), found.end()))
                yield Personal(kind, found.start(), found.end())


def _checks(number: str) -> bool:
    """Tell whether the last of 18 digits is the check digit of the others."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % len(_CHECKS)] == number[-1].upper()
