"""Draft packs of the final accounts, rendered from a few lines and compared cell by cell."""

from pathlib import Path

import pytest

from budgettool.model import BalanceLine, Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reference import parse_reference
from budgettool.sheets.packet import derive

DRAFTS = Path(__file__).parents[1] / "data" / "packs"
GENERAL = "一般公共预算财政拨款"
FUND = "政府性基金预算财政拨款"


def expenditure(line_id, codes, kind, amount, measure="final"):
    function, economic = codes.split("/")
    nature, source = kind.split("/")
    return ExpenditureLine(
        line_id,
        "016001",
        function,
        economic,
        nature=nature,
        source=source,
        amount=amount,
        measure=measure,
    )


LINES = (
    IncomeLine("i1", "016001", GENERAL, "2010301", 300_000_000, "final"),
    IncomeLine("i2", "016001", "事业收入", "2010301", 2_050_000, "final"),
    IncomeLine("i3", "016001", FUND, "2120801", 40_000_000, "final"),
    IncomeLine("i4", "016001", GENERAL, "2010301", 999_000_000, "initial"),
    BalanceLine("b1", "016001", GENERAL, "2010301", 10_000_000, "opening"),
    BalanceLine("b2", "016001", GENERAL, "2010301", 5_000_000, "closing"),
    BalanceLine("b3", "016001", "事业收入", "2010301", 1_000_000, "used"),
    BalanceLine("b4", "016001", FUND, "2120801", 3_000_000, "opening"),
    BalanceLine("b5", "016001", FUND, "2120801", 2_000_000, "closing"),
    BalanceLine("b6", "016001", "经营收入", "2010301", 500_000, "shared"),
    expenditure("e1", "2010301/30101", f"基本支出/{GENERAL}", 200_000_000),
    expenditure("e2", "2010301/30217", f"基本支出/{GENERAL}", 3_000_000),
    expenditure("e3", "2010301/30217", f"基本支出/{GENERAL}", 4_000_000, "adjusted"),
    expenditure("e4", "2010301/31013", f"项目支出/{GENERAL}", 25_000_000),
    expenditure("e5", "2120801/30217", f"项目支出/{FUND}", 41_000_000),
    expenditure("e6", "2010301/39999", f"基本支出/{GENERAL}", 7_000_000),
)


@pytest.fixture(scope="module")
def packet(classification):
    units = (Unit("u", "016001", "机关本级", "行政"),)
    department = Department("016", "临溪市人民政府办公室", budget_code="016")
    pack = find_pack("final-draft", pack_folders(DRAFTS))
    return derive(Facts(2020, department, units, (), LINES), pack, classification)


def sheet(packet, table):
    return next(sheet for sheet in packet.sheets if sheet.id == table)


def rows(packet, table):
    return [[cell.text for cell in row.cells] for row in sheet(packet, table).body]


LEFT_01 = {
    1: ["一、一般公共预算财政拨款收入", "1", "300.00"],
    2: ["二、政府性基金预算财政拨款收入", "2", "40.00"],
    3: ["三、国有资本经营预算财政拨款收入", "3", ""],
    4: ["四、上级补助收入", "4", ""],
    5: ["五、事业收入", "5", "2.05"],
    6: ["六、经营收入", "6", ""],
    7: ["七、附属单位上缴收入", "7", ""],
    8: ["八、其他收入", "8", ""],
    27: ["本年收入合计", "27", "342.05"],
    28: ["使用非财政拨款结余", "28", "1.00"],
    29: ["年初结转和结余", "29", "13.00"],
    31: ["总计", "31", "356.05"],
}
RIGHT_01 = {
    32: ["一、一般公共服务支出", "32", "235.00"],
    40: ["九、卫生健康支出", "40", ""],
    42: ["十一、城乡社区支出", "42", "41.00"],
    48: ["十七、援助其他地区支出", "48", ""],
    57: ["二十六、抗疫特别国债安排的支出", "57", ""],
    58: ["本年支出合计", "58", "276.00"],
    59: ["结余分配", "59", "0.50"],
    60: ["年末结转和结余", "60", "7.00"],
    61: ["", "61", ""],
    62: ["总计", "62", "283.50"],
}


def test_01_left_side_is_numbered_with_its_blanks(packet):
    left = [row[:3] for row in rows(packet, "01")]
    assert left == [LEFT_01.get(number, ["", str(number), ""]) for number in range(1, 32)]


