"""Each rule about publishing: a packet that passes, and one that breaks it by the least."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from budgettool.model import ExpenditureLine
from budgettool.narrative.compose import composing
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context
from budgettool.rules.publication import PUBLICATION_RULES
from budgettool.rules.publication.checking import check_publication
from budgettool.sheets.packet import derive
from budgettool.sheets.publishing import publish, publish_packet
from budgettool.sheets.sheet import Page

RECORDED = {"secrecy_review": "王宁 2020-02-10", "signed_by": "李华 2020-02-11"}
DAY = date(2020, 2, 21)


@pytest.fixture
def check(sample_facts, henan, classification):
    def result(recorded=RECORDED, today=DAY, fields=None, sheets=tuple, **parts):
        kept = {("department", "", key, 0): text for key, text in recorded.items()}
        kept["project", sample_facts.projects[0].id, "overview", 0] = "概况"
        facts = replace(sample_facts, fields=MappingProxyType({**kept, **(fields or {})}), **parts)
        published = publish(facts, henan)
        packet = derive(published.facts, henan, classification)
        packet = replace(packet, sheets=sheets(packet.sheets))
        return check_publication(facts, published, packet, today)

    return result


def codes(result):
    return [(finding.code, finding.level) for finding in result.findings]


def test_nothing_is_found_in_the_real_case(check):
    result = check()
    assert result.findings == ()
    assert result.unknown == {"P04": "没有记批复日期"}
    assert set(result.rules) == {"B10", "B11.1", "P01", "P02", "P03", "P04", "P05"}


def test_they_are_asked_apart_from_the_rules_that_follow_edits(sample):
    checker = Checker(Context(sample.pack, sample.facts, sample.cube))
    assert not {each.rule.code for each in PUBLICATION_RULES} & set(checker.rules)


@pytest.mark.parametrize(("text", "count"), [("1380013800", 0), ("13800138000", 1)])
def test_p01_personal_data_are_found_and_not_repeated(check, text, count):
    result = check(fields={("department", "", "overview", 0): f"联系张晓明 {text}"})
    assert codes(result) == [("P01", "S")] * count
    assert all(text not in finding.message for finding in result.findings)


def test_p01_an_amount_kept_in_a_field_is_no_telephone_number(check):
    assert codes(check(fields={("department", "", "prior.收入总计", 0): "13800138000"})) == []


def test_p01_a_field_of_a_unit_is_found_where_it_is_filled_in(check):
    (finding,) = check(fields={("unit", "016002", "duties", 0): "联系 13800138000"}).findings
    assert (finding.place.kind, finding.place.name) == ("unit", "016002")


def test_p01_a_project_that_is_not_published_is_not_looked_at(check, sample_facts):
    project = next(each for each in sample_facts.projects if each.name == "车辆购置")
    lines = tuple(
        replace(line, secret=True)
        if isinstance(line, ExpenditureLine) and line.project == project.name
        else line
        for line in sample_facts.lines
    )
    fields = {("project", project.id, "overview", 0): "联系 13800138000"}
    assert codes(check(fields=fields)) == [("P01", "S")]
    assert codes(check(fields=fields, lines=lines)) == [("P02", "S")]


def test_p01_texts_of_sheets_are_looked_at(check):
    def noted(sheets):
        return (replace(sheets[0], notes=("咨询 13800138000",)), *sheets[1:])

    (finding,) = check(sheets=noted).findings
    assert (finding.code, finding.place.kind, finding.place.name) == ("P01", "table", "01")


def test_p02_what_is_secret_is_told(check, sample_facts):
    spending = next(line for line in sample_facts.lines if isinstance(line, ExpenditureLine))
    rest = tuple(line for line in sample_facts.lines if line is not spending)
    assert codes(check(lines=(spending, *rest))) == []
    (finding,) = check(lines=(replace(spending, secret=True), *rest)).findings
    assert (finding.code, finding.level) == ("P02", "S")
    assert "1 条涉密明细不公开：一般公共预算·财政拨款 263.1 万元" in finding.message
    assert "收支不平" not in finding.message


@pytest.mark.parametrize("key", ["secrecy_review", "signed_by"])
def test_p03_both_records_are_needed(check, key):
    recorded = {name: text for name, text in RECORDED.items() if name != key}
    assert [f.place.field for f in check(recorded).findings] == [key]


def test_p03_every_table_is_needed(check):
    def without(sheets):
        return [sheet for sheet in sheets if sheet.id != "09"]

    (finding,) = check(sheets=without).findings
    assert (finding.code, finding.message) == ("P03", "缺少预算09表")


def of_projects(sheets):
    return [sheet for sheet in sheets if sheet.id.startswith("11/")]


def test_p03_projects_with_lines_have_at_least_one_sheet_of_targets(check):
    def without(sheets):
        return tuple(sheet for sheet in sheets if sheet not in of_projects(sheets))

    result = check(sheets=without)
    (finding,) = result.findings
    assert (finding.code, finding.level, finding.message) == ("P03", "H", "缺少预算 11 表")
    assert result.unknown["B11.1"] == "没有项目绩效目标表"


def test_p03_without_lines_of_projects_no_sheet_of_targets_is_wanting(check, sample_facts):
    lines = tuple(
        replace(line, project=None) if isinstance(line, ExpenditureLine) else line
        for line in sample_facts.lines
    )
    assert check(lines=lines, projects=()).findings == ()


@pytest.mark.parametrize(
    ("recorded", "found"),
    [
        ({"publication_date": "2020-02-21"}, []),
        ({"publication_date": "2020年2月22日"}, [("P04", "S")]),
        ({}, [("P04", "I")]),
    ],
)
def test_p04_twenty_days_after_approval(check, recorded, found):
    assert codes(check({**RECORDED, "approval_date": "2020-02-01", **recorded})) == found


def test_p04_counts_down(check):
    approved = {**RECORDED, "approval_date": "2020-02-01"}
    assert check(approved, today=DAY).findings[0].message.endswith("还有 0 天")
    (late,) = check(approved, today=date(2020, 2, 22)).findings
    assert (late.level, late.message[-6:]) == ("S", "逾期 1 天")


@pytest.mark.parametrize("day", ["2020-02-30", "9999-12-31"])
def test_p04_a_day_that_is_none_is_said(check, day):
    unknown = check({**RECORDED, "approval_date": day}).unknown
    assert "不是日期" in unknown["P04"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "没有标题"),
        ({"number": ""}, "没有编号"),
        ({"captions": ()}, "没有单位"),
        ({"page": Page(page_number="")}, "没有页码"),
    ],
)
def test_p05_pages_say_what_they_are(check, changed, said):
    (finding,) = check(sheets=lambda s: (replace(s[0], **changed), *s[1:])).findings
    assert (finding.code, finding.message) == ("P05", said)


def test_p05_codes_are_told_to_their_depth(check):
    found = check(sheets=lambda sheets: sheets[:1]).findings
    assert [f.place.name for f in found if f.code == "P05"] == ["功能分类的项", "经济分类的款"]


def test_every_rule_is_told_to_people_in_full():
    for each in PUBLICATION_RULES:
        rule = each.rule
        assert all((rule.title, rule.scope, rule.mend, rule.basis, *rule.example)), rule.code


@pytest.fixture
def compose(sample_facts, henan, classification):
    """Check the sample as it is published, with its document changed."""

    def result(change=lambda document: document, fields=None):
        kept = {
            ("department", "", key, 0): text for key, text in (RECORDED | (fields or {})).items()
        }
        facts = replace(sample_facts, fields=MappingProxyType({**sample_facts.fields, **kept}))
        outward, published = publish_packet(derive(facts, henan, classification))
        made = composing(outward)
        document = change(made.document())
        return check_publication(facts, published, outward, DAY, document, made.quantities)

    return result


def without(document, kind):
    return replace(document, parts=tuple(part for part in document.parts if part.kind != kind))


def test_the_whole_document_of_the_sample_has_all_that_is_asked(compose):
    result = compose()
    assert {each.code for each in result.findings} == {"P01"}  # telephone numbers, masked
    assert {"BT1", "BT13", "P05"} <= set(result.rules)


def test_p03_required_sections_are_in_the_document(compose):
    found = [
        f for f in compose(lambda document: without(document, "text")).findings if f.code == "P03"
    ]
    assert "说明文字没有“一、主要职能”" in {each.message for each in found}
    assert {each.level for each in found} == {"H"}


def test_p03_required_fields_are_filled_in(compose):
    found = compose(fields={"goal": " "}).findings
    assert [(each.code, each.message) for each in found if each.code == "P03"] == [
        ("P03", "没有填“年度履职目标”")
    ]


def test_p05_every_part_of_the_document_has_a_heading(compose):
    def untitled(document):
        parts = (replace(each, title="") if each.id == "terms" else each for each in document.parts)
        return replace(document, head="", parts=tuple(parts))

    messages = [each.message for each in compose(untitled).findings if each.code == "P05"]
    assert messages == ["成册文件没有页眉", "成册文件的“terms”部分没有标题"]


def test_p01_the_text_is_looked_at(compose):
    before, after = (
        [each.message for each in compose(fields=fields).findings if each.code == "P01"]
        for fields in ({}, {"text.units": "单位。经办人张晓明 13800138000"})
    )
    assert len(after) > len(before)
    assert all("13800138000" not in message for message in after)


def test_words_of_the_departments_own_are_judged_when_published(compose):
    found = compose(fields={"text.income": "收入合计1991.70万元。"}).findings
    assert [(each.code, each.level) for each in found if each.code != "P01"] == [("BT1", "H")]
