"""A book made before packs had texts and forms publishes a text all the same."""

import pytest

from budgettool.narrative.compose import composing
from budgettool.packs.location import load_stored_pack
from budgettool.sheets.packet import derive

LATER = ("procurement", "by_project", "10", "11")


@pytest.fixture(scope="module")
def old_pack(henan):
    files = {
        name: text
        for name, text in henan.files.items()
        if not name.endswith((".j2", "text.toml", "fields.toml", "rules.toml"))
        and name.removeprefix("tables/").removesuffix(".toml") not in LATER
    }
    for table in LATER:
        files["pack.toml"] = files["pack.toml"].replace(f', "{table}"', "")
    return load_stored_pack("henan-2020", files)


def test_its_document_has_the_text_beside_its_own_tables(old_pack, told, classification):
    document = composing(derive(told, old_pack, classification)).document()
    assert [sheet.id for sheet in document.sheets] == [f"{number:02}" for number in range(1, 10)]
    sections = {section.id: section.text for section in document.sections}
    assert "收入总计1991.60万元" in sections["overall"]
    assert "政府采购预算42.00万元" in sections["others"]
    assert "项目支出607.50万元未单独公开项目绩效目标表" in sections["others"]
    assert "【" not in "".join(sections.values())
