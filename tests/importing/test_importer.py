import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgettool.importing import (
    BadRowsError,
    CancelledError,
    LayoutError,
    Options,
    UnitConflictError,
    UnitRequiredError,
    UnknownUnitError,
    propose,
)


def test_a_row_becomes_a_line(write_csv, register, headings, row):
    (line,) = propose(write_csv([headings, row]), register).expenditure
    assert (line.unit, line.function, line.department_economic) == ("016001", "2010301", "30101")
    assert (line.nature, line.source) == ("基本支出/工资福利支出", "一般公共预算/财政拨款")
    assert (line.project, line.amount, line.measure) == (None, 2_631_000_00, "amount")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_separator_is_read(
    write_csv, register, headings, row, encoding, delimiter
):
    path = write_csv([headings, row], encoding=encoding, delimiter=delimiter)
    assert propose(path, register).expenditure[0].amount == 2_631_000_00


def test_columns_come_in_any_order(write_csv, register, headings, row):
    order = random.Random(7).sample(range(len(row)), len(row))  # noqa: S311 - not a secret
    shuffled = [[cells[at] for at in order] for cells in (headings, row)]
    straight = propose(write_csv([headings, row]), register)
    assert propose(write_csv(shuffled), register).expenditure == straight.expenditure


def test_titles_may_stand_above_the_headings(write_csv, register, headings, row):
    headings[-1] = "金 额"
    rows = [
        ["2020年支出明细表"],
        ["编制单位：临溪市人民政府办公室", "", "", "单位：元"],
        headings,
        row,
    ]
    assert propose(write_csv(rows), register).expenditure[0].amount == 263_10


def test_codes_may_be_split_over_merged_headings(write_xlsx, register):
    rows = [
        ["单位代码", "功能科目", "", "", "部门经济分类", "", "性质", "资金来源", "金额(元)"],
        ["", "类", "款", "项", "类", "款"],
        ["016001", "201", 3, 1, "302", "01", "公用经费", "部门结转", 5],
    ]

    def merge(_book, sheet):
        sheet.merge_range(0, 1, 0, 3, "功能科目")
        sheet.merge_range(0, 4, 0, 5, "部门经济分类")
        for column in (0, 6, 7, 8):
            sheet.merge_range(0, column, 1, column, rows[0][column])

    (line,) = propose(write_xlsx(rows, touch=merge), register).expenditure
    assert (line.function, line.department_economic, line.amount) == ("2010301", "30201", 500)


def test_wide_sheets_are_unpivoted(write_csv, register):
    rows = [
        ["单位：万元"],
        ["单位代码", "功能科目", "部门经济科目", "支出性质", "合计", "财政拨款", "部门结转"],
        ["016001", "2010301", "30201", "公用经费", "15.4", "15", "0.4"],
    ]
    proposal = propose(write_csv(rows), register)
    assert [(line.source, line.amount) for line in proposal.expenditure] == [
        ("一般公共预算/财政拨款", 150_000_00),
        ("部门结转", 4_000_00),
    ]
    assert not proposal.notices


def test_a_column_of_totals_that_is_not_the_sum_is_noticed(write_csv, register):
    rows = [
        [
            "单位代码",
            "功能科目",
            "部门经济科目",
            "支出性质",
            "合计（元）",
            "财政拨款（元）",
            "部门结转（元）",
        ],
        ["016001", "2010301", "30201", "公用经费", "16", "15", "0.4"],
    ]
    (notice,) = propose(write_csv(rows), register).notices
    assert notice.cell == "E2"


def test_last_year_is_a_measure_of_its_own(write_csv, register, headings, row):
    headings[-1:] = ["2019年预算数（万元）", "2020年预算数（万元）"]
    row[-1:] = ["1", "2"]
    lines = propose(write_csv([headings, row]), register).expenditure
    assert [(line.measure, line.amount) for line in lines] == [
        ("prior", 1_000_000),
        ("amount", 2_000_000),
    ]


def test_the_unit_of_money_is_never_guessed(write_csv, register, headings, row):
    headings[-1] = "金额"
    path = write_csv([headings, row])
    with pytest.raises(UnitRequiredError):
        propose(path, register)
    assert propose(path, register, Options(unit="元")).expenditure[0].amount == 263_10


def test_contradicting_units_are_refused(write_csv, register, headings, row):
    with pytest.raises(UnitConflictError, match="标题行写“元”"):
        propose(write_csv([["单位：元"], headings, row]), register)
    with pytest.raises(UnitConflictError):
        propose(write_csv([headings, row]), register, Options(unit="元"))


def test_a_unit_that_is_not_read_is_no_contradiction(write_csv, register, headings, row):
    headings[-1] = "金额（千元）"
    with pytest.raises(UnknownUnitError, match="“千元”；请换算"):
        propose(write_csv([headings, row]), register)


def test_totals_are_skipped_and_checked(write_csv, register, headings, row):
    rows = [
        headings,
        row,
        row,
        ["小计", "", "", "", "", "", "526.2"],
        ["合 计", *[""] * 5, "526.3"],
    ]
    proposal = propose(write_csv(rows), register)
    assert len(proposal.expenditure) == 2
    assert [notice.row for notice in proposal.notices] == [5]


def test_a_project_called_total_is_no_total(write_csv, register, headings, row):
    row[5] = "专项合计"
    assert propose(write_csv([headings, row]), register).expenditure[0].project == "专项合计"


