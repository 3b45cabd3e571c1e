"""The sample with what the department fills in for its text: last year, reasons, counts."""

from dataclasses import replace

import pytest

from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Unit
from budgettool.narrative.compose import composing
from budgettool.narrative.template import Templates
from budgettool.sheets.packet import derive

PRIOR = {
    "收入总计": 1869_300000, "财政拨款收支": 1869_300000, "因公出国费": 20_550000,
    "公务接待费": 31_500000, "公务用车运行费": 53_700000, "公务用车购置费": 16_000000,
    "机关运行经费": 163_700000,
}  # fmt: skip
REASONS = (
    "收入总计", "财政拨款收支", "因公出国费", "公务接待费", "公务用车运行费", "公务用车购置费",
    "机关运行经费",
)  # fmt: skip
COUNTS = {
    "vehicles.general": "4", "vehicles.law": "0", "vehicles.other": "0",
    "equipment.general": "0", "equipment.special": "0", "transfers": "0",
}  # fmt: skip


def of_department(fields):
    return {("department", "", key, 0): text for key, text in fields.items()}


@pytest.fixture(scope="session")
def fill():
    """Change fields of the department; `None` takes one out."""

    def filled(facts, changed):
        keyed = {("department", "", key, 0): text for key, text in changed.items()}
        fields = {**facts.fields, **keyed}
        return replace(facts, fields={k: text for k, text in fields.items() if text is not None})

    return filled


@pytest.fixture(scope="session")
def without_last_year(told, fill):
    """The sample where nobody has said anything of last year."""
    return fill(told, {f"prior.{key}": None for key in PRIOR})


@pytest.fixture(scope="session")
def book():
    """Make a small department of its expenditure, with as much income of the same sources."""

    def made(*lines, kinds=("行政",), **fields):
        units = tuple(
            Unit(f"u{n}", f"01600{n}", f"{'本级甲乙丙'[n]}", kind) for n, kind in enumerate(kinds)
        )
        spent = tuple(
            ExpenditureLine(f"e{n}", unit="016000", **{"department_economic": "30201", **line})
            for n, line in enumerate(lines)
        )
        income = tuple(
            IncomeLine(f"i{n}", "016000", line.source, None, line.amount)
            for n, line in enumerate(spent)
        )
        department = Department("016", "临溪市教育局")
        return Facts(2020, department, units, (), (*spent, *income), of_department(fields))

    return made


@pytest.fixture(scope="session")
def told(sample_facts):
    """The sample with its purchases marked, and all that its text asks for."""
    lines = tuple(
        replace(line, procurement="货物")
        if isinstance(line, ExpenditureLine) and str(line.department_economic).startswith("310")
        else line
        for line in sample_facts.lines
    )
    fields = {f"prior.{key}": str(amount) for key, amount in PRIOR.items()}
    fields |= {f"reason.{key}": f"{key}有变动" for key in REASONS}
    fields |= COUNTS | {"duties": "1、起草文稿；\n2、组织会议。"}
    return replace(sample_facts, lines=lines, fields=of_department(fields))


@pytest.fixture(scope="session")
def templates(henan):
    return Templates(henan.text)


@pytest.fixture(scope="session")
def compose(henan, classification, templates):
    """Compose the document of facts, or of one unit of them."""

    def composed(facts, unit=None):
        return composing(derive(facts, henan, classification, unit=unit), templates)

    return composed


@pytest.fixture(scope="session")
def say(compose):
    """Give the text of one section."""

    def said(facts, section, unit=None):
        made = compose(facts, unit)
        definition = next(each for each in made.text.sections if each.id == section)
        return made.section(definition).text

    return said
