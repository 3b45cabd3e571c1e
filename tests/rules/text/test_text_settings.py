"""What a pack sets for the rules about the text is asked of packs that have a text."""

from pathlib import Path

from budgettool.packs.location import find_pack, pack_folders
from budgettool.rules.settings import check_settings

DRAFTS = Path(__file__).parents[2] / "data" / "packs"


def test_a_pack_that_leaves_the_text_of_its_parent_needs_no_settings_of_its_own():
    pack = find_pack("forms-draft", pack_folders(DRAFTS))
    assert pack.text is not None
    assert not pack.text.parts
    check_settings(pack)
