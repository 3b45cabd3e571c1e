"""Tables of fields: 对象, 栏目, 序号, 内容."""

import itertools
from dataclasses import replace

import pytest

from budgettool.book import Book, StoredPack
from budgettool.importing import (
    Register,
    UnitConflictError,
    apply_difference,
    compare,
    describe,
    propose,
    propose_files,
    write_template,
)
from budgettool.model import Department, Facts, Project, Unit

HEADINGS = ["对象", "栏目", "序号", "内容（万元）"]
FACTS = Facts(
    2020,
    Department("016", "临溪市人民政府办公室"),
    (Unit("u0", "016", "临溪市人民政府办公室", "汇总"), Unit("u1", "016001", "机关本级", "行政")),
    (Project("p1", "会务"), Project("p2", "车辆购置")),
)


@pytest.fixture
def register(henan, classification):
    names = frozenset(project.name for project in FACTS.projects)
    return Register(2020, FACTS.units, henan.vocabulary, classification, "016", henan.text, names)


@pytest.fixture
def read(write_csv, register):
    def read(*rows, headings=HEADINGS):
        return propose(write_csv([headings, *rows]), register)

    return read


def fillings(proposal, facts=FACTS, mode="append"):
    ids = (f"n{number}" for number in itertools.count())
    return {
        filling.key: (filling.before, filling.after)
        for filling in compare(proposal, facts, mode, lambda: next(ids)).filled
    }


def test_fields_are_filled_by_label_or_key(read):
    proposal = read(
        ["部门", "年度履职目标", "", "保障运转"],
        ["016", "一般公务用车", "", "4 辆"],
        ["会务", "开始时间", "", "2020年1月1日"],
        ["会务", "total", "", "30.00"],
        ["机关本级", "duties", "", "办文\n办会"],
    )
    assert proposal.problems == ()
    assert fillings(proposal) == {
        ("department", "", "goal", 0): ("", "保障运转"),
        ("department", "", "vehicles.general", 0): ("", "4"),
        ("project", "p1", "start", 0): ("", "2020-01-01"),
        ("project", "p1", "total", 0): ("", "30000000"),
        ("unit", "016001", "duties", 0): ("", "办文\n办会"),
    }


def test_rows_without_a_number_are_counted_and_blanks_keep_their_place(read):
    proposal = read(
        ["部门", "任务名称", "", "办文"],
        ["部门", "主要内容", "", ""],
        ["部门", "任务名称", "", "办会"],
        ["部门", "主要内容", "", "开好会议"],
        ["部门", "任务名称", "7", "办事"],
    )
    assert [(key[2], key[3]) for key in fillings(proposal)] == [
        ("task.name", 0), ("task.name", 1), ("task.content", 1), ("task.name", 6),
    ]  # fmt: skip


def test_last_year_reasons_and_own_words_are_fields_too(read):
    proposal = read(
        ["部门", "prior.收入总计", "", "1869.3"],
        ["部门", "上年.因公出国（境）费", "", "20.55"],
        ["部门", "上年.一般公务用车", "", "5"],
        ["部门", "原因.公务接待费", "", "厉行节约"],
        ["部门", "text.duties", "", "自己的话"],
        ["016001", "上年.类支出/201", "", "3"],
    )
    assert proposal.problems == ()
    assert {key[2]: after for key, (_, after) in fillings(proposal).items()} == {
        "prior.收入总计": "1869300000",
        "prior.因公出国费": "20550000",
        "prior.一般公务用车": "5",
        "reason.公务接待费": "厉行节约",
        "text.duties": "自己的话",
        "prior.类支出/201": "3000000",
    }


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        (["没有的", "开始时间", "", "2020-01-01"], "A2", "没有叫这个名字的项目或单位"),
        (["会务", "年度履职目标", "", "x"], "B2", "项目没有这个栏目；有：资金用途"),
        (["部门", "开始时间", "", "2020-01-01"], "B2", "部门没有这个栏目"),
        (["部门", "上年.没有", "", "1"], "B2", "没有这个数"),
        (["会务", "上年.收入总计", "", "1"], "B2", "不属于项目"),
        (["会务", "开始时间", "", "2020-02-30"], "D2", "没有这一天"),
        (["会务", "项目总金额", "", "约三十"], "D2", "不是数字"),
        (["会务", "项目总金额", "", "0.0000001"], "D2", "精度超过一分"),
        (["部门", "一般公务用车", "", "四"], "D2", "应是整数"),
        (["会务", "项目概况", "2", "x"], "C2", "只有一行，序号应空着"),
        (["部门", "任务名称", "0", "x"], "C2", "应为 1 到 9999 的整数"),
        (["部门", "任务名称", "99999999999", "x"], "C2", "应为 1 到 9999 的整数"),
        (["部门", "text.没有", "", "x"], "B2", "没有这一节"),
    ],
)
def test_what_is_no_field_is_refused_with_its_place(read, row, place, reason):
    (problem,) = read(row).problems
    assert problem.cell == place
    assert reason in problem.reason


