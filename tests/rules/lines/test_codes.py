"""Codes of a year: what the bundled table lacks, what an official one lacks, what has ended."""

from dataclasses import replace

import pytest

from budgettool.codes import OFFICIAL, load_classification


@pytest.fixture
def official():
    """A loaded official table: the items of the bundled one but 2010302."""
    codes = load_classification(2020).all("function", "项")
    return tuple(replace(code, confidence=OFFICIAL) for code in codes if code.code != "2010302")


def test_an_official_table_decides_what_exists(small, line, official):
    small.overlays = (official,)
    assert small.found(line(function="2010301")) == []
    assert small.found(line(function="2010398")) == [("L01", "H", "function")]
    assert small.found(line(function="2010302")) == [("L01", "H", "function")]


def test_an_official_table_of_one_scheme_says_nothing_of_another(small, line, official):
    small.overlays = (official,)
    unknown = line(department_economic="30210", government_economic="50201")
    assert small.found(unknown) == [("L02", "S", "department_economic")]


@pytest.mark.parametrize(
    ("year", "code", "found"),
    [
        (2020, "2011004", []),
        (2021, "2011004", [("L13", "S", "function")]),
        (2020, "2013901", [("L01", "S", "function")]),  # begins later
    ],
)
def test_a_code_that_ended_is_one_finding(small, line, year, code, found):
    small.year = year
    project = line(function=code, nature="项目支出/一般性项目", project="其他项目")
    assert small.found(project) == found


def test_a_code_that_ended_offers_its_successor(small, line):
    small.year = 2021
    (mended,) = small.mended(line(function="2011004"))
    assert mended.function == "2080113"


def test_a_code_that_ended_without_successor_offers_nothing(small, line):
    small.year = 2021
    gift = line(department_economic="39906", government_economic="59999")
    (finding,) = small.checks(gift).findings()
    assert (finding.code, finding.fix) == ("L13", None)
    assert finding.message == "39906 赠与 2020年后已停用"


def test_an_official_table_makes_an_ended_code_an_error(small, line, official):
    small.year = 2021
    small.overlays = (tuple(replace(code, valid_from=2021) for code in official),)
    ended = line(department_economic="39906", government_economic="59999")
    assert small.found(ended) == [("L13", "S", "department_economic")]
    assert ("L13", "H", "function") in small.found(line(function="2010307"))


def test_the_pair_is_said_in_words(small, line):
    (finding,) = small.checks(line(government_economic="50502")).findings()
    assert finding.message == "30201 办公费在行政单位对应 50201 办公经费，现为 50502 商品和服务支出"
    assert finding.fix.label == "改为 50201 办公经费"
    assert dict(finding.fix.changes[0].fields) == {"government_economic": None}


def test_a_code_of_which_the_crosswalk_knows_nothing_has_no_pair(small, line):
    known = load_classification(2020).get("department_economic", "30201")
    small.overlays = ((replace(known, code="30288", name="自设科目", confidence="own"),),)
    own = line(department_economic="30288", government_economic="50501")
    assert small.found(own) == []
