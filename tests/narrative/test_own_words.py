"""A section in own words: its figures follow later edits, and the template is kept in view."""

from dataclasses import replace

import pytest

from budgettool.narrative.compose import BASE, OWN


@pytest.fixture
def section(compose):
    def made(facts, section_id):
        composed = compose(facts)
        definition = next(each for each in composed.text.sections if each.id == section_id)
        return composed.section(definition), composed.template_markup(definition)

    return made


def with_more(facts, more):
    """Add so much to the first line of expenditure and of income."""
    kinds = set()
    lines = []
    for line in facts.lines:
        if type(line) not in kinds:
            kinds.add(type(line))
            line = replace(line, amount=line.amount + more)  # noqa: PLW2901
        lines.append(line)
    return replace(facts, lines=tuple(lines))


def test_own_words_stand_for_the_template_and_their_figures_stay_fields(told, fill, section):
    own = "本年收入{收入总计|金额}，比上年{收入总计|增减}{收入总计|增减额}。\n## 说明\n均为概算。"
    facts = fill(told, {OWN + "overall": own})
    made, _ = section(facts, "overall")
    assert made.origin == "own"
    assert made.text == "本年收入1991.60万元，比上年增加122.30万元。\n说明\n均为概算。"
    less, _ = section(with_more(facts, -20_000_0000), "overall")
    assert less.text.startswith("本年收入1791.60万元，比上年减少77.70万元。")


@pytest.mark.parametrize("section_id", ["duties", "overall", "general", "three_public", "others"])
def test_the_template_taken_over_as_own_words_prints_the_same(told, fill, section, section_id):
    made, markup = section(told, section_id)
    own, _ = section(fill(told, {OWN + section_id: markup}), section_id)
    assert own.paragraphs == made.paragraphs
    assert own.title == made.title


def test_own_words_are_outdated_where_the_template_says_something_else_now(told, fill, section):
    _, markup = section(told, "income")
    facts = fill(told, {OWN + "income": "收入{收入总计|金额}。", BASE + "income": markup})
    assert not section(facts, "income")[0].outdated
    figures_only, _ = section(with_more(facts, 10_000_0000), "income")
    assert not figures_only.outdated
    lines = tuple(replace(each, source="事业收入") for each in told.lines)
    other_sources, _ = section(replace(facts, lines=lines), "income")
    assert other_sources.outdated


def test_own_words_without_what_they_replaced_are_never_outdated(told, fill, section):
    made, _ = section(fill(told, {OWN + "income": "从略。"}), "income")
    assert (made.text, made.outdated) == ("从略。", False)


def test_blank_own_words_are_none(told, fill, section):
    assert section(fill(told, {OWN + "income": " \n "}), "income")[0].origin == "template"


def test_own_words_are_no_template(told, fill, section):
    evil = "{% for a in 单位() %}{{ 7 }}{{ ''.__class__ }}"
    made, _ = section(fill(told, {OWN + "income": evil}), "income")
    assert made.text == "【没有“% for a in 单位() %”】{ 7 }{ ''.__class__ }"


def test_own_words_are_written_even_where_the_template_does_not_need_them(told, fill, compose):
    """A preamble, which the template leaves empty."""
    made = compose(fill(told, {OWN + "preamble": "前言。"}))
    assert made.section(made.text.sections[0]).text == "前言。"
