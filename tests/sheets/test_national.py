"""The national form since 2021, built from the same lines as the tables of henan-2020."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.model import BalanceLine, Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reference import parse_reference
from budgettool.sheets.figures import rate_text
from budgettool.sheets.packet import derive

APPROPRIATION = "一般公共预算/财政拨款"


@pytest.fixture(scope="module")
def national():
    return find_pack("national-2021", pack_folders())


@pytest.fixture(scope="module")
def packet(sample_facts, national, henan, classification):
    return derive(sample_facts, national, classification, vocabulary=henan.vocabulary)


def lines_of(packet, table):
    sheet = next(sheet for sheet in packet.sheets if sheet.id == table)
    return {row.address: [cell.text for cell in row.cells] for row in sheet.body}


def figure(packet, reference):
    return packet.cube.figure(parse_reference(reference))


@pytest.mark.parametrize(
    ("here", "henan_cell"),
    [
        ("01.收入总计[收入预算数]", "01.收入合计[金额]"),
        ("01.支出总计[支出预算数]", "01.支出合计[合计]"),
        ("01.本年收入合计[收入预算数]", "01.本年合计[金额]"),
        ("02.合计[合计]", "02.合计[总计]"),
        ("02.合计[一般公共预算]", "02.合计[一般公共预算/小计]"),
        ("03.合计[合计]", "03.合计[总计]"),
        ("03.合计[基本支出]", "03.合计[基本支出/小计]"),
        ("03.合计[项目支出]", "03.合计[项目支出/小计]"),
        ("04.收入总计[收入预算数]", "04.收入合计[金额]"),
        ("04.支出总计[合计]", "04.支出合计[合计]"),
        ("04.221[一般公共预算]", "04.221[本年支出小计/一般公共预算/小计]"),
        ("05.合计[本年/小计]", "05.合计[总计]"),
        ("06.合计[合计]", "07.合计[一般公共预算/合计]"),
        ("06.302[公用经费]", "05.合计[基本支出/公用经费]"),
        ("07.合计[本年/合计]", "08.共计[预算数]"),
        ("08.合计[合计]", "09.合计[总计]"),
    ],
)
def test_totals_agree_with_those_of_henan(packet, sample, here, henan_cell):
    assert figure(packet, here) is not None
    assert figure(packet, here) == figure(sample, henan_cell)


def test_all_nine_tables_are_printed_in_two_decimals(packet):
    assert [sheet.id for sheet in packet.sheets] == [f"0{n}" for n in range(1, 10)]
    assert lines_of(packet, "03")["合计"] == [
        "", "合计", "1,991.60", "1,384.10", "607.50", "", "", "",
    ]  # fmt: skip


def test_class_subclass_and_item_each_have_their_sum(packet):
    rows = lines_of(packet, "03")
    assert rows["208"][:3] == ["208", "社会保障和就业支出", "181.50"]
    assert rows["208/20805"][:3] == ["20805", "行政事业单位养老支出", "181.50"]
    assert rows["208/20805/2080501"][:3] == ["2080501", "行政单位离退休", "96.00"]


def test_every_expenditure_class_of_the_year_is_printed(packet, classification):
    classes = [code.code for code in classification.all("function", "类")]
    printed = [row.cells[2].text for row in packet.sheets[0].body[: len(classes)]]
    assert printed[0] == "一、一般公共服务支出"
    assert [text.partition("、")[2] for text in printed] == [
        classification.get("function", code).name for code in classes
    ]


def test_income_is_listed_by_unit(packet):
    assert [[row[0], *row[2:5]] for row in lines_of(packet, "02").values()] == [
        ["", "1,991.60", "1.10", "1,990.50"],
        ["016001", "1,491.80", "1.10", "1,490.70"],
        ["016002", "299.00", "", "299.00"],
        ["016003", "200.80", "", "200.80"],
    ]


def expenditure(line_id, code, amount, measure="amount", economic="30217"):
    return ExpenditureLine(
        line_id,
        "016001",
        code,
        economic,
        None,
        "基本支出/公用经费",
        APPROPRIATION,
        amount=amount,
        measure=measure,
    )


@pytest.fixture(scope="module")
def with_last_year(sample_facts, national, henan, classification):
    lines = (
        expenditure("p1", "2010301", 3_000_000, "prior"),
        expenditure("n1", "2010301", 4_000_000),
        expenditure("p2", "2080501", 1_000_000, "prior", "30231"),
        expenditure("n2", "2210201", 2_500_000),
        IncomeLine("i1", "016001", APPROPRIATION, None, 9_000_000),
        IncomeLine("i2", "016001", APPROPRIATION, None, 1_000_000, "prior"),
        IncomeLine("i3", "016001", "一般公共预算/上年结余（结转）", None, 500_000),
        IncomeLine("i4", "016001", "事业基金", None, 200_000),
        BalanceLine("b1", "016001", APPROPRIATION, None, 3_000_000, "closing"),
        BalanceLine("b2", "016001", APPROPRIATION, None, 7_000_000, "opening"),
    )
    facts = replace(sample_facts, lines=lines)
    return derive(facts, national, classification, vocabulary=henan.vocabulary)


def test_last_year_change_and_rate_stand_beside_this_year(with_last_year):
    rows = lines_of(with_last_year, "05")
    assert rows["合计"][2:] == ["4.00", "6.50", "6.50", "", "2.50", "62.50%"]
    assert rows["201/20103/2010301"][2:] == ["3.00", "4.00", "4.00", "", "1.00", "33.33%"]


def test_a_row_of_last_year_alone_is_printed_with_its_fall(with_last_year):
    assert lines_of(with_last_year, "05")["208"][2:] == ["1.00", "", "", "", "-1.00", "-100.00%"]


def test_a_row_without_last_year_has_no_rate(with_last_year):
    assert lines_of(with_last_year, "05")["221"][2:] == ["", "2.50", "2.50", "", "2.50", ""]


def test_three_public_expenses_of_both_years_stand_in_one_row(with_last_year):
    assert list(lines_of(with_last_year, "07").values()) == [
        ["4.00", "", "1.00", "", "1.00", "3.00", "6.50", "", "", "", "", "6.50"]
    ]


def test_carryover_to_next_year_comes_from_closing_balances(with_last_year):
    assert lines_of(with_last_year, "01")["结转下年"][-2:] == ["结转下年", "3.00"]
    assert figure(with_last_year, "01.支出总计[支出预算数]") == 9_500_000
    assert lines_of(with_last_year, "04")["结转下年"][-4:] == ["3.00", "3.00", "", ""]


def test_carryover_and_use_of_reserves_are_no_income_of_the_year(with_last_year):
    assert figure(with_last_year, "01.本年收入合计[收入预算数]") == 9_000_000
    assert figure(with_last_year, "01.上年结转结余[收入预算数]") == 500_000
    assert figure(with_last_year, "01.使用非财政拨款结余[收入预算数]") == 200_000
    assert figure(with_last_year, "02.合计[上年结转]") == 700_000
    assert figure(with_last_year, "01.收入总计[收入预算数]") == 9_700_000


def test_traces_pass_through_formulas_and_kinds_of_line(with_last_year):
    cube = with_last_year.cube
    total = parse_reference("01.支出总计[支出预算数]")
    assert set(cube.lines_behind(total)) == {"n1", "n2", "b1"}
    assert total in cube.cells_fed("b1")
    rate = parse_reference("05.221[增减/增减率]")
    assert set(cube.lines_behind(rate)) == {"n2"}
    assert rate in cube.cells_fed("n2")


def test_an_edit_of_a_balance_touches_the_totals_over_it(national, henan, classification):
    facts = Facts(2020, Department("016", "某办公室"), (Unit("u", "016001", "本级", "行政"),))
    cube = open_cube(national, facts, classification, henan.vocabulary)
    cube.put(BalanceLine("b", "016001", APPROPRIATION, None, 100, "closing"))
    assert cube.figure(parse_reference("04.支出总计[一般公共预算]")) == 100
    cube.put(BalanceLine("b", "016001", APPROPRIATION, None, 100, "opening"))
    assert cube.figure(parse_reference("04.支出总计[一般公共预算]")) == 0


CODES = st.sampled_from(["2010301", "2010302", "2080501", "2210201", "999", None])
ECONOMIC = st.sampled_from(["30101", "30217", "30231", "31013", "30399", None])
AMOUNTS = st.integers(-10_000_000, 100_000_000)


def members(henan, dimension):
    return st.sampled_from([*(m.path for m in henan.vocabulary.members(dimension)), None])


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021"])
def test_the_parts_of_every_cell_add_up_to_it(henan, pack_id):
    pack = find_pack(pack_id, pack_folders())

    @settings(max_examples=25)
    @given(data=st.data())
    def check(data):
        _check_parts(henan, pack, data)

    check()


def _check_parts(henan, pack, data):
    units = st.sampled_from(["016001", "016002", None])
    measures = st.sampled_from(["amount", "prior"])
    lines = []
    for number in range(data.draw(st.integers(0, 12))):
        name = str(number)
        source, amount = data.draw(members(henan, "source")), data.draw(AMOUNTS)
        match data.draw(st.sampled_from("eib")):
            case "e":
                line = ExpenditureLine(
                    name,
                    data.draw(units),
                    data.draw(CODES),
                    data.draw(ECONOMIC),
                    None,
                    data.draw(members(henan, "nature")),
                    source,
                    amount=amount,
                    measure=data.draw(measures),
                )
            case "i":
                line = IncomeLine(name, data.draw(units), source, None, amount)
            case _:
                line = BalanceLine(name, data.draw(units), source, None, amount, "closing")
        lines.append(line)
    facts = Facts(
        2020,
        Department("016", "某办公室"),
        (
            Unit("u0", "016", "某办公室", "汇总"),
            Unit("u1", "016001", "本级", "行政", "016"),
            Unit("u2", "016002", "办事处", "财政补助事业", "016"),
        ),
        (),
        tuple(lines),
    )
    packet = derive(facts, pack, load_classification(2020), vocabulary=henan.vocabulary)
    for sheet in packet.sheets:
        cells = {(r, cell.column): cell for r, row in enumerate(sheet.body) for cell in row.cells}
        for cell in cells.values():
            if cell.parts:
                assert cell.exact == sum(cells[part].exact for part in cell.parts)


@settings(max_examples=50)
@given(st.integers(1, 10**9), st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_rate_is_printed_half_up_of_its_exact_value(below, above, decimals):
    exact = Decimal(above) * 100 / Decimal(below)
    expected = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    printed = rate_text(Fraction(above, below), decimals)
    assert Decimal(printed.removesuffix("%")) == expected
