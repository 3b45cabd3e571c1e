from dataclasses import replace
from datetime import date

import pytest

from budgettool.exporting.packet import (
    Material,
    check_outward,
    go_outward,
    printed_date,
    subjects,
)
from budgettool.model import Project
from budgettool.packs.location import find_pack, pack_folders

EVERYTHING = ("cover", "contents", "overview", "explanation", "terms", "annex")


def with_fields(facts, fields):
    return replace(facts, fields=fields)


def test_secret_lines_are_in_no_part_and_are_counted(sample_facts, henan, classification):
    lines = list(sample_facts.lines)
    hidden = next(line for line in lines if line.amount and hasattr(line, "secret"))
    lines[lines.index(hidden)] = replace(hidden, secret=True)
    facts = replace(sample_facts, lines=tuple(lines))
    outward = go_outward(Material(facts, henan, classification), EVERYTHING)
    assert outward.published.lines == 1
    everything = " ".join(section.text for section in outward.document.sections)
    assert "1991.6" not in everything.replace(",", "").replace("1,991.60", "1991.6")


def test_what_is_masked_is_told_by_whose_it_is(sample_facts, henan, classification):
    project = Project("p1", "会议中心运转")
    fields = {
        ("project", "p1", "phone", 0): "0391-6633123",
        ("department", "", "duties", 0): "联系人 13800138000",
        ("department", "", "preamble", 0): "没有电话",
    }
    facts = replace(sample_facts, projects=(*sample_facts.projects, project), fields=fields)
    outward = go_outward(Material(facts, henan, classification), ["cover", "overview"])
    assert len(outward.masked) == 2
    assert subjects(facts, outward.masked) == ("会议中心运转", "临溪市政府办公室")
    assert "13800138000" not in " ".join(section.text for section in outward.document.sections)


@pytest.mark.parametrize(
    ("recorded", "printed"),
    [
        ("2020-06-19", "2020年6月19日"),
        ("2020年6月9日", "2020年6月9日"),
        ("", ""),
        ("待定", ""),
        ("2020-02-30", ""),
    ],
)
def test_the_cover_has_the_day_of_publishing(sample_facts, recorded, printed):
    fields = {("department", "", "publication_date", 0): recorded}
    assert printed_date(replace(sample_facts, fields=fields)) == printed


def test_the_date_stands_at_the_foot_of_the_cover(material):
    fields = {("department", "", "publication_date", 0): "2020-06-19"}
    dated = replace(material, facts=replace(material.facts, fields=fields))
    assert go_outward(dated, ["cover"]).document.parts[0].foot == ("2020年6月19日",)
    assert go_outward(material, ["cover"]).document.parts[0].foot == ()


def test_a_unit_has_the_departments_day_of_publishing(material):
    fields = {("department", "", "publication_date", 0): "2020-06-19"}
    unit = replace(material, facts=replace(material.facts, fields=fields), unit="016002")
    (cover,) = go_outward(unit, ["cover"]).document.parts
    assert cover.foot == ("2020年6月19日",)
    assert cover.lines[-1] == "2020年度单位预算"


def test_parts_stand_in_the_order_in_which_they_are_wanted(material):
    document = go_outward(material, ["annex", "cover"]).document
    assert [part.id for part in document.parts] == ["annex", "cover"]


def test_the_name_says_whether_there_is_text(material):
    assert go_outward(material, EVERYTHING).name == "临溪市人民政府办公室2020年度部门预算"
    assert go_outward(material, ["annex"]).name == "临溪市人民政府办公室2020年部门预算公开表"


def test_a_pack_without_text_gives_its_tables(sample_facts, henan, classification):
    national = find_pack("national-2021", pack_folders())
    material = Material(sample_facts, national, classification, henan.vocabulary)
    outward = go_outward(material, ["tables"])
    assert outward.document.sheets == outward.packet.sheets
    assert [part.kind for part in outward.document.parts] == ["tables"]
    result = check_outward(sample_facts, outward, date(2020, 2, 14))
    assert "P05" not in {each.code for each in result.findings}


def test_a_unit_without_lines_has_a_packet(sample_facts, henan, classification):
    unit = sample_facts.units[-1]
    lines = tuple(line for line in sample_facts.lines if line.unit != unit.code)
    facts = replace(sample_facts, lines=lines)
    outward = go_outward(Material(facts, henan, classification, unit=unit.code), EVERYTHING)
    assert f"办公室{unit.name}2020" in outward.name
    assert outward.document.department.endswith(unit.name)
    assert len(outward.document.parts) == len(EVERYTHING)
