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
