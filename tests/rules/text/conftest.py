"""Texts under check: against the tables that were really published, and against a book."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from budgettool.cube.dimensions import Dimensions
from budgettool.importing.tables import read_tables
from budgettool.importing.typed_text import read_text, sections_of
from budgettool.model import Department, Facts
from budgettool.narrative.compose import composing
from budgettool.rules.text.checking import check_text
from budgettool.rules.text.sheet_figures import SheetFigures
from budgettool.sheets.packet import derive
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Paragraph, Plain, Section

DATA = Path(__file__).parents[2] / "data"
LAST_YEAR = {
    "收入总计": 186930, "财政拨款收支": 186930, "因公出国费": 2055, "公务接待费": 3150,
    "公务用车运行费": 5370, "公务用车购置费": 1600, "机关运行经费": 16370,
}  # fmt: skip
"""Of the real case, in 100 元, as its text implies it."""


class Published:
    """The tables as they were published, and texts judged by them."""

    def __init__(self, pack, classification):
        self.pack = pack
        self.sheets = (
            *read_tables(DATA / "published_2020.json", pack).sheets,
            *read_tables(DATA / "published_forms_2020.json", pack).sheets,
        )
        facts = Facts(2020, Department("", ""))
        dimensions = Dimensions(facts, classification, pack.vocabulary, pack.qualified_names)
        self.figures = SheetFigures(pack, self.sheets, dimensions)
        self.quantities = Quantities(pack.text, facts, self.figures, forms=self.figures.projects)
        self.lines = read_text(DATA / "published_text_2020.txt")

    def check(self, lines=None):
        sections = sections_of(lines or self.lines, self.pack.text)
        return check_text(
            self.pack, sections, self.quantities,
            units=self.figures.units(), step=self.figures.step,
        )  # fmt: skip

    def found(self, lines=None):
        return {(each.key, each.level, each.message) for each in self.check(lines).findings}


@pytest.fixture(scope="session")
def published(henan, classification):
    return Published(henan, classification)


@pytest.fixture
def book(sample_facts, henan, classification):
    """Compose the text of the sample, with fields and parts of it changed."""

    def made(fields=None, **parts):
        kept = {("department", "", key, 0): text for key, text in (fields or {}).items()}
        given = MappingProxyType({**sample_facts.fields, **kept})
        facts = replace(sample_facts, fields=given, **parts)
        return composing(derive(facts, henan, classification))

    return made


@pytest.fixture
def say(book):
    """Check one paragraph that was typed, in some section, against the sample; gives findings."""

    def found(text, section="overall", fields=None, codes=None):
        made = book({**known(), **(fields or {})})
        words = text if isinstance(text, Paragraph) else Paragraph((Plain(text),))
        sections = (Section(section, "一、说明", (words,), "own"),)
        result = check_text(made.packet.pack, sections, made.quantities)
        wanted = codes or {f"BT{number}" for number in range(1, 13)}
        return [each for each in result.findings if each.code in wanted]

    return found


def known():
    """Give last year's amounts of the sample as its fields hold them."""
    return {f"prior.{key}": str(amount * 10_000) for key, amount in LAST_YEAR.items()}
