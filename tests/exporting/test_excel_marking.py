"""A workbook of a draft bears a mark that is no cell; without it, it is the published one."""

import zipfile
from datetime import datetime

import openpyxl
import pytest

from budgettool.exporting.excel import LineColumn, write_workbook, write_working_workbook

NOW = datetime(2026, 1, 2)  # noqa: DTZ001


@pytest.fixture
def written(sample, tmp_path):
    def write(mark, name="a"):
        path = tmp_path / f"{name}{mark}.xlsx"
        write_workbook(sample.sheets, path, title="示例", created=NOW, mark=mark)
        return path

    return write


@pytest.fixture
def working(sample, tmp_path):
    path = tmp_path / "底稿.xlsx"
    columns = (LineColumn("unit", "单位"), LineColumn("amount", "金额"))
    write_working_workbook(
        sample.sheets, path, title="示例", created=NOW, mark="草稿",
        lines_columns=columns, lines_rows=[("016001", 100)], criteria={},
    )  # fmt: skip
    return path


def cells(path):
    book = openpyxl.load_workbook(path)
    return {
        (tab.title, cell.coordinate): (cell.value, cell.number_format)
        for tab in book
        for row in tab.iter_rows()
        for cell in row
    }


def stamps(path):
    with zipfile.ZipFile(path) as file:
        drawings = [name for name in file.namelist() if name.startswith("xl/drawings/drawing")]
        return [file.read(name).decode().count("<a:t>草稿</a:t>") for name in drawings]


def test_every_table_of_a_draft_is_stamped_and_says_so_on_each_page(written, sample):
    path = written("草稿")
    assert stamps(path) == [1] * len(sample.sheets)
    for tab in openpyxl.load_workbook(path):
        assert "草稿" in tab.oddFooter.left.text
        assert tab.oddFooter.center.text == "&P / &N"
        assert tab.sheet_properties.tabColor is not None


def test_a_mark_changes_no_cell_and_no_name(written):
    plain, draft = written(""), written("草稿")
    assert cells(plain) == cells(draft)
    names = [dict(openpyxl.load_workbook(path).defined_names) for path in (plain, draft)]
    assert names[0].keys() == names[1].keys()


def test_a_workbook_without_mark_has_nothing_of_it(written):
    path = written("")
    with zipfile.ZipFile(path) as file:
        assert not [name for name in file.namelist() if "drawing" in name]
        assert not any("草稿".encode() in file.read(name) for name in file.namelist())
    assert path.read_bytes() == written("", "b").read_bytes()


def test_a_draft_is_the_same_bytes_each_time(written):
    assert written("草稿").read_bytes() == written("草稿", "b").read_bytes()


def test_a_working_draft_is_marked_but_no_stamp_covers_its_lines(working, sample):
    tabs = openpyxl.load_workbook(working)
    assert all("草稿" in tab.oddFooter.left.text for tab in tabs)
    assert len(stamps(working)) == len(sample.sheets)
