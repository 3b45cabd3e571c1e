"""Settings of a pack: those that rules read, and no others."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from budgettool.packs.location import find_pack, pack_folders
from budgettool.packs.reading import PackError
from budgettool.packs.rule import RuleBook
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.settings import SETTINGS, check_settings
from budgettool.rules.sheets import check_sheets

_ROW = re.compile(r"^\| `(\w+)` \| ([A-Z]+[\d.]+(?:、[A-Z]+[\d.]+)*) \|", re.MULTILINE)
PAGE = Path(__file__).parents[2] / "docs" / "packs.md"


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021"])
def test_settings_of_shipped_packs_are_read_by_rules(pack_id):
    check_settings(find_pack(pack_id, pack_folders()))


@pytest.mark.parametrize("given", [{"nature": {}}, {"publications": {"days": 20}}, {"percent": 10}])
def test_a_setting_that_no_rule_reads_is_refused(henan, classification, given):
    pack = replace(henan, rules=RuleBook(settings=given))
    with pytest.raises(PackError, match=f"settings.{next(iter(given))}：没有这项设置"):
        check_sheets(pack, [], classification)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"confusions": 5}, "confusions：写法不对"),
        ({"units": "没有的"}, "units：没有“没有的”这一节"),
        ({"absences": {"99": "政府性基金支出"}}, "absences.99：没有这张表"),
        ({"absences": {"09": "没有的"}}, "absences.09：没有“没有的”这个数"),
        ({"ceilings": {"没有的": "01.收入合计[金额]"}}, "ceilings.没有的：没有这个数"),
        ({"ceilings": {"政府采购": "sum(("}}, "ceilings.政府采购："),
        ({"rules": {"08": "BT99"}}, "rules.08：只能是BT1、"),
    ],
)
def test_settings_of_texts_name_what_is_there(henan, given, said):
    pack = replace(henan, rules=RuleBook(settings={"text": given}))
    with pytest.raises(PackError, match=re.escape(f"settings.text.{said}")):
        check_settings(pack)


def test_the_guide_of_packs_tells_of_each_with_its_rules():
    told = dict(_ROW.findall(PAGE.read_text(encoding="utf-8")))
    assert told == {name: "、".join(codes) for name, codes in SETTINGS.items()}
    read = {code for codes in SETTINGS.values() for code in codes}
    assert read <= {rule.code for rule in PROGRAM_RULES}
