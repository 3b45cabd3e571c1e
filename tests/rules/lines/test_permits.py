"""What a pack permits: shipped packs are understood, and mistakes are refused by place."""

from dataclasses import replace

import pytest

from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reading import PackError
from budgettool.packs.rule import Override, RuleBook
from budgettool.rules.lines.permits import check_permits


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021"])
def test_shipped_packs_are_understood(pack_id):
    pack = find_pack(pack_id, pack_folders())
    assert pack.rules.settings["natures"]
    check_permits(pack)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"natures": {"3010": ["基本支出"]}}, "settings.natures.3010：应为三位"),
        ({"natures": {"301": "基本支出"}}, "settings.natures.301：应为列表"),
        ({"natures": {"301": ["基本开支"]}}, "没有符合“基本开支”的成员"),
        ({"natures": {"301": [{"part": "基本"}]}}, "没有符合“part = 基本”的成员"),
        ({"natures": {"301": [7]}}, "应为列表"),
        ({"procurement": {"31002": "劳务"}}, "settings.procurement.31002"),
        ({"sources": [{"when": {"source": ["事业收入"]}}]}, "settings.sources[1].only"),
        (
            {"sources": [{"when": {"source": ["事业收入"]}, "only": {"source": ["事业收入"]}}]},
            "应一个是 source，一个是 nature",
        ),
    ],
)
def test_a_mistake_is_refused_by_place(henan, settings, said):
    rules = replace(henan.rules, settings=settings)
    with pytest.raises(PackError) as refused:
        check_permits(replace(henan, rules=rules))
    assert said in str(refused.value)


def test_a_pack_without_settings_permits_all(small, line):
    small.pack = replace(small.pack, rules=replace(small.pack.rules, settings={}))
    assert small.found(line(nature="基本支出/工资福利支出")) == []


def test_a_rule_that_is_off_is_not_asked(small, line):
    small.pack = replace(
        small.pack,
        rules=RuleBook(overrides={"L09": Override(off="不查"), "L14": Override(level="S")}),
    )
    assert small.found(line(amount=1), line(id="e2", amount=1)) == [("L14", "S", "amount")] * 2
