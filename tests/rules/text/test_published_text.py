"""A text with the figures, and the mistakes, of a real publication, against its own tables."""

import re

import pytest

FIGURE = re.compile(r"(?<![\d〔【/])(\d+(?:\.\d+)?)(?=万元|%|辆|项。)")
MISTAKES = {
    ("B11.2", "S", "说全部项目都编制了绩效目标，绩效目标表只有 280.8 万元，项目支出 607.5 万元"),
    ("D09", "S", "文字列出 3 个预算单位，表里只印 1 个单位的数"),
    ("BT4", "I", "社会保障和就业占一般公共预算支出写 9.11%，四舍五入为 9.12%，差数凑足 100%"),
    ("BT6", "H", "公务用车购置费写 18万元，预算08表为 16 万元"),
    ("BT6", "H", "公务用车购置及运行费写 41.2 万元，各项 25.2 万元 + 18 万元 = 43.2 万元"),
    (
        "BT6",
        "H",
        (
            "“三公”经费写减少 16 万元，各项合计减少 32.55 万元；"
            "上年数按合计推算为 103.2 万元，按各项推算为 121.75 万元"
        ),
    ),
    ("BT10", "I", "以万元计的金额小数位数不一：没有小数 7 处、1 位小数 14 处、2 位小数 9 处"),
    ("BT11", "I", "段末是分号"),
    ("BT11", "I", "“数量、实效”似应为“数量、时效”"),
    ("BT11", "I", "留有网址“http://www.example.gov.cn/User”"),
    ("BT11", "I", "文号的年份写成“【2019】23号”"),
    ("BT12", "S", "机关运行经费减少，没有写原因"),
}
CANNOT = {
    "121.20": "the rate stays 6.48 %, and last year is not known",
    "9.11": "it becomes what it ought to be",
    "0项": "nothing in the tables counts projects of transfers",
}


def test_exactly_the_mistakes_of_the_publication_are_found(published):
    found = published.check().findings
    assert {(each.code, each.level, each.message) for each in found} == MISTAKES
    assert len(found) == len(MISTAKES)


def test_what_tables_alone_cannot_tell_is_said_once(published):
    assert published.check().unknown == {
        "BT2": "不知道上年数，增减额、增减幅度只与文字自己核对",
        "BT8": "不知道政府采购预算、政府采购货物预算、政府采购工程预算、政府采购服务预算",
        "BT9": "不知道车辆、一般公务用车、一般执法执勤用车、其他用车、单价50万元以上通用设备、"
        "单价100万元以上专用设备等 7 个数",
    }


def figures(lines):
    """Walk the figures of a text: line, span, digits with what follows."""
    for number, line in enumerate(lines):
        for found in FIGURE.finditer(line):
            yield number, found


def changed(lines, number, found, digits):
    line = lines[number]
    return [
        *lines[:number],
        f"{line[: found.start()]}{digits}{line[found.end() :]}",
        *lines[number + 1 :],
    ]


def last_digit(digits):
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def test_all_fifty_three_figures_are_there(published):
    assert len(list(figures(published.lines))) == 53


def test_each_figure_that_is_changed_by_its_last_digit_is_found(published):
    before = published.found()
    missed = []
    for number, found in figures(published.lines):
        lines = changed(published.lines, number, found, last_digit(found[1]))
        if not published.found(lines) - before:
            missed.append(found[1] + ("项" if "项" in published.lines[number][found.end()] else ""))
    assert missed == list(CANNOT)


@pytest.mark.parametrize(("right", "wrong"), [("1384.1", "13841000"), ("1384.1", "0.13841")])
def test_an_amount_in_the_wrong_unit_is_told_as_such(published, right, wrong):
    lines = [line.replace(f"{right}万元", f"{wrong}万元") for line in published.lines]
    (found,) = published.found(lines) - published.found() - decimals(published, lines)
    assert found[1:] == ("H", f"基本支出写 {wrong}万元，应为 1384.1 万元：单位写错，差一万倍")


def decimals(published, lines):
    return {each for each in published.found(lines) if each[0].startswith("BT10#万元 小数")}
