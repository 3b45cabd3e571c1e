"""Whatever happened to a book, its findings are those of the book as it stands."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgettool.codes import load_classification
from budgettool.cube.scope import open_cube
from budgettool.model import Department, ExpenditureLine, Facts, IncomeLine, Project, Unit
from budgettool.packs.location import find_pack, pack_folders
from budgettool.rules.checker import Checker
from budgettool.rules.context import Context

UNITS = (
    Unit("u0", "016", "临溪市人民政府办公室", "汇总"),
    Unit("u1", "016001", "机关本级", "行政", "016"),
    Unit("u2", "016002", "驻江州办事处", "财政补助事业", "016"),
)
AMOUNTS = st.sampled_from([0, 1, -1, 100_000, 250_000, 33_333_333])
IDS = st.sampled_from(["a", "b", "c", "d", "e"])
MOVES = st.lists(st.tuples(st.sampled_from(["put", "draft", "withdraw", "remove", "text"]), IDS))


class Year:
    """A pack with the codes of its year."""

    def __init__(self, pack, year):
        self.pack = find_pack(pack, pack_folders())
        self.year = year
        self.codes = load_classification(year)


@pytest.fixture(scope="module", params=[("henan-2020", 2020), ("national-2021", 2021)])
def year(request):
    return Year(*request.param)


def lines(pack):
    """Make lines, half-filled and wrong ones among them."""
    sources = st.sampled_from([None, *(m.path for m in pack.vocabulary.members("source"))][:6])
    natures = st.sampled_from([None, *(m.path for m in pack.vocabulary.members("nature"))])
    units = st.sampled_from([None, "016001", "016002", "没有登记"])
    measures = st.sampled_from(["amount", "amount", "amount", "prior"])
    spent = st.builds(
        ExpenditureLine,
        st.just(""),
        unit=units,
        function=st.sampled_from([None, "2010301", "2010350", "2080505", "2120899", "9999999"]),
        department_economic=st.sampled_from([None, "30101", "30201", "30217", "30901", "31013"]),
        nature=natures,
        source=sources,
        project=st.sampled_from([None, "电子平台建设"]),
        amount=AMOUNTS,
        measure=measures,
    )
    earned = st.builds(IncomeLine, st.just(""), unit=units, source=sources, amount=AMOUNTS)
    return st.one_of(spent, spent, spent, earned)


class Book:
    """Lines under check, as a window changes them."""

    def __init__(self, year):
        self.year = year
        department = Department("016", "临溪市人民政府办公室")
        self.facts = Facts(year.year, department, UNITS, (Project("p1", "电子平台建设"),))
        self.lines, self.typed, self.texts = {}, {}, {}
        self.cube, self.checker = self.anew()

    def anew(self):
        lines = tuple(({**self.lines, **self.typed}).values())
        cube = open_cube(self.year.pack, replace(self.facts, lines=lines), self.year.codes)
        return cube, Checker(Context(self.year.pack, self.facts, cube, self.texts))

    def move(self, what, line):
        touched = getattr(self, what)(line)
        self.checker.follow([line.id], touched)

    def put(self, line):
        self.typed.pop(line.id, None)
        self.cube.settle(line.id)
        self.lines[line.id] = line
        return self.cube.put(line)

    def draft(self, line):
        self.typed[line.id] = line
        return self.cube.draft(line)

    def withdraw(self, line):
        self.typed.pop(line.id, None)
        return self.cube.withdraw(line.id)

    def remove(self, line):
        self.typed.pop(line.id, None)
        self.lines.pop(line.id, None)
        self.cube.settle(line.id)
        return self.cube.remove(line.id)

    def text(self, line):
        if self.texts.pop((line.id, "amount"), None) is None:
            self.texts[line.id, "amount"] = "一千"
        return ()


def told(checker):
    return sorted(map(repr, checker.findings())), +checker.counts(), checker.unknown


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_followed_is_as_asked_from_nothing(year, data):
    book = Book(year)
    for what, name in data.draw(MOVES):
        book.move(what, replace(data.draw(lines(year.pack)), id=name))
    _, fresh = book.anew()
    assert told(book.checker) == told(fresh)
    assert {line: book.checker.of_lines()[line] for line in book.checker.of_lines()} == dict(
        fresh.of_lines()
    )


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_two_findings_answer_to_one_key(year, data):
    book = Book(year)
    for number in range(data.draw(st.integers(1, 8))):
        book.move("put", replace(data.draw(lines(year.pack)), id=f"e{number}"))
    keys = [finding.key for finding in book.checker.findings()]
    assert len(keys) == len(set(keys))
