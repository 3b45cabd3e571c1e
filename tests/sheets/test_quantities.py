"""Quantities of the text: this year and last, change, rate and share, as printed."""

from fractions import Fraction

import pytest

from budgettool.model import Department, Facts, Project
from budgettool.packs.reference import CellReference, parse_expression
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.figures_of_tables import NoFigures
from budgettool.sheets.measured import direction, percent
from budgettool.sheets.quantities import Quantities

WAN = 1_000_000
COST = Quantity("费", "费用", field="cost", whole="总", reason=True)
TOTAL = Quantity("总", "总费用", field="whole")
CARS = Quantity("车辆", "车辆", field="cars", unit="辆")


class Table:
    """A table T of one column, by row."""

    def __init__(self, **rows):
        self._rows = {name: Fraction(amount) for name, amount in rows.items()}

    def figure(self, reference):
        return self._rows.get("/".join(reference.row))

    def figures(self, _reference):
        return tuple(self._rows.values())

    def rows(self, _side, _column):
        for name, amount in self._rows.items():
            yield (name,), f"一、{name}支出", amount


def quantities(*listed, this=None, last=None, forms=None, **fields):
    keyed = {
        ("department", "", key.replace("__", "."), 0): str(text) for key, text in fields.items()
    }
    facts = Facts(2020, Department("016", "某局"), fields=keyed)
    text = TextBook(quantities=listed or (COST, TOTAL, CARS))
    return Quantities(text, facts, this or NoFigures(), last, forms)


def said(form, **fields):
    return quantities(**fields).say("费", form)


@pytest.mark.parametrize(
    ("this", "last", "words"),
    [
        (110 * WAN, 100 * WAN, ("增加", "10.00万元", "增长", "10.00%")),
        (90 * WAN, 100 * WAN, ("减少", "10.00万元", "下降", "10.00%")),
        (100 * WAN, 100 * WAN, ("持平", "0.00万元", "持平", "0.00%")),
        (100 * WAN + 4_999, 100 * WAN, ("持平", "0.00万元", "持平", "0.00%")),
        (100 * WAN + 5_000, 100 * WAN, ("增加", "0.01万元", "增长", "0.01%")),
        (5 * WAN, 0, ("增加", "5.00万元", "增长", None)),
        (0, 5 * WAN, ("减少", "5.00万元", "下降", "100.00%")),
        (0, 0, ("持平", "0.00万元", "持平", None)),
        (5 * WAN, 4_999, ("增加", "5.00万元", "增长", None)),
        (5 * WAN, -10 * WAN, ("增加", "15.00万元", "增长", "150.00%")),
        (-15 * WAN, -10 * WAN, ("减少", "5.00万元", "下降", "50.00%")),
        (9_999_999_999_999, 1, ("增加", "10000000.00万元", "增长", None)),
    ],
)
def test_a_change_is_that_of_printed_amounts(this, last, words):
    fields = {"cost": this, "prior.费": last}
    forms = ("增减", "增减额", "升降", "增减率")
    assert tuple(said(form, **fields) for form in forms) == words


