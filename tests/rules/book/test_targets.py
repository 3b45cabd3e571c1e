"""The targets of projects are whole, and projects stay within their 项."""

from dataclasses import replace

import pytest

PROJECT = {"nature": "项目支出/专项资金", "project": "平台建设"}
WHOLE = {
    "use": "业务类", "leader": "甲", "start": "2020-01-01", "end": "2020-12-31",
    "total": "1000000", "overview": "概", "basis": "据", "need": "要", "goal": "总",
    "year_goal": "年",
}  # fmt: skip
INDICATORS = [
    ("产出目标", "数量", "系统", "1套"),
    ("产出目标", "质量", "合格率", "=100%"),
    ("产出目标", "时效", "", "及时"),
    ("效果目标", "满意度", "满意度", ""),
]


def fields(indicators=INDICATORS, **given):
    said = {("project", "p1", key, 0): text for key, text in (WHOLE | given).items() if text}
    for row, texts in enumerate(indicators):
        names = ("level1", "level2", "name", "value")
        said |= {
            ("project", "p1", f"indicator.{name}", row): text
            for name, text in zip(names, texts, strict=True)
        }
    return said


def found(book, spent, **given):
    return [
        (finding.level, finding.place.field, finding.message)
        for finding in book.found("B11.3", [spent(**PROJECT)], fields=fields(**given))
    ]


@pytest.fixture
def book(book, henan):
    """A small book with what the pack says of targets."""
    book.checks = lambda lines, real=book.checks, **parts: real(
        lines, settings={"targets": henan.rules.settings["targets"]}, **parts
    )
    return book


def test_a_whole_sheet_is_left_alone(book, spent):
    assert found(book, spent) == []
    assert found(book, spent, start="2019-05", end="2020-01") == []


@pytest.mark.parametrize(
    ("given", "level", "field", "message"),
    [
        ({"use": ""}, "S", "use", "没有填资金用途"),
        ({"need": "", "goal": " "}, "S", "need", "没有填项目设立的必要性、项目总目标"),
        ({"start": "年初"}, "S", "start", "开始时间“年初”应是日期，如 2020-01-01"),
        ({"prior": "约三十"}, "S", "prior", "项目上年度金额“约三十”不是金额"),
        (
            {"start": "2020-12-31", "end": "2020-01-01"},
            "S",
            "end",
            "结束时间 2020-01-01 早于开始时间 2020-12-31",
        ),
        (
            {"end": "2020-12", "start": "2021-01"},
            "S",
            "end",
            "结束时间 2020-12 早于开始时间 2021-01",
        ),
        (
            {"start": "2021-01-01", "end": "2021-12-31"},
            "S",
            "start",
            "起止时间 2021-01-01 至 2021-12-31 不含 2020 年",
        ),
        (
            {"indicators": INDICATORS[:1]},
            "S",
            "indicator.level1",
            "没有这些方面的指标：产出目标·质量、产出目标·时效、效果目标",
        ),
        (
            {"indicators": [*INDICATORS, ("产出目标", "质量", "验收", "=100%通过率")]},
            "I",
            "indicator.value",
            "“验收”的目标值“=100%通过率”读不出数和单位",
        ),
    ],
)
def test_what_is_wanting_is_found_at_its_field(book, spent, given, level, field, message):
    assert found(book, spent, **given) == [(level, field, message)]


def test_a_level_that_is_only_named_is_no_indicator(book, spent):
    blank = [*INDICATORS[:3], ("效果目标", "满意度", "", " ")]
    assert [text for _, _, text in found(book, spent, indicators=blank)] == [
        "没有这些方面的指标：效果目标"
    ]


def test_every_unclear_value_is_a_finding_of_its_own(book, spent):
    unclear = [*INDICATORS, ("产出目标", "质量", "一", "=1%多"), ("产出目标", "质量", "二", "≥")]
    findings = book.found("B11.3", [spent(**PROJECT)], fields=fields(indicators=unclear))
    assert len({finding.key for finding in findings}) == 2


def test_a_project_of_which_nothing_is_filled_in_is_left_alone(book, spent):
    assert book.found("B11.3", [spent(**PROJECT)], fields={}) == []


def test_a_pack_without_forms_of_projects_does_not_ask(book, spent):
    tables = tuple(table for table in book.pack.tables if not table.per)
    book.pack = replace(book.pack, tables=tables)
    unknown = book.checks([spent(**PROJECT)]).unknown
    assert {code: unknown[code] for code in ("B11.3", "B11.4")} == dict.fromkeys(
        ("B11.3", "B11.4"), "表样包没有项目绩效目标表"
    )


def test_projects_stay_within_their_function(book, spent):
    sound, said = spent(100_00, **PROJECT), fields()
    assert book.found("B11.4", [sound], fields=said) == []
    stray = spent(1, id="e2", nature="基本支出/公用经费", project="平台建设")
    (finding,) = book.found("B11.4", [sound, stray], fields=said)
    assert (finding.place.name, finding.difference) == ("2010301", 1)
    elsewhere = replace(stray, measure="prior")
    assert book.found("B11.4", [sound, elsewhere], fields=said) == []
    assert book.found("B11.4", [sound, stray], fields={}) == []
