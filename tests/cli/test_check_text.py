"""`budgettool check --text`: a text from a file, against a book or against tables."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
TABLES = DATA / "published_2020.json"
FORMS = DATA / "published_forms_2020.json"
TEXT = DATA / "published_text_2020.txt"


def report(budgettool, *arguments):
    code, out, said = budgettool("check", *arguments, "--json", "-")
    assert not said
    record = json.loads(out)
    found = [each for problem in record["problems"] for each in (problem, *problem["same_cause"])]
    return code, {(each["code"], each["level"]) for each in found}, record


def test_the_mistakes_of_a_publication_are_told(budgettool):
    code, out, said = budgettool("check", TABLES, "--text", TEXT)
    assert (code, said) == (4, "")
    assert "2020 年" in out
    assert "说明文字 七、“三公”经费支出预算情况说明 第 4 段：公务用车购置费写 18万元" in out
    assert "不知道上年数，增减额、增减幅度只与文字自己核对：BT2" in out
    assert "13800138000" not in out


def test_forms_that_were_published_with_the_tables_are_judged_with_the_text(budgettool, tmp_path):
    whole = tmp_path / "公开.json"
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in (TABLES, FORMS)]
    whole.write_text(json.dumps(tables[0] | tables[1], ensure_ascii=False), encoding="utf-8")
    _, found, record = report(budgettool, whole, "--text", TEXT)
    assert {("B11.2", "S"), ("B11.3", "I"), ("BT11", "I"), ("P01", "S")} <= found
    problems = [
        each for problem in record["problems"] for each in (problem, *problem["same_cause"])
    ]
    years = [each["message"] for each in problems if "【2019】23号" in each["message"]]
    assert len(years) == 2  # once in the text, once in the form
    assert {code for code, level in found if level == "H"} == {"BT6"}


def test_personal_data_in_a_text_are_found(budgettool):
    _, found, _ = report(budgettool, TABLES, "--text", TEXT)
    assert ("P01", "S") in found


def test_landlines_count_where_a_text_speaks_of_telephones(budgettool, tmp_path):
    words = tmp_path / "文.txt"
    words.write_text(
        "联系人 王宁 联系电话 03910000000\n没有政府性基金预算支出，文号03910000000\n", "utf-8"
    )
    _, _, record = report(budgettool, TABLES, "--text", words)
    (problem,) = [each for each in record["problems"] if each["code"] == "P01"]
    assert problem["message"].startswith("文字“联系人 王*")
    assert "03910000000" not in problem["message"]


def test_without_a_text_its_rules_are_told_as_not_evaluated(budgettool):
    _, _, record = report(budgettool, TABLES)
    assert {"BT1", "BT13"} <= {each["code"] for each in record["unknown"]}


def test_a_text_is_judged_by_a_book(budgettool, filled, tmp_path):
    words = tmp_path / "文.txt"
    words.write_text(
        "一、收入支出预算总体情况说明\n收入总计1991.7万元。\n没有政府性基金预算支出。\n", "utf-8"
    )
    code, found, _ = report(budgettool, filled, "--text", words)
    assert code == 4
    assert {each for each, _ in found} == {"BT1"}


@pytest.mark.parametrize("name", ["没有.txt", "没有.odt"])
def test_a_text_that_cannot_be_read_is_said(budgettool, name):
    code, _, said = budgettool("check", TABLES, "--text", name)
    assert code == 1
    assert f"读不了“{name}”里的文字" in said


def test_a_report_does_not_take_the_place_of_the_text(budgettool, tmp_path):
    words = tmp_path / "说明.pdf"
    words.write_bytes(b"somebody's work")
    code, _, said = budgettool("check", TABLES, "--text", words, "--pdf", words)
    assert code == 1
    assert "已经存在" in said
    assert words.read_bytes() == b"somebody's work"
