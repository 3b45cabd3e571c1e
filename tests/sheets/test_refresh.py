"""A refreshed sheet reads as one that is built anew, whatever the edits were."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgettool.cube.scope import open_cube
from budgettool.model import ExpenditureLine
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.build import build_table
from budgettool.sheets.refresh import places_of, refresh_sheet

STEPS = st.lists(
    st.tuples(
        st.integers(0, 102),
        st.one_of(
            st.fixed_dictionaries({"amount": st.integers(-(10**9), 10**12)}),
            st.fixed_dictionaries({"function": st.sampled_from(["2010301", "2080505", None])}),
            st.fixed_dictionaries({"unit": st.sampled_from(["016001", "016002", "999", None])}),
            st.fixed_dictionaries({"measure": st.sampled_from(["amount", "prior"])}),
        ),
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("pack_id", "table_id"),
    [("henan-2020", "01"), ("henan-2020", "05"), ("henan-2020", "06"), ("national-2021", "7")],
)
def test_refreshing_equals_building_anew(pack_id, table_id, henan, sample_facts, classification):
    pack = find_pack(pack_id, pack_folders())
    table = next(table for table in pack.tables if table.id.lstrip("0") == table_id.lstrip("0"))

    @settings(max_examples=8)
    @given(steps=STEPS)
    def check(steps):
        cube = open_cube(pack, sample_facts, classification, henan.vocabulary)
        lines = [line for line in sample_facts.lines if isinstance(line, ExpenditureLine)]
        sheet = build_table(table, cube, sample_facts)[0]
        places = places_of(sheet)
        for number, fields in steps:
            position = number % len(lines)
            lines[position] = replace(lines[position], **fields)
            refreshed = refresh_sheet(sheet, table, places, cube.put(lines[position]))
            built = build_table(table, cube, sample_facts)[0]
            assert refreshed.changed == {
                place
                for place, figure in figures(refreshed.sheet).items()
                if figures(sheet)[place] != figure
            }
            if refreshed.whole:
                assert figures(refreshed.sheet) == figures(built)
                sheet = refreshed.sheet
            else:
                right = texts(built)
                assert all(
                    right.get(place, text) == text for place, text in texts(refreshed.sheet).items()
                )
                sheet, places = built, places_of(built)

    check()


def figures(sheet):
    return {
        (number, cell.column): (cell.text, cell.exact, cell.reference)
        for number, row in enumerate(sheet.body)
        for cell in row.cells
    }


def texts(sheet):
    """Give what each figure reads, by its reference."""
    return {c.reference: c.text for row in sheet.body for c in row.cells if c.reference}
