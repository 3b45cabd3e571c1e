"""A book made from last year's keeps its text, reasons and counts; lines become last year's."""

from dataclasses import replace

import pytest

from budgettool.model import IncomeLine
from budgettool.narrative.compose import composing, figures_of_last_year
from budgettool.narrative.keeping import keep_last_year


def as_prior(line):
    return replace(line, id=f"last-{line.id}", measure="prior")


@pytest.fixture(scope="module")
def next_year(told, compose):
    """The book of next year: nothing of its own yet but a tenth more of each line."""
    prior = tuple(as_prior(line) for line in told.lines)
    lines = tuple(replace(line, amount=line.amount * 11 // 10) for line in told.lines)
    return replace(told, year=2021, lines=(*prior, *lines), fields=keep_last_year(compose(told)))


def of_department(facts, key):
    return facts.fields.get(("department", "", key, 0))


def test_sections_and_reasons_are_kept_in_plain_words(next_year, told, say):
    assert of_department(next_year, "last.text.overall") == say(told, "overall")
    assert of_department(next_year, "last.reason.公务接待费") == "公务接待费有变动"
    assert of_department(next_year, "last.text.preamble") is None


def test_duties_stay_and_counts_become_last_years(next_year):
    assert of_department(next_year, "duties") == "1、起草文稿；\n2、组织会议。"
    assert of_department(next_year, "prior.一般公务用车") == "4"
    assert of_department(next_year, "vehicles.general") is None
    assert of_department(next_year, "prior.收入总计") is None


def test_amounts_of_last_year_follow_from_its_lines(next_year, say):
    said = say(next_year, "overall")
    assert "2021年收入总计2190.76万元" in said
    assert "与2020年预算相比，收、支总计均增加199.16万元，增长10.00%" in said
    assert "比2020年增加3.10万元，增长10.00%" in say(next_year, "three_public")
    assert "比2020年增加15.48万元，增长10.00%" in say(next_year, "others")


def test_what_last_year_has_no_lines_of_is_not_compared(next_year, told, say):
    income = {f"last-{line.id}" for line in told.lines if isinstance(line, IncomeLine)}
    kept = tuple(line for line in next_year.lines if line.id not in income)
    facts = replace(next_year, lines=kept)
    assert "2020年" not in say(facts, "overall")
    assert "比2020年增加3.10万元" in say(facts, "three_public")


def test_last_years_own_words_and_untyped_reasons_are_kept_as_they_were(told, fill, compose):
    facts = fill(told, {"text.fund": "没有{政府性基金支出|金额}以外的。", "reason.收入总计": None})
    kept = keep_last_year(compose(facts))
    assert kept["department", "", "last.text.fund", 0] == "没有0.00万元以外的。"
    assert ("department", "", "last.reason.收入总计", 0) not in kept


def test_a_section_that_cannot_be_said_does_not_keep_the_others(henan, sample):
    text = replace(henan.text, templates={**henan.text.templates, "income": "{{ 甲 }}"})
    kept = keep_last_year(composing(replace(sample, pack=replace(henan, text=text))))
    assert ("department", "", "last.text.income", 0) not in kept
    assert ("department", "", "last.text.overall", 0) in kept


def test_last_years_figures_may_be_handed_in(next_year, compose):
    packet = compose(next_year).packet
    before = figures_of_last_year(packet)
    overall = next(each for each in packet.pack.text.sections if each.id == "overall")
    again = composing(packet, before=before)
    assert again.section(overall) == composing(packet).section(overall)
