"""The published figures of the real case, and tables as an office types them."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from budgettool.importing.tables import read_tables

PUBLISHED = Path(__file__).parents[2] / "data" / "published_2020.json"


@pytest.fixture(scope="session")
def published():
    return json.loads(PUBLISHED.read_text(encoding="utf-8"))


@pytest.fixture
def read(tmp_path, henan):
    """Read tables that are given as JSON, or as rows by the name of the worksheet."""

    def reading(tables, pack=henan):
        path = tmp_path / "表.json"
        path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
        return read_tables(path, pack)

    return reading


@pytest.fixture
def typed(tmp_path, henan):
    def reading(sheets, pack=henan):
        path = tmp_path / "表.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return read_tables(path, pack)

    return reading


def figures(sheet):
    """The amounts of a sheet in 分 by their reference, those that are not nought."""
    return {cell.reference: cell.exact for row in sheet.body for cell in row.cells if cell.exact}


@pytest.fixture
def amounts():
    return figures
