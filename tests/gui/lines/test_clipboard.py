import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from budgettool.gui.lines.clipboard import (
    MOST_ROWS,
    TooManyRowsError,
    block_of,
    mime_of,
    read_html,
    read_tabs,
)
from budgettool.importing.grid import MAX_COLUMNS

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<style>td {x:y}</style></head>
<body><table><!--StartFragment--><tr><td rowspan=2>016001</td><td>30201&nbsp;办公费</td>
<td x:num="1234.5678">1,234.57</td></tr><tr><td colspan=2>印刷<br>费</td></tr>
</table></body></html>"""


def test_excel_table_is_read_with_merged_cells_and_exact_numbers():
    assert read_html(EXCEL) == [["016001", "30201 办公费", "1234.5678"], ["016001", "印刷 费", ""]]


def test_tabs_are_read_with_quoted_cells():
    assert read_tabs('a\t"b\tc\nd""e"\r\n1\t2\r\n') == [["a", 'b c d"e'], ["1", "2"]]


def test_a_quote_inside_a_cell_is_a_quote():
    assert read_tabs('5" 管\t"甲"乙\t3') == [['5" 管', '"甲"乙', "3"]]


def test_html_without_a_table_falls_back_to_text():
    mime = QMimeData()
    mime.setHtml("<p>30201</p>")
    mime.setText("30201\t12")
    assert block_of(mime) == [["30201", "12"]]


def test_codes_stay_text_for_excel_and_amounts_numbers():
    html = mime_of([["016001", "12.5"]], numbers=frozenset({1})).html()
    assert "mso-number-format:'\\@'\">016001" in html
    assert "<td>12.5" in html


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1)


@given(st.lists(st.lists(words, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_copied_is_pasted_again(block):
    mime = mime_of(block)
    assert read_tabs(mime.text()) == block
    assert read_html(mime.html()) == block


@pytest.mark.parametrize(
    "html", ["<table", "<td>x", "<table><tr><td rowspan=99999999>a", "<t></table>"]
)
def test_broken_html_is_no_fault(html):
    assert isinstance(read_html(html), list)


def test_a_figure_merged_over_rows_stands_once():
    html = "<table><tr><td rowspan=2>12.5</td><td>a</td></tr><tr><td>b</td></tr></table>"
    assert read_html(html) == [["12.5", "a"], ["", "b"]]


def test_a_code_merged_over_rows_stands_in_each():
    html = "<table><tr><td rowspan=2>2010301</td><td>a</td></tr><tr><td>b</td></tr></table>"
    assert read_html(html) == [["2010301", "a"], ["2010301", "b"]]


def test_hidden_rows_are_left_out():
    rows = "<tr><td>1</td></tr><tr style='display: none'><td>2</td></tr><tr><td>3</td></tr>"
    assert read_html(f"<table>{rows}</table>") == [["1"], ["3"]]


def test_what_the_parser_refuses_falls_back_to_text():
    mime = QMimeData()
    mime.setHtml("<![foo[x]]><table><tr><td colspan=2>1</td></tr></table>")
    mime.setText("30201\t12")
    assert block_of(mime) == [["30201", "12"]]


def test_merged_cells_do_not_multiply():
    html = "<table>" + "<tr>" + "<td rowspan=1000 colspan=1000>x</td>" * 200
    assert len(read_html(html)[0]) == MAX_COLUMNS


@pytest.mark.parametrize(
    ("shown", "number", "read"),
    [
        ("1,234.57", "1234.5678", "1234.5678"),
        ("(1,234.57)", "-1234.57", "-1234.57"),
        ("12.3", "12.300000000000001", "12.3000000000000"),
        ("1.2E+07", "1.2345E7", "12345000"),
        ("########", "20000000", "20000000"),
        ("-", "0", "0"),
        ("016001", "16001", "016001"),
        ("2020/1/1", "43831", "2020/1/1"),
        ("12.5%", "0.125", "12.5%"),
        ("办公费", "1", "办公费"),
        ("1,234.57", "NaN", "1,234.57"),
    ],
)
@pytest.mark.parametrize("attribute", ["x:num", "sdval"])
def test_the_number_behind_a_cell_counts_where_it_is_shown_as_one(attribute, shown, number, read):
    html = f'<table><tr><td {attribute}="{number}">{shown}</td></tr></table>'
    assert read_html(html) == [[read]]


def test_line_ends_in_a_cell_of_a_web_page_do_not_part_rows():
    mime = QMimeData()
    mime.setHtml("<table><tr><td>办公费<br>印刷费</td><td>12</td></tr></table>")
    mime.setText("办公费\n印刷费\t12")
    assert block_of(mime) == [["办公费 印刷费", "12"]]


@pytest.mark.parametrize("row", ["30201\t12\n", '"30201"\t12\n', "<tr><td>30201<td>12</tr>"])
def test_more_rows_than_a_paste_takes_are_refused_in_words(row):
    read = read_html if row.startswith("<") else read_tabs
    head = "<table>" if row.startswith("<") else ""
    assert len(read(head + row * MOST_ROWS)) == MOST_ROWS
    with pytest.raises(TooManyRowsError, match=f"超过 {MOST_ROWS:,} 行.*导入"):
        read(head + row * (MOST_ROWS + 1))


@pytest.mark.parametrize("row", ["1\n", '"1"\n'])
def test_blank_rows_of_a_whole_column_do_not_count(row):
    assert read_tabs(row + "\t\n" * 2 * MOST_ROWS) == [["1"]]