def test_thirteen_digits_keep_their_last():
    assert said("金额", cost="9999999999999") == "10000000.00万元"
    assert said("数字", cost="9999999990000") == "9999999.99"


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (181_500000, 1990_500000, "9.12%"),  # 9.1183 %
        (1, 3, None), (125_000000, 100000_000000, "0.13%"), (124_990000, 100000_000000, "0.12%"),
        (-125_000000, 100000_000000, "-0.13%"), (0, 5_000000, "0.00%"), (5_000000, 0, None),
        (5_000000, 5_000000, "100.00%"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_half_up(part, whole, share):
    assert said("占比", cost=part, whole=whole) == share


def test_what_nobody_has_filled_in_is_not_nought():
    forms = ("金额", "数字", "上年", "增减", "增减额", "升降", "增减率", "占比", "原因")
    assert [said(form) for form in forms] == [None] * 9


@pytest.mark.parametrize("typed", ["", " ", "4辆", "1e3", "1.5", "0x10", "１２", "1" * 16])
def test_a_text_that_is_no_whole_number_is_not_known(typed):
    assert quantities(cars=typed).say("车辆", "金额") is None


def test_counts_have_their_unit_and_change_by_whole_ones():
    known = quantities(cars="5", **{"prior.车辆": "4"})
    forms = ("金额", "数字", "上年", "增减", "增减额", "增减率")
    assert tuple(known.say("车辆", form) for form in forms) == (
        "5辆", "5", "4辆", "增加", "1辆", "25.00%",
    )  # fmt: skip


SUM = Quantity("和", "合计", value=parse_expression("T.甲[金额] + T.乙[金额]"))
ONE = Quantity("甲", "甲", value=parse_expression("T.甲[金额]"), part_of="和")
TWO = Quantity("乙", "乙", value=parse_expression("T.乙[金额]"), part_of="和")


def prior(identity, *, last=None, **fields):
    known = quantities(SUM, ONE, TWO, this=Table(甲=WAN, 乙=WAN), last=last, **fields)
    return known.get(identity).prior


def test_last_year_is_what_was_typed_else_the_sum_of_parts_else_its_lines():
    lines = Table(甲=2 * WAN, 乙=3 * WAN)
    assert prior("和") is None
    assert prior("和", last=lines) == 5 * WAN
    assert prior("和", last=lines, **{"prior.甲": 7 * WAN}) == 10 * WAN
    assert prior("和", last=lines, **{"prior.甲": 7 * WAN, "prior.和": 1}) == 1
    assert prior("乙", last=lines, **{"prior.甲": 7 * WAN}) == 3 * WAN


def test_a_sum_of_parts_of_which_one_is_not_known_is_not_known():
    assert prior("和", **{"prior.甲": 7 * WAN}) is None
    assert prior("和", **{"prior.甲": 7 * WAN, "prior.乙": 0}) == 7 * WAN


def test_a_part_may_be_a_share_of_the_sum_that_it_is_in():
    one, two = (
        Quantity(n, n, value=parse_expression(f"T.{n}[金额]"), whole="和", part_of="和")
        for n in "甲乙"
    )
    whole = Quantity("和", "和", value=parse_expression("甲 + 乙"))
    known = quantities(one, two, whole, this=Table(甲=WAN, 乙=3 * WAN), last=Table(甲=WAN, 乙=WAN))
    assert (known.say("甲", "占比"), known.say("和", "增减额")) == ("25.00%", "2.00万元")


def test_what_leads_back_to_itself_is_not_known():
    rest = Quantity("余", "余", value=parse_expression("和 - T.甲[金额]"), part_of="和")
    whole = Quantity("和", "和", value=parse_expression("T.和[金额]"))
    one = Quantity("甲", "甲", value=parse_expression("T.甲[金额]"), part_of="和")
    known = quantities(whole, one, rest, this=Table(和=3, 甲=1), **{"prior.甲": WAN})
    assert known.get("和").prior is None
    assert known.get("余").exact == 2


def test_a_chain_of_many_steps_ends():
    steps = [Quantity("n0", "n0", value=parse_expression("T.甲[金额]"))]
    steps += [
        Quantity(f"n{n}", "n", value=parse_expression(f"n{n - 1} + n{n - 1}"))
        for n in range(1, 2000)
    ]
    known = quantities(*steps, this=Table(甲=1))
    assert known.get("n9").exact == 512
    assert known.get("n1999").exact is None
    assert [str(cell) for cell in known.references("n1999")] == ["T.甲[金额]"]


def test_a_value_of_what_is_not_known_is_not_known():
    known = quantities(SUM, this=Table(甲=WAN))
    assert known.get("和").exact is None


EACH = Quantity("各行", "各行", rows="T/支出", column=("金额",), without=("合计",), whole="和")


def test_rows_are_quantities_of_their_own():
    table = Table(甲=WAN, 丙=0, 乙=3 * WAN, 合计=4 * WAN)
    last = Table(甲=2 * WAN)
    known = quantities(
        SUM, EACH, this=table, last=last, **{"prior.各行/乙": WAN, "reason.各行/乙": "因故。"}
    )
    assert [(m.id, m.label, m.say("占比"), m.say("上年")) for m in known.members("各行")] == [
        ("各行/甲", "甲", "25.00%", "2.00万元"), ("各行/乙", "乙", "75.00%", "1.00万元"),
    ]  # fmt: skip
    assert known.say("各行/乙", "原因") == "因故"
    assert known.get("各行") is None
    assert known.get("各行/丙") is None
    assert known.references("各行/乙") == (CellReference("T", ("乙",), ("金额",)),)


def test_a_row_that_last_year_had_not_was_nought_where_last_year_is_known():
    known = quantities(EACH, SUM, this=Table(新=WAN), last=Table(旧=WAN))
    assert known.get("各行/新").prior == 0


def test_what_is_a_share_of_a_quantity_is_listed_where_it_is_not_nought():
    one, two = (
        Quantity(name, name, value=parse_expression(f"T.{name}[金额]"), whole="和")
        for name in "甲乙"
    )
    known = quantities(SUM, one, two, this=Table(甲=0, 乙=WAN))
    assert [each.id for each in known.shares("和")] == ["乙"]


def test_projects_with_a_form_are_counted_and_summed():
    count = Quantity("项目数", "项目", forms="11", unit="个")
    total = Quantity("项目额", "项目", forms="11", sums="T", column=("金额",))
    projects = tuple(Project(f"p{n}", name) for n, name in enumerate(("甲", "乙", "甲")))
    known = quantities(count, total, this=Table(甲=WAN, 乙=2 * WAN), forms={"11": projects})
    assert known.say("项目数", "金额") == "3个"
    assert known.say("项目额", "金额") == "3.00万元"
    assert quantities(count).get("项目数").exact is None


def test_references_of_a_sum_are_those_of_its_parts():
    whole = Quantity("全", "全", value=parse_expression("甲 + 乙"))
    known = quantities(ONE, TWO, whole, this=Table(甲=WAN, 乙=WAN))
    assert [str(cell) for cell in known.references("全")] == ["T.甲[金额]", "T.乙[金额]"]
    assert known.references("T.甲[金额]") == (CellReference("T", ("甲",), ("金额",)),)
    assert known.references("没有") == ()


def test_a_cell_is_a_quantity_too():
    known = quantities(this=Table(甲=WAN), last=Table(甲=2 * WAN))
    assert known.say("T.甲[金额]", "增减额") == "1.00万元"
    assert known.say("T.没有[金额]", "金额") is None


def test_words_of_figures():
    assert direction(None, "增加", "减少") is None
    assert [percent(Fraction(n)) for n in (654, 5, -13, 0)] == ["6.54%", "0.05%", "-0.13%", "0.00%"]
