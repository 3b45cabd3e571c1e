"""Facts that are alike in all that is looked at are worked out once."""

from budgettool.cube.dimensions import Dimensions
from budgettool.cube.memo import Memo, projection
from budgettool.packs.definition import KEY, Axis

UNIT_KIND, ITEM = Axis("unit", "kind"), Axis("function", "项")


def key(**members):
    return tuple(members.get(dimension) for dimension in KEY)


def test_units_of_one_kind_are_worked_out_once(henan, sample_facts, classification):
    asked = []
    dimensions = Dimensions(sample_facts, classification, henan.vocabulary)
    memo = Memo((UNIT_KIND, ITEM), dimensions, lambda values: asked.append(values) or (7,))
    alike = [unit.code for unit in sample_facts.units if unit.kind == "财政补助事业"]
    assert len(alike) > 1
    assert {memo.of(key(unit=code, function="2010301")) for code in alike} == {(7,)}
    assert asked == [{UNIT_KIND: "财政补助事业", ITEM: "2010301"}]
    memo.of(key(unit=alike[0], function="2010302"))
    assert len(asked) == 2


def test_a_projection_takes_what_it_is_told():
    numbers = tuple("abc")
    for places, taken in (([], ()), ([1], ("b",)), ([0, 2], ("a", "c"))):
        assert projection(places)(numbers) == taken
