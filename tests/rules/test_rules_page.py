"""The list of rules in the docs is what the program and its packs say."""

import importlib.util
import re
from pathlib import Path

import pytest

from budgettool.packs.location import find_pack, known_packs, pack_folders
from budgettool.rules.checker import PROGRAM_RULES
from budgettool.rules.rule import as_packed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"


def load_writer():
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "installer/rules_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_rules_say():
    assert PAGE.read_text(encoding="utf-8") == load_writer().page(), "make docs"


@pytest.mark.parametrize("pack", known_packs(pack_folders()))
def test_every_rule_of_a_pack_is_on_the_page(pack):
    told = set(re.findall(r"^### (\S+) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    rules = as_packed(PROGRAM_RULES, find_pack(pack, pack_folders()))
    assert {code for code, rule in rules.items() if not rule.off} <= told


def test_every_rule_of_the_program_says_all_that_people_ask():
    for rule in PROGRAM_RULES:
        assert all((rule.title, rule.scope, rule.mend, rule.basis, *rule.example)), rule.code
