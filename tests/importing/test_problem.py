import csv

from budgettool.importing import Problem, propose, summarise, write_report
from budgettool.importing.problem import list_problems
from budgettool.importing.proposal import Proposal

BAD = Problem("支出", 15, 3, "金额", "=1+1", "不是数字")


def test_a_problem_says_where_what_and_why():
    assert str(BAD) == "工作表“支出”第 15 行 D 列“金额”：“=1+1”不是数字"


def test_a_list_is_cut_but_the_report_is_whole(tmp_path):
    assert "另有 80 处" in list_problems([BAD] * 100)
    path = tmp_path / "问题.csv"
    write_report(path, [BAD] * 100)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 101
    assert rows[1][3:6] == ["D15", "金额", "'=1+1"]


def test_the_summary_has_totals_before_anything_is_taken_in(write_csv, register, headings, row):
    text = summarise(propose(write_csv([headings, row, row]), register))
    assert "支出 2 条" in text
    assert "526.2 万元" in text
    assert "016001" in text
    assert "没有" in summarise(Proposal())
