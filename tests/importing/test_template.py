import openpyxl
import pytest

from budgettool.importing import Register, WriteError, propose, write_template


@pytest.mark.parametrize("kind", ["units", "projects", "income", "expenditure"])
def test_a_template_offers_lists_and_repeats_itself(tmp_path, register, kind):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_template(first, kind, register)
    write_template(second, kind, register)
    assert first.read_bytes() == second.read_bytes()
    sheet = openpyxl.load_workbook(first).worksheets[0]
    assert sheet.data_validations.dataValidation


def test_a_filled_template_comes_back_without_questions(tmp_path, register):
    path = tmp_path / "支出.xlsx"
    write_template(path, "expenditure", register, unit="元")
    book = openpyxl.load_workbook(path)
    options = book["选项"]
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    chosen = {column[0].value: column[1].value for column in options.iter_cols()}
    values = [chosen.get(f"{heading}选项") for heading in headings]
    values[headings.index("金额（元）")] = -12.34
    sheet.append(values)
    book.save(path)
    book.close()
    proposal = propose(path, register)
    assert not proposal.problems
    (line,) = proposal.expenditure
    assert (line.unit, line.amount, line.procurement) == ("016001", -1234, "货物")


def test_without_units_there_is_still_a_template(tmp_path, register):
    bare = Register(2020, (), register.vocabulary, register.classification)
    write_template(tmp_path / "a.xlsx", "income", bare)


def test_a_place_that_cannot_be_written_is_named(tmp_path, register):
    with pytest.raises(WriteError, match="不能写入"):
        write_template(tmp_path / "无" / "a.xlsx", "income", register)
    assert not list(tmp_path.iterdir())
