import pytest

from budgettool.codes import codes_from_rows
from budgettool.importing import LayoutError, read_code_table


def test_an_official_table_is_found_under_its_title(write_xlsx):
    rows = [
        ["2020年部门预算支出经济分类科目"],
        ["科目编码", "科目名称"],
        [301, "工资福利支出"],
        [30101, "基本工资"],
    ]
    table = read_code_table(write_xlsx(rows))
    codes = codes_from_rows(
        "department_economic", 2020, table.headings, table.rows, table.first_row
    )
    assert [code.code for code in codes] == ["301", "30101"]
    assert table.first_row == 3


def test_codes_split_over_columns_are_found(write_csv):
    table = read_code_table(
        write_csv([["类", "款", "科目名称"], ["301", "", "甲"], ["", "01", "乙"]])
    )
    codes = codes_from_rows("department_economic", 2020, table.headings, table.rows)
    assert [code.code for code in codes] == ["301", "30101"]


def test_a_file_without_codes_is_refused(write_csv):
    with pytest.raises(LayoutError, match="科目编码"):
        read_code_table(write_csv([["单位代码", "金额"], ["1", "2"]]))


@pytest.mark.parametrize("merged", [True, False])
def test_parts_under_one_heading_are_found_as_in_the_official_book(write_xlsx, merged):
    def touch(_book, sheet):
        if merged:
            sheet.merge_range("A2:C2", "科目编码")
            sheet.merge_range("D2:D3", "科目名称")

    rows = [
        ["2020年支出功能分类"],
        ["科目编码", "", "", "科目名称", "说明"],
        ["类", "款", "项"],
        ["201", "", "", "一般公共服务支出"],
        ["", "03", "", "政府办公厅（室）及相关机构事务"],
        ["", "", "01", "行政运行"],
    ]
    table = read_code_table(write_xlsx(rows, touch=touch))
    assert table.headings[:4] == ("类", "款", "项", "科目名称")
    assert (table.first_row, len(table.rows)) == (4, 3)
