"""The cube: figures, traces in both directions, drafts, and that deltas equal a fresh build."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.cube.scope import NoSuchUnitError, open_cube, restrict
from budgettool.model import AMOUNT, ExpenditureLine, IncomeLine, Project, Unit
from budgettool.packs.reference import parse_reference
from budgettool.sheets.build import build_sheets
from budgettool.sheets.packet import derive

WAN = 1_000_000
NEW = ExpenditureLine(
    id="new",
    unit="016001",
    function="2010301",
    department_economic="30201",
    nature="基本支出/公用经费",
    source="一般公共预算/财政拨款",
    amount=5 * WAN,
)


@pytest.fixture
def cube(henan, sample_facts, classification):
    return open_cube(henan, sample_facts, classification)


def figure(cube, text):
    return cube.figure(parse_reference(text))


def touched_references(touched):
    return {str(cell.reference) for cell in touched}


def test_a_new_line_counts_in_every_cell_that_it_feeds_and_in_no_other(cube, henan, sample_facts):
    before = build_sheets(henan, cube, sample_facts)
    touched = touched_references(cube.put(NEW))
    after = build_sheets(henan, cube, sample_facts)
    changed = {
        cell.reference
        for old, new in zip(before, after, strict=True)
        for cell in set(_cells(new)) - set(_cells(old))
    }
    printed = {table.id for table in henan.tables if table.printed}
    assert changed == {each for each in touched if each.partition(".")[0] in printed}
    assert "07.301/30101/50101[一般公共预算/财政拨款]" not in touched
    assert figure(cube, "07.302/30201/50201[一般公共预算/合计]") == 20 * WAN


def _cells(sheet):
    return [
        cell._replace(parts=(), column=0)
        for row in sheet.body
        for cell in row.cells
        if cell.reference
    ]


def test_line_to_cells_and_cell_to_lines_are_two_ways_of_one_trace(cube, sample_facts):
    for line in sample_facts.lines[::7]:
        for reference in cube.cells_fed(line.id):
            assert line.id in cube.lines_behind(reference)


def test_the_lines_behind_a_figure_add_up_to_it(cube, sample, sample_facts):
    amounts = {line.id: line.amount for line in sample_facts.lines}
    for sheet in sample.sheets:
        for row in sheet.body:
            for cell in row.cells[::3]:
                if cell.reference:
                    ids = cube.lines_behind(parse_reference(cell.reference))
                    assert sum(amounts[line_id] for line_id in ids) == cell.exact
                    assert len(ids) == len(set(ids))


def test_a_draft_counts_at_once_and_can_be_withdrawn(cube, sample_facts):
    line = next(line for line in sample_facts.lines if line.amount == 263_100_000)
    cube.draft(replace(line, amount=264_100_000))
    cube.draft(replace(line, amount=300_000_000))
    assert figure(cube, "01.支出合计[合计]") == 1_991_600_000 + 36_900_000
    cube.withdraw(line.id)
    assert figure(cube, "01.支出合计[合计]") == 1_991_600_000
    assert line.id in cube.lines_behind(parse_reference("01.支出合计[合计]"))


def test_a_settled_draft_is_not_withdrawn(cube):
    cube.draft(NEW)
    cube.settle(NEW.id)
    assert cube.withdraw(NEW.id) == ()
    assert figure(cube, "05.016/2010301[总计]") == 991_300_000


def test_a_drafted_new_line_is_gone_when_withdrawn(cube):
    cube.draft(NEW)
    cube.withdraw(NEW.id)
    assert cube.cells_fed(NEW.id) == ()


def test_the_government_code_follows_from_the_kind_of_unit_and_can_be_overridden(cube):
    cube.put(replace(NEW, unit="016002", id="a"))
    assert figure(cube, "06.302/30201/50502[总计]") == 20 * WAN
    cube.put(replace(NEW, unit="016002", id="a", government_economic="50299"))
    assert figure(cube, "06.302/30201/50299[总计]") == 5 * WAN


def test_a_line_without_nature_takes_that_of_its_project(henan, sample_facts, classification):
    facts = replace(
        sample_facts, projects=(Project("p1", "电子平台建设", nature="项目支出/专项资金"),)
    )
    cube = open_cube(henan, facts, classification)
    cube.put(replace(NEW, nature=None, project="电子平台建设"))
    assert figure(cube, "03.016/2010301[项目支出/专项资金]") == 5 * WAN


def test_half_filled_lines_are_visible_as_unclassified(cube, henan, sample_facts):
    cube.put(ExpenditureLine("half", unit="016001", amount=WAN))
    rows = {
        sheet.id: [row.address for row in sheet.body]
        for sheet in build_sheets(henan, cube, sample_facts)
    }
    assert "016/未分类" in rows["03"]
    assert "未分类/未分类/未分类" in rows["06"]
    assert "未分类" in {
        a
        for sheet in build_sheets(henan, cube, sample_facts)
        if sheet.id == "01"
        for row in sheet.body
        for a in [c.text for c in row.cells]
    }
    assert figure(cube, "01.支出合计[合计]") == 1_991_600_000 + WAN


def test_income_without_source_is_visible_as_unclassified(cube):
    cube.put(IncomeLine("loose", unit="016001", amount=WAN))
    assert figure(cube, "01.未分类[金额]") == WAN


def test_a_line_without_amount_counts_nothing_but_is_found(cube):
    cube.put(replace(NEW, amount=None))
    assert figure(cube, "01.支出合计[合计]") == 1_991_600_000
    assert cube.cells_fed("new")


def test_last_years_figures_do_not_count_in_this_years_tables(cube):
    cube.put(replace(NEW, measure="prior"))
    assert figure(cube, "01.支出合计[合计]") == 1_991_600_000
    assert NEW.measure == AMOUNT


def test_an_unused_class_that_the_form_does_not_list_is_appended(cube, henan, sample_facts):
    cube.put(replace(NEW, function="2340299"))
    sheet = next(s for s in build_sheets(henan, cube, sample_facts) if s.id == "04")
    labels = [cell.text for row in sheet.body for cell in row.cells if cell.column == 3]
    assert labels[-2:] == ["三十四、抗疫特别国债安排的支出", "支出合计"]


def test_units_are_printed_as_one_department_or_each_for_itself(
    henan, sample_facts, classification
):
    assert {row.address for row in derive(sample_facts, henan, classification).sheets[1].body} >= {
        "合计",
        "016",
    }
    single = derive(sample_facts, henan, classification, unit="016002")
    assert single.facts.department.full == "临溪市人民政府办公室驻江州办事处"
    assert [row.address for row in single.sheets[1].body][:2] == ["合计", "016002"]
    assert single.cube.figure(parse_reference("01.收入合计[金额]")) == 299 * WAN


def test_the_units_together_are_the_department(henan, sample_facts, classification):
    reference = parse_reference("05.合计[总计]")
    parts = [
        derive(sample_facts, henan, classification, unit=f"01600{n}").cube.figure(reference)
        for n in (1, 2, 3)
    ]
    assert sum(parts) == Fraction(1_990_500_000)


def test_an_unknown_unit_is_named(sample_facts):
    with pytest.raises(NoSuchUnitError, match="016009"):
        restrict(sample_facts, "016009")


def test_units_that_name_each_other_as_parent_do_not_hang(henan, sample_facts, classification):
    loop = (Unit("a", "a", "甲", "行政", "b"), Unit("b", "b", "乙", "行政", "a"))
    facts = replace(sample_facts, units=(*sample_facts.units, *loop))
    cube = open_cube(henan, facts, classification)
    cube.put(replace(NEW, unit="a"))
    assert restrict(facts, "a").units


@pytest.mark.parametrize("text", ["77.合计[总计]", "05.合计[没有这列]"])
def test_a_cell_that_no_table_has_has_no_figure(cube, text):
    assert figure(cube, text) is None


def test_a_row_without_lines_counts_zero(cube):
    assert figure(cube, "05.016/2050201[总计]") == 0


LINES = st.builds(
    ExpenditureLine,
    id=st.sampled_from(["a", "b", "c", "id20", "id25"]),
    unit=st.sampled_from([None, "016001", "016002", "nowhere"]),
    function=st.sampled_from([None, "2010301", "2080501", "20103", "abc"]),
    department_economic=st.sampled_from([None, "30101", "30201", "31013", "999"]),
    government_economic=st.sampled_from([None, "50101", "50299"]),
    nature=st.sampled_from([None, "基本支出/公用经费", "项目支出/专项资金", "怪"]),
    source=st.sampled_from(
        [None, "一般公共预算/财政拨款", "政府性基金/债务收入", "部门结转", "怪"]
    ),
    amount=st.one_of(st.none(), st.integers(-(10**15), 10**15)),
    measure=st.sampled_from(["amount", "prior"]),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), LINES),
        st.tuples(st.just("draft"), LINES),
        st.tuples(st.sampled_from(["remove", "withdraw", "settle"]), LINES),
    ),
    max_size=12,
)


def test_any_sequence_of_steps_equals_a_cube_made_of_what_is_left(
    henan, sample_facts, classification
):
    @given(steps=STEPS)
    def check(steps):
        _check_steps(steps, henan, sample_facts, classification)

    check()


def _check_steps(steps, henan, sample_facts, classification):
    cube = open_cube(henan, sample_facts, classification)
    lines = {line.id: line for line in sample_facts.lines}
    base = {}
    for step, line in steps:
        if step == "put":
            if line.id in base:
                continue
            cube.put(line)
            lines[line.id] = line
        elif step == "draft":
            base.setdefault(line.id, lines.get(line.id))
            cube.draft(line)
            lines[line.id] = line
        elif step == "withdraw" and line.id in base:
            cube.withdraw(line.id)
            before = base.pop(line.id)
            if before is None:
                del lines[line.id]
            else:
                lines[line.id] = before
        elif step == "settle":
            cube.settle(line.id)
            base.pop(line.id, None)
        elif step == "remove" and line.id not in base:
            cube.remove(line.id)
            lines.pop(line.id, None)
    fresh = replace(sample_facts, lines=tuple(lines.values()))
    assert build_sheets(henan, cube, fresh) == derive(fresh, henan, classification).sheets
