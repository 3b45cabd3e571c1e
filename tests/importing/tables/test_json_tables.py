"""Tables of a JSON file: the published ones are read whole, odd ones are named."""

import re
from pathlib import Path

import pytest

from budgettool.importing import SourceError
from budgettool.importing.tables import read_tables

THREE = {"rows": [{"label": "共计", "cells": ["18"]}], "unit": "万元"}


def test_every_published_figure_is_read(read, published, amounts):
    tables = read(published)
    assert not tables.problems
    assert tables.missing == ("预算03表", "预算 10 表", "预算 11 表")
    texts = [cell.text for sheet in tables.sheets for row in sheet.body for cell in row.cells]
    assert sum(bool(text) for text in texts) == 402
    by_table = {sheet.id: amounts(sheet) for sheet in tables.sheets}
    assert by_table["05"]["05.016/2010301[总计]"] == 986_300_000
    assert by_table["01"]["01.收入合计[金额]"] == 1_991_600_000


def test_what_stood_in_the_file_is_kept(read):
    table = THREE | {"code": "表八", "title": "“三公”经费表", "unit": "元"}
    (sheet,) = read({"tables": {"08": table}}).sheets
    assert (sheet.number, sheet.title, sheet.unit) == ("表八", "“三公”经费表", "元")
    assert sheet.body[0].cells[0].exact == 1_800


@pytest.mark.parametrize("figure", ["一八", "1e3", 1e400, True, "9" * 400, {"x": 1}])
def test_what_is_no_amount_is_named_and_not_known(read, figure):
    tables = read({"08": {"rows": [{"label": "共计", "cells": [figure]}]}})
    exact = tables.sheets[0].body[0].cells[0].exact
    assert (exact, len(tables.problems)) in {(None, 1), (0, 0)}
    assert exact == 0 if isinstance(figure, dict) else exact is None


def test_unknown_rows_and_rows_twice_are_named(read):
    rows = [{"label": name, "cells": ["1"]} for name in ("共计", "会议费", "共计")]
    tables = read({"08": {"rows": rows}})
    assert [str(problem) for problem in tables.problems] == [
        "工作表“08”：第 2 行表样中没有“会议费”这一行，没有核对",
        "工作表“08”：第 3 行与第 1 行是同一行，只取前一行",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "不是 JSON"),
        ("no", "不是 JSON"),
        ("[]", "没有 tables"),
        ('{"tables": {}}', "找不到"),
        ('{"08": {"rows": [{"cells": ["1", "2"]}]}}', "cells 应是至多 1 个数"),
        ('{"08": {"rows": [7]}}', "cells 应是"),
        ('{"08": {"rows": [], "columns": ["甲", "乙"]}}', "columns 与表样的列对不上"),
        ('{"08": {"rows": [], "unit": "美元"}}', "unit 应为元或万元"),
        ('{"08": {"rows": []}, "预算08表": {"rows": []}}', "有两处都是 预算08表"),
    ],
)
def test_files_of_another_form_are_refused(tmp_path, henan, text, reason):
    path = tmp_path / "表.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_tables(path, henan)


def test_the_example_of_the_guide_is_read(tmp_path, henan):
    guide = Path(__file__).parents[3] / "docs" / "tables.md"
    (example,) = re.findall(r"```json\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "表.json"
    path.write_text(example, encoding="utf-8")
    tables = read_tables(path, henan)
    assert not tables.problems
    assert [row.address for row in tables.sheets[0].body] == ["共计", "因公出国（境）费用"]


def test_a_row_with_fewer_figures_than_others_is_named(read):
    rows = [{"label": "支出合计", "cells": ["1", "0"]}, {"label": "公用经费", "cells": ["1"]}]
    side = {"columns": ["合计", "部门结转"], "rows": rows}
    problems = read({"01": {"sides": {"支出": side}}}).problems
    assert "第 2 行没有写“部门结转”的数，没有核对" in {each.reason for each in problems}
