from dataclasses import replace

from budgettool.cube.breakdown import break_down
from budgettool.cube.scope import open_cube
from budgettool.packs.definition import Axis
from budgettool.packs.reference import parse_reference

FUNCTION, NATURE = Axis("function", "类"), Axis("nature", "级1")


def test_amounts_are_summed_by_member_and_part_drafts_included(henan, sample_facts, classification):
    cube = open_cube(henan, sample_facts, classification)
    line = next(line for line in sample_facts.lines if line.function == "2210201")
    cube.draft(replace(line, amount=line.amount + 7))
    found = break_down(cube.facts("expenditure"), cube.dimensions, FUNCTION, NATURE)
    assert set(found) == {"201", "208", "221"}
    assert found["221"] == {"基本支出": 63_40 * 10_000 + 7}
    whole = cube.figure(parse_reference("03.合计[总计]"))
    assert sum(sum(parts.values()) for parts in found.values()) == whole


def test_what_is_missing_is_summed_under_an_empty_name_and_other_years_apart(
    henan, sample_facts, classification
):
    cube = open_cube(henan, sample_facts, classification)
    line = next(line for line in sample_facts.lines if line.function == "2210201")
    cube.put(replace(line, id="x", function=None, amount=5))
    cube.put(replace(line, id="y", measure="prior", amount=9))
    facts = cube.facts("expenditure")
    assert break_down(facts, cube.dimensions, FUNCTION)[""] == {"": 5}
    assert break_down(facts, cube.dimensions, FUNCTION, measure="prior") == {"221": {"": 9}}