def test_amounts_need_a_unit_that_somebody_says(read, write_csv, register):
    heads = ["对象", "栏目", "序号", "内容"]
    rows = [["会务", "项目总金额", "", "30"], ["会务", "项目概况", "", "30"]]
    (problem,) = read(*rows, headings=heads).problems
    assert "没有说金额单位" in problem.reason
    titled = propose(write_csv([["单位：元"], heads, *rows]), register)
    assert fillings(titled)["project", "p1", "total", 0] == ("", "3000")
    with pytest.raises(UnitConflictError):
        propose(write_csv([["单位：元"], HEADINGS, *rows]), register)


def test_the_same_field_is_filled_once(read):
    row = ["会务", "项目概况", "", "一"]
    (problem,) = read(row, [*row[:3], "二"]).problems
    assert problem.row == 3
    assert "与第 2 行是同一个栏目" in problem.reason


def test_a_word_that_ends_like_a_total_is_no_total(read):
    assert len(read(["部门", "任务名称", "", "各项合计"]).fields) == 1


def test_projects_of_the_same_files_are_known(write_csv, register):
    projects = write_csv([["项目名称", "项目代码"], ["新项目", "7"]], name="项目.csv")
    fields = write_csv([HEADINGS, ["新项目", "资金用途", "", "业务类"]], name="栏目.csv")
    proposal = propose_files([fields, projects], register)
    difference = compare(proposal, FACTS, "append", iter(["a", "b"]).__next__)
    assert [each.key for each in difference.filled] == [("project", "a", "use", 0)]


def test_only_what_differs_is_changed_and_replacing_empties_other_rows(read):
    before = {
        ("department", "", "task.name", 0): "办文",
        ("department", "", "task.name", 1): "办会",
        ("department", "", "task.content", 1): "开好会议",
        ("department", "", "goal", 0): "目标",
        ("project", "p1", "indicator.name", 3): "不相干",
    }
    facts = replace(FACTS, fields=before)
    proposal = read(["部门", "任务名称", "1", "办文"], ["部门", "任务名称", "3", "办事"])
    new = {("department", "", "task.name", 2): ("", "办事")}
    assert fillings(proposal, facts, "update") == new
    assert fillings(proposal, facts, "replace") == {
        **new,
        ("department", "", "task.name", 1): ("办会", ""),
        ("department", "", "task.content", 1): ("开好会议", ""),
    }


def test_what_is_filled_in_is_one_edit_that_can_be_undone(read, henan, tmp_path):
    stored = StoredPack(henan.id, henan.version, henan.files)
    path = tmp_path / "账本.ysb"
    with Book.create(path, FACTS.department, 2020, stored, holder="张三") as book:
        with book.edit("建立") as edit:
            edit.insert_all(FACTS.projects)
            edit.set_field(("department", "", "goal", 0), "旧目标")
        proposal = read(
            ["部门", "年度履职目标", "", "新目标"], ["车辆购置", "项目总金额", "", "16"]
        )
        difference = compare(proposal, book.facts(), "append", book.new_id)
        with book.edit("导入") as edit:
            apply_difference(edit, difference)
        assert dict(book.facts().fields) == {
            ("department", "", "goal", 0): "新目标",
            ("project", "p2", "total", 0): "16000000",
        }
        book.undo()
        assert dict(book.facts().fields) == {("department", "", "goal", 0): "旧目标"}
    assert "部门 年度履职目标：旧目标 → 新目标" in describe(difference)
    assert "车辆购置 项目总金额：16 万元" in describe(difference)


def test_the_template_of_fields_is_read_without_questions(register, tmp_path):
    path = tmp_path / "栏目.xlsx"
    write_template(path, "fields", register)
    proposal = propose(path, register)
    assert (proposal.problems, proposal.fields) == ((), ())


def test_a_register_without_fields_leaves_their_tables_alone(write_csv, register):
    plain = replace(register, text=None)
    units = write_csv([["单位代码", "单位名称", "单位类型"], ["016009", "甲", "行政"]], "单位.csv")
    assert len(propose(units, plain).units) == 1
    path = write_csv([HEADINGS, ["部门", "年度履职目标", "", "x"]])
    with pytest.raises(Exception, match="没有找到可以导入的表"):
        propose(path, plain)