def test_01_right_side_is_numbered_on_from_the_left(packet):
    right = [row[3:] for row in rows(packet, "01")]
    assert [row[1] for row in right] == [str(number) for number in range(32, 63)]
    assert {number: right[number - 32] for number in RIGHT_01} == RIGHT_01
    assert len([row for row in right if row[2]]) == 6


def test_01_has_a_row_of_column_numbers_with_its_label(packet):
    assert sheet(packet, "01").numbers == ("栏次", "", "1", "栏次", "", "2")


def test_01_totals_trace_to_income_and_balances(packet):
    total = parse_reference("01.收入总计[收入决算数]")
    assert set(packet.cube.lines_behind(total)) == {"i1", "i2", "i3", "b1", "b3", "b4"}
    assert total in packet.cube.cells_fed("b1")


def test_06_lists_the_whole_classification_in_three_blocks(packet):
    listed = rows(packet, "06")
    assert len(listed) == 29
    assert listed[0][:3] == ["301", "工资福利支出", "200.00"]
    assert listed[0][3:6] == ["302", "商品和服务支出", "3.00"]
    assert listed[0][6:] == ["307", "债务利息及费用支出", ""]
    assert listed[1] == [
        "30101", "基本工资", "200.00", "30201", "办公费", "", "30701", "国内债务付息", "",
    ]  # fmt: skip
    assert listed[14][:3] == ["303", "对个人和家庭的补助", ""]
    assert listed[24][6:] == ["39999", "其他支出", "7.00"]
    assert listed[25][6:] == ["", "", ""]
    filled = {tuple(row[n : n + 3]) for row in listed for n in (0, 3, 6) if row[n + 2]}
    assert filled == {
        ("301", "工资福利支出", "200.00"),
        ("30101", "基本工资", "200.00"),
        ("302", "商品和服务支出", "3.00"),
        ("30217", "公务接待费", "3.00"),
        ("399", "其他支出", "7.00"),
        ("39999", "其他支出", "7.00"),
        ("", "人员经费合计", "200.00"),
        ("", "公用经费合计", "10.00"),
    }


def test_06_pins_both_totals_to_the_last_row(packet):
    assert rows(packet, "06")[-1] == [
        "", "人员经费合计", "200.00", "", "", "", "", "公用经费合计", "10.00",
    ]  # fmt: skip


def test_06_prints_each_class_in_the_packs_order_once(packet):
    codes = [row[n] for n in (0, 3, 6) for row in rows(packet, "06") if row[n]]
    assert codes[14:16] == ["303", "30301"]
    assert len(codes) == len(set(codes)) == (1 + 13) + (1 + 12) + (1 + 27) + 3 + 17 + 5


def test_07_has_twelve_columns_and_no_key_columns(packet):
    table = sheet(packet, "07")
    assert len(table.columns) == 12
    assert not any(column.key for column in table.columns)
    assert table.numbers == tuple(str(number) for number in range(1, 13))
    assert rows(packet, "07") == [
        ["4.00", "", "", "", "", "4.00", "28.00", "", "25.00", "25.00", "", "3.00"]
    ]


def test_08_takes_each_column_from_its_own_lines(packet):
    figures = ["3.00", "40.00", "41.00", "", "41.00", "2.00"]
    assert rows(packet, "08") == [
        ["", "合计", *figures],
        ["212", "城乡社区支出", *figures],
        ["21208", "国有土地使用权出让收入安排的支出", *figures],
        ["2120801", "征地和拆迁补偿支出", *figures],
    ]


def test_captions_name_department_year_and_unit(packet):
    assert tuple(sheet(packet, "01").captions[0]) == (
        "部门：临溪市人民政府办公室",
        "2020 年度",
        "金额单位：万元",
    )
    assert sheet(packet, "07").captions[0].left == "预算代码：016"


@pytest.mark.parametrize("table", ["01", "06", "07", "08"])
def test_parts_add_up_to_their_cell(packet, table):
    body = sheet(packet, table).body
    cells = {(r, cell.column): cell for r, row in enumerate(body) for cell in row.cells}
    totals = [cell for cell in cells.values() if cell.parts]
    assert totals
    for cell in totals:
        assert cell.exact == sum(cells[part].exact for part in cell.parts)
