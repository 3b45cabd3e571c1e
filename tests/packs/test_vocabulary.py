"""Members of sources and natures: found by path, by unique name, or by alias."""

import pytest

from budgettool.packs.vocabulary import Member, MemberError, Vocabulary

VOCABULARY = Vocabulary(
    {
        "source": [
            Member("一般公共预算/债务收入", ("一般公共预算收入/债务收入",)),
            Member("政府性基金/债务收入"),
            Member("一般公共预算/国有资源（资产）有偿使用收入"),
            Member("事业收入", ("事业",), {"kind": "事业收入"}),
        ]
    }
)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("政府性基金/债务收入", "政府性基金/债务收入"),
        ("一般公共预算收入/债务收入", "一般公共预算/债务收入"),
        (" 事业 ", "事业收入"),
        ("国有资源(资产)有偿使用收入", "一般公共预算/国有资源（资产）有偿使用收入"),
        ("事业 收入", "事业收入"),
    ],
)
def test_a_text_means_one_member(text, path):
    assert VOCABULARY.resolve("source", text) == path


def test_an_ambiguous_name_is_refused_with_all_it_could_mean():
    with pytest.raises(MemberError, match="多种可能") as caught:
        VOCABULARY.resolve("source", "债务收入")
    assert set(caught.value.candidates) == {"一般公共预算/债务收入", "政府性基金/债务收入"}


@pytest.mark.parametrize("dimension", ["source", "nature"])
def test_an_unknown_name_is_refused(dimension):
    with pytest.raises(MemberError, match="没有叫“捐款”的"):
        VOCABULARY.resolve(dimension, "捐款")


def test_henan_knows_its_names_that_recur_only_by_path(henan):
    with pytest.raises(MemberError):
        henan.vocabulary.resolve("source", "债务收入")
    assert henan.vocabulary.resolve("source", "财政拨款") == "一般公共预算/财政拨款"


def test_members_of_both_shipped_packs_carry_the_same_attributes(henan):
    for source in henan.vocabulary.members("source"):
        assert {"fiscal", "carryover", "kind"} <= source.attributes.keys()
    for nature in henan.vocabulary.members("nature"):
        assert {"part", "staff"} == nature.attributes.keys()
