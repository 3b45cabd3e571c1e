import pytest

from budgettool.importing import (
    MappingError,
    Options,
    find_layouts,
    mapping_data,
    mapping_from_data,
    mapping_of,
    propose,
    read_mapping,
    read_workbook,
    write_mapping,
)

FOREIGN = {
    "version": 1,
    "kind": "income",
    "unit": "元",
    "columns": [
        {"heading": "机构", "field": "unit"},
        {"heading": "拨款", "field": "amount", "dimension": "source", "member": "事业收入"},
    ],
}


def test_a_foreign_layout_is_read_by_its_mapping(write_csv, register):
    path = write_csv([["机构", "拨款"], ["016001", "12"]])
    (line,) = propose(path, register, Options(mapping=mapping_from_data(FOREIGN))).income
    assert (line.source, line.amount) == ("事业收入", 1200)


def test_columns_may_go_by_letter(write_csv, register):
    columns = [{"column": "B", "field": "unit"}, {"column": "A", "field": "amount"}]
    data = {**FOREIGN, "first_row": 2, "columns": columns, "defaults": {"source": "事业收入"}}
    path = write_csv([["无标题"], ["12", "016001"]])
    assert (
        propose(path, register, Options(mapping=mapping_from_data(data))).income[0].amount == 1200
    )


def test_a_found_layout_can_be_saved_and_used_again(write_csv, register, headings, row, tmp_path):
    source = write_csv([headings, row])
    ((_, layout),) = find_layouts(read_workbook(source), register, Options())
    path = tmp_path / "对应表.json"
    write_mapping(path, mapping_of(layout))
    again = propose(source, register, Options(mapping=read_mapping(path)))
    assert again.expenditure == propose(source, register).expenditure


def test_data_round_trips():
    mapping = mapping_from_data(FOREIGN)
    assert mapping_from_data(mapping_data(mapping)) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"kind": "x"},
        {"unit": "千元"},
        {"first_row": -1},
        {"columns": []},
        {"columns": [{"heading": "a", "field": "x"}]},
        {"columns": [{"field": "unit"}]},
        {"columns": [{"heading": "a", "field": "amount", "member": "x"}]},
        {"columns": [{"heading": 1, "field": "unit"}]},
        {"defaults": {"x": "1"}},
        {"more": 1},
    ],
)
def test_wrong_data_are_refused(change):
    with pytest.raises(MappingError):
        mapping_from_data({**FOREIGN, **change})


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    path = tmp_path / "a.json"
    with pytest.raises(MappingError):
        read_mapping(path)
    path.write_text("[" * 100_000)
    with pytest.raises(MappingError):
        read_mapping(path)