def test_every_wrong_cell_is_listed(write_csv, register, headings, row):
    changes = [
        (0, "016009", "单位表里没有"),
        (0, "016", "汇总单位"),
        (1, "2019999X", ""),
        (2, "38888", ""),
        (2, "301", "款"),
        (4, "债务收入", "多种可能"),
        (4, "", "没有填写"),
        (6, "1e5", "科学计数法"),
        (6, "NaN", "不是数字"),
        (6, "1,23", "三位一隔"),
        (6, "-", "不是数字"),
        (6, "0.0000001", "精度"),
        (6, "", "没有填写"),
    ]
    rows = [headings, row]
    for column, text, _ in changes:
        rows.append([*row[:column], text, *row[column + 1 :]])
    proposal = propose(write_csv(rows), register)
    assert [problem.row for problem in proposal.problems] == list(range(3, len(changes) + 3))
    for problem, (column, text, reason) in zip(proposal.problems, changes, strict=True):
        assert reason in problem.reason
        assert problem.value == text
        assert not text or problem.column == column
    assert len(proposal.expenditure) == 1
    with pytest.raises(BadRowsError, match="13 行"):
        proposal.require_sound()


def test_a_government_code_is_kept_only_where_it_differs(write_csv, register, headings, row):
    headings.insert(3, "政府经济科目")
    rows = [[*row[:3], code, *row[3:]] for code in ("50101", "", "50199")]
    lines = propose(write_csv([headings, *rows]), register).expenditure
    assert [line.government_economic for line in lines] == [None, None, "50199"]


def test_nature_may_stand_in_two_columns(write_csv, register, headings, row):
    headings[3:4], row[3:4] = ["category", "subcategory"], ["项目支出", "专项资金"]
    assert (
        propose(write_csv([headings, row]), register).expenditure[0].nature == "项目支出/专项资金"
    )


def test_natures_in_two_columns_do_not_contradict_each_other(write_csv, register, headings, row):
    headings[3:4], row[3:4] = ["支出性质", "支出性质明细"], ["基本支出", "专项资金"]
    (problem,) = propose(write_csv([headings, row]), register).problems
    assert "基本支出/专项资金" in problem.reason


def test_merged_cells_hold_for_all_their_rows_but_money_once(write_xlsx, register, headings, row):
    row[-1] = 263.1
    rows = [headings, row, ["", *row[1:-1]], ["", *row[1:]]]

    def merge(_book, sheet):
        sheet.merge_range(1, 0, 3, 0, "016001")
        sheet.merge_range(1, 6, 2, 6, 263.1)

    proposal = propose(write_xlsx(rows, touch=merge), register)
    assert [(line.unit, line.amount) for line in proposal.expenditure] == [
        ("016001", 2_631_000_00)
    ] * 2
    assert [notice.row for notice in proposal.notices] == [3]


def test_hidden_rows_are_taken_with_a_notice_or_left_out(write_xlsx, register, headings, row):
    path = write_xlsx(
        [headings, row, row],
        touch=lambda _book, sheet: sheet.set_row(2, None, None, {"hidden": True}),
    )
    proposal = propose(path, register)
    assert len(proposal.expenditure) == 2
    assert "第 3 行" in str(proposal.notices[0])
    assert len(propose(path, register, Options(skip_hidden=True)).expenditure) == 1


def test_units_of_the_same_file_are_known_to_its_lines(write_xlsx, register, headings, row):
    def add_units(book, _sheet):
        units = book.add_worksheet("单位")
        units.write_row(0, 0, ["单位代码", "单位名称", "单位类型", "上级单位"])
        units.write_row(1, 0, ["016009", "信息中心", "经费自理事业", "016"])

    row[0] = "信息中心"
    proposal = propose(write_xlsx([headings, row], touch=add_units), register)
    assert [unit.code for unit in proposal.units] == ["016009"]
    assert proposal.expenditure[0].unit == "016009"


def test_units_that_go_in_circles_are_refused(write_csv, register):
    rows = [
        ["单位代码", "单位名称", "单位类型", "上级单位"],
        ["7", "甲", "行政", "8"],
        ["8", "乙", "汇总", "7"],
        ["9", "丙", "行政", "99"],
    ]
    proposal = propose(write_csv(rows), register)
    assert not proposal.units
    assert len(proposal.problems) == 3


def test_income_is_told_from_expenditure(write_csv, register, headings, row):
    income = [["单位代码", "资金来源", "金额（万元）"], ["16001", "事业收入", "-1.5"]]
    (line,) = propose(write_csv(income), register).income
    assert (line.unit, line.source, line.amount) == ("016001", "事业收入", -15_000_00)
    without_economic = [cells[:2] + cells[3:] for cells in (headings, row)]
    with pytest.raises(LayoutError, match="部门经济科目"):
        propose(write_csv(without_economic), register)


def test_a_missing_column_may_be_given_for_all_rows(write_csv, register, headings, row):
    path = write_csv([headings[1:], row[1:]])
    options = Options(defaults={"unit": "016002"})
    assert propose(path, register, options).expenditure[0].unit == "016002"


def test_progress_can_cancel(write_csv, register, headings, row):
    def stop(_stage, _done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        propose(write_csv([headings, row]), register, progress=stop)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=5), st.randoms())
def test_amounts_survive_a_workbook_exactly(write_xlsx, write_csv, register, amounts, chance):
    headings = ["单位代码", "资金来源", "金额（元）"]
    order = chance.sample(range(3), 3)
    texts = [
        ["016001", "事业收入", f"{'-' * (fen < 0)}{abs(fen) // 100}.{abs(fen) % 100:02}"]
        for fen in amounts
    ]
    numbers = [[*cells[:2], fen / 100] for cells, fen in zip(texts, amounts, strict=True)]
    for write, rows in ((write_csv, texts), (write_xlsx, numbers)):
        shuffled = [[cells[at] for at in order] for cells in (headings, *rows)]
        assert [line.amount for line in propose(write(shuffled), register).income] == amounts
