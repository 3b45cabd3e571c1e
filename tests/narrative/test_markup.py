"""Words of the department's own: every text is understood, and is written back as it was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.model import Department, Facts
from budgettool.narrative.markup import figure_of, parse_markup, write_markup, write_token
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.figures_of_tables import NoFigures
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure, Paragraph, Plain, printable

CARS = Quantity("车辆", "车辆", field="cars", unit="辆")
COST = Quantity("费", "费用", field="cost", compared=True, whole="总", reason=True)
WHOLE = Quantity("总", "总费用", field="whole")


def quantities(**fields):
    keyed = {("department", "", key, 0): text for key, text in fields.items()}
    text = TextBook(quantities=(CARS, COST, WHOLE), names={"起点": "50万元"})
    return Quantities(text, Facts(2020, Department("016", "某局"), fields=keyed), NoFigures())


KNOWN = quantities(cars="4", cost="1000000", whole="3000000")
PIECES = st.sampled_from(
    ["{", "}", "{{", "}}", "{车辆|金额}", "{部门}", "{没有|金额}", "## ", "### ", "#", "|", "\n",
     "\r\n", " ", "\t", "\u3000", "甲", "12.5", "\ufdd00\ufdd1", "\x00", "\ud800", "\u2028", "㛃"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_what_is_written_reads_the_same(text):
    read = parse_markup(text, KNOWN)
    assert parse_markup(write_markup(read), KNOWN) == read


@given(st.text(st.sampled_from("甲乙㛃镕1.5%，#| \ud800\x00\ufdd0\ufdd1\u2028\n\t")))
def test_every_letter_stays_and_nothing_unprintable(text):
    said = "".join(paragraph.text for paragraph in parse_markup(text, KNOWN))
    letters = "甲乙㛃镕1.5%，|"
    assert [c for c in said if c in letters] == [c for c in text if c in letters]
    assert printable(said) == said


TOKENS = [("车辆", "金额"), ("部门", ""), ("费", "占比"), ("没有", "金额"), ("a{b|c", "金额")]
RUNS = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(Plain),
    st.sampled_from(TOKENS).map(lambda token: figure_of(*token, KNOWN)),
)


@given(st.lists(RUNS, min_size=1), st.integers(0, 2))
def test_every_paragraph_can_be_written_and_prints_the_same(runs, level):
    paragraph = Paragraph(tuple(runs), level)
    (read,) = parse_markup(write_markup([paragraph]), KNOWN)
    assert read.text == paragraph.text


def test_tokens_are_figures_and_the_rest_is_words():
    (paragraph,) = parse_markup("有{车辆|金额}，{{约}} { 部门 }单价{起点}", KNOWN)
    assert paragraph.runs == (
        Plain("有"), Figure("4辆", "车辆", "金额"), Plain("，{约} "), Figure("某局", "部门", ""),
        Plain("单价"), Figure("50万元", "起点", ""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "token", "says"),
    [
        ({}, "{费|金额}", "【待填：费用金额】"),
        ({}, "{车辆|金额}", "【待填：车辆数量】"),
        ({"cost": "1000000"}, "{费|增减额}", "【待填：费用上年数】"),
        ({"cost": "1000000"}, "{费|上年}", "【待填：费用上年数】"),
        ({"cost": "1000000", "prior.费": "0"}, "{费|增减率}", "【费用上年为零，没有增减率】"),
        ({"cost": "1000000", "whole": "0"}, "{费|占比}", "【费用的合计为零，没有占比】"),
        ({"cost": "1000000"}, "{费|原因}", "【待填：费用增减原因】"),
        ({}, "{费|多少}", "【没有“费|多少”这个数】"),
        ({}, "{甲|金额}", "【没有“甲|金额”这个数】"),
        ({}, "{甲}", "【没有“甲”】"),
        ({}, "{费}", "【没有“费”】"),
    ],
)
def test_a_token_that_cannot_be_said_says_what_it_lacks(fields, token, says):
    (paragraph,) = parse_markup(token, quantities(**fields))
    assert paragraph.text == says


def test_headings_keep_their_level():
    text = "## （一）甲\n乙\n### 1．丙\n# 丁\n##戊"
    paragraphs = parse_markup(text, KNOWN)
    assert [(p.level, p.text) for p in paragraphs] == [
        (1, "（一）甲"), (0, "乙"), (2, "1．丙"), (0, "# 丁"), (0, "##戊"),
    ]  # fmt: skip
    assert write_markup(paragraphs) == text


def test_a_token_is_written_with_or_without_its_form():
    assert write_token("收入总计", "金额") == "{收入总计|金额}"
    assert write_token("部门", "") == "{部门}"
