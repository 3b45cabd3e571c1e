"""The sample's packet, as it is published, and what its files bear."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from budgettool.exporting.packet import Imprint, Material, choice_of, go_outward, profiles_of
from budgettool.exporting.pdf import open_font_book


@pytest.fixture(scope="session")
def imprint():
    return Imprint(open_font_book(), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), draft=True)


@pytest.fixture(scope="session")
def material(sample_facts, henan, classification):
    return Material(sample_facts, henan, classification)


@pytest.fixture(scope="session")
def outward(material):
    """All of the sample that is published."""
    choice = choice_of(material.pack, profiles_of(material.pack)[0])
    return go_outward(material, choice.parts)


@pytest.fixture(scope="session")
def tables(material):
    """Two tables alone, which are written in a moment."""
    return _with_few(go_outward(material, ["annex"]), 2)


@pytest.fixture
def named(sample_facts, henan, classification):
    """Give a function that makes the tables of a department of a given name."""

    def make(name):
        department = replace(sample_facts.department, full=name)
        facts = replace(sample_facts, department=department)
        material = Material(facts, henan, classification)
        return _with_few(go_outward(material, ["cover", "annex"]), 1)

    return make


def _with_few(outward, count):
    """Leave few tables in a document, so that it is written in a moment."""
    parts = tuple(replace(part, sheets=part.sheets[:count]) for part in outward.document.parts)
    return replace(outward, document=replace(outward.document, parts=parts))
