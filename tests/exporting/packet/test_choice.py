from dataclasses import replace

import pytest

from budgettool.exporting.packet import (
    NoSuchPartError,
    NoSuchProfileError,
    choice_in,
    choice_of,
    choose_parts,
    find_profile,
    parts_of,
    profiles_of,
)
from budgettool.model import Department, Facts
from budgettool.packs.location import find_pack, pack_folders


@pytest.fixture(scope="module")
def national():
    return find_pack("national-2021", pack_folders())


@pytest.fixture
def usual(henan):
    return choice_of(henan, profiles_of(henan)[0])


def facts_with(fields):
    return Facts(2020, Department("016", "某某局"), fields=fields)


def test_a_profile_is_found_by_its_name_or_its_id(henan):
    assert find_profile(henan, "公开全本") == find_profile(henan, "public")


def test_an_unknown_profile_names_those_that_there_are(henan):
    with pytest.raises(NoSuchProfileError, match="公开全本（public）"):
        find_profile(henan, "简本")


def test_the_usual_choice_is_the_packs_first_profile(henan, usual):
    assert usual.parts == ("cover", "contents", "overview", "explanation", "terms", "annex")
    assert usual.formats == ("pdf", "docx", "xlsx", "html")
    assert choice_in(facts_with({}), henan) == usual


def test_parts_that_are_not_wanted_keep_their_place_among_the_others(usual):
    assert usual.order.index("charts") == usual.order.index("explanation") + 1
    assert "charts" not in usual.parts


def test_what_was_chosen_is_read_as_it_was_kept(henan, usual):
    moved = replace(
        usual, order=("annex", *usual.order[:-1]), chosen=usual.chosen - {"terms"}
    ).with_formats(["html", "pdf"])
    assert choice_in(facts_with(moved.as_fields()), henan) == moved
    assert moved.parts[0] == "annex"
    assert moved.formats == ("pdf", "html")


def test_parts_that_a_pack_no_longer_has_are_forgotten_and_new_ones_are_not_chosen(henan, usual):
    kept = {key: text.replace("+terms", "+gone") for key, text in usual.as_fields().items()}
    choice = choice_in(facts_with(kept), henan)
    assert "gone" not in choice.order
    assert "terms" in choice.order
    assert "terms" not in choice.parts


@pytest.mark.parametrize("text", ["", "\n\n", "cover", "+", "乱码", "+nowhere"])
def test_what_cannot_be_read_is_the_usual_choice(henan, usual, text):
    (parts, *_) = usual.as_fields()
    assert choice_in(facts_with({parts: text}), henan) == usual


def test_parts_are_chosen_by_name_in_the_order_in_which_they_are_named(henan, usual):
    assert choose_parts(henan, usual, ["附件", "cover"]).parts == ("annex", "cover")
    chosen = choose_parts(henan, usual, ["附件：预算表", "cover"])
    assert chosen.parts == ("annex", "cover")
    assert set(chosen.order) == {part.id for part in parts_of(henan)}
    with pytest.raises(NoSuchPartError, match="封底"):
        choose_parts(henan, usual, ["封底"])


def test_a_pack_without_text_has_its_tables(national):
    (profile,) = profiles_of(national)
    assert profile.name == "只要表"
    assert [part.name for part in parts_of(national)] == ["预算表"]
    assert choice_of(national, profile).parts == ("tables",)
