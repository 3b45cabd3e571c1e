"""What a user types, sees and gets, from a new book to the published files."""

import json
import shutil
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from budgettool.book import Book

SAMPLE = Path(__file__).parents[2] / "templates" / "sample"


def test_the_program_without_command_shows_help(budgettool):
    code, out, _ = budgettool()
    assert code == 0
    assert "用法" in out
    for command in ("new", "import", "build", "show", "codes", "info"):
        assert command in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["fly"],
        ["new", "a.ysb", "--year", "二零"],
        ["new", "a.ysb", "--year", "1999"],
        ["codes", "import", "a.csv", "--scheme", "功能", "--year", "20200"],
        ["import", "a.ysb", "--m", "万元"],
    ],
)
def test_wrong_arguments_are_explained_in_chinese(budgettool, arguments):
    code, _, said = budgettool(*arguments)
    assert code == 2
    assert "用法" in said
    assert not any(word in said for word in ("error", "required", "invalid", "usage", "choose"))


def test_a_choice_that_there_is_not_names_those_that_there_are(budgettool):
    assert "没有“fly”，可以是：new、import、build" in budgettool("fly")[2]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--department", " "), ("--department", "甲\n乙"), ("--short", "长" * 61), ("--code", "a/b")],
)
def test_a_department_that_cannot_be_printed_is_refused(budgettool, option, value):
    named = {"--department": "甲", "--code": "016", "--year": "2020", option: value}
    code, _, said = budgettool("new", "a.ysb", *(each for pair in named.items() for each in pair))
    assert code == 1
    assert option in said
    assert not Path("a.ysb").exists()


def test_a_book_is_not_overwritten(budgettool, book):
    content = book.read_bytes()
    code, _, said = budgettool(
        "new", book, "--department", "别的部门", "--code", "1", "--year", "2021"
    )
    assert code == 1
    assert book.name in said
    assert book.read_bytes() == content


def test_an_unknown_pack_names_those_that_there_are(budgettool):
    code, _, said = budgettool(
        "new", "x.ysb", "--department", "甲", "--code", "1", "--year", "2021", "--pack", "nowhere"
    )
    assert code == 1
    assert "henan-2020" in said
    assert not Path("x.ysb").exists()


def test_import_shows_totals_before_it_takes_lines_in(budgettool, book):
    budgettool("import", book, SAMPLE / "units.csv")
    code, out, _ = budgettool("import", book, SAMPLE / "expenditure.csv", "--dry-run")
    assert code == 0
    assert "1,991.6 万元" in out
    assert "103" in out
    assert json.loads(budgettool("info", book, "--json")[1])["lines"] == {}


def test_a_second_import_asks_what_to_do_with_the_lines_that_there_are(budgettool, filled):
    code, _, said = budgettool("import", filled, SAMPLE / "income.csv")
    assert code == 1
    assert "--mode" in said
    code, out, _ = budgettool("import", filled, SAMPLE / "income.csv", "--mode", "更新")
    assert code == 0
    assert "不变 4" in out
    assert json.loads(budgettool("info", filled, "--json")[1])["lines"]["收入明细"] == 4


def test_wrong_rows_are_listed_and_nothing_is_taken_in(budgettool, book, tmp_path):
    budgettool("import", book, SAMPLE / "units.csv")
    text = (SAMPLE / "income.csv").read_text(encoding="utf-8").replace("299.0", "1e5")
    (tmp_path / "坏.csv").write_text(text, encoding="utf-8")
    code, _, said = budgettool("import", book, "坏.csv", "--report", "报告.csv")
    assert code == 1
    assert "1e5" in said
    assert "第 4 行" in said
    assert "1e5" in Path("报告.csv").read_text(encoding="utf-8-sig")
    assert json.loads(budgettool("info", book, "--json")[1])["lines"] == {}
    code, _, _ = budgettool("import", book, "坏.csv", "--skip-bad")
    assert code == 0
    assert json.loads(budgettool("info", book, "--json")[1])["lines"] == {"收入明细": 3}


def test_a_wrong_row_is_listed_once_with_the_options_that_help(budgettool, filled):
    Path("坏.csv").write_text(
        "单位代码,资金来源,金额（万元）\n016001,财政拨款,1e5\n", encoding="utf-8"
    )
    code, out, said = budgettool("import", filled, "坏.csv", "--mode", "追加")
    assert code == 1
    assert (out + said).count("“1e5”") == 1
    assert "--skip-bad" in said
    assert "--report" in said


def test_what_brings_nothing_leaves_no_mark_in_the_book(budgettool, filled):
    content = filled.read_bytes()
    _, out, _ = budgettool("import", filled, SAMPLE / "income.csv", "--mode", "更新")
    assert "没有改动" in out
    assert filled.read_bytes() == content


@pytest.mark.parametrize(
    "options", [["--template", "{}"], ["收入.csv", "--mode", "更新", "--report", "{}"]]
)
@pytest.mark.parametrize("target", ["样例.ysb", "收入.csv", "别的.xlsx"])
def test_import_writes_over_nobodys_work(budgettool, filled, options, target):
    shutil.copy(SAMPLE / "income.csv", "收入.csv")
    Path("别的.xlsx").write_bytes(b"work")
    before = Path(target).read_bytes()
    code, _, said = budgettool("import", filled, *(each.format(target) for each in options))
    assert code == 1
    assert target in said
    assert Path(target).read_bytes() == before


def test_a_report_takes_the_place_of_the_last_one(budgettool, filled):
    for _ in range(2):
        code, _, said = budgettool(
            "import", filled, SAMPLE / "income.csv", "--mode", "更新", "--report", "报告.csv"
        )
        assert code == 0, said


def test_a_foreign_layout_is_named_once_and_saved(budgettool, book):
    budgettool("import", book, SAMPLE / "units.csv")
    Path("外来.csv").write_text("单位编码,款额\n016001,12.5\n", encoding="gb18030")
    command = ["import", book, "外来.csv", "--kind", "收入"]
    assert "款额" not in budgettool(*command)[1]
    named = [*command, "--column", "款额=金额", "--default", "资金来源=财政拨款"]
    code, _, said = budgettool(*named)
    assert code == 1
    assert "万元" in said
    code, _, said = budgettool(*named, "--money", "万元", "--save-mapping", "外来格式")
    assert code == 0, said
    code, _, said = budgettool(
        "import", book, "外来.csv", "--mapping", "外来格式", "--mode", "追加"
    )
    assert code == 0, said
    assert json.loads(budgettool("info", book, "--json")[1])["fen_by_source"] == {
        "一般公共预算/财政拨款": {"income": 2 * 12_500_000, "expenditure": 0}
    }


@pytest.mark.parametrize("wrong", ["款额", "款额=没有这栏", "=金额"])
def test_a_wrongly_written_column_lists_the_fields(budgettool, book, wrong):
    code, _, said = budgettool(
        "import", book, SAMPLE / "units.csv", "--kind", "单位", "--column", wrong
    )
    assert code == 1
    assert "资金来源" in said


def test_a_template_can_be_filled_in_and_imported(budgettool, book):
    budgettool("import", book, SAMPLE / "units.csv")
    code, _, said = budgettool("import", book, "--template", "填报.xlsx", "--kind", "收入")
    assert code == 0, said
    workbook = openpyxl.load_workbook("填报.xlsx")
    sheet = workbook["收入"]
    heads = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    filled = {"单位代码": "016001", "资金来源": "财政拨款", "金额": 7}
    for name, value in filled.items():
        head = next(cell for cell in heads if str(cell.value).startswith(name))
        sheet.cell(head.row + 1, head.column, value)
    workbook.save("填报.xlsx")
    code, out, said = budgettool("import", book, "填报.xlsx")
    assert code == 0, said
    assert "7 万元" in out


def test_build_writes_the_tables_and_prints_the_totals(budgettool, filled):
    code, out, _ = budgettool("build", filled, "--out", "成果", "--profile", "tables")
    assert code == 0
    assert sorted(path.suffix for path in Path("成果").iterdir()) == [".pdf", ".xlsx"]
    assert out.count("1,991.6 万元") == 2


def test_secret_lines_are_left_out_of_what_is_published(budgettool, filled):
    with Book.open(filled, holder="测试员") as book, book.edit("涉密") as edit:
        edit.update(book.facts().lines[0].id, secret=True)
    code, out, said = budgettool("build", filled, "--out", "成果")
    assert code == 0, said
    assert "1 条涉密明细没有列入公开内容" in out
    (workbook,) = Path("成果").glob("*.xlsx")
    values = openpyxl.load_workbook(workbook, data_only=True)["预算01表"]
    shown = {cell.value for row in values.iter_rows() for cell in row}
    assert 1728.5 in shown
    assert 1991.6 not in shown


def test_no_figure_is_missing_from_the_pdf_or_the_workbook(budgettool, filled):
    budgettool("build", filled, "--out", "成果", "--format", "pdf,xlsx")
    pdf, workbook = sorted(Path("成果").iterdir(), key=lambda path: path.suffix)
    with pdfplumber.open(pdf) as document:
        text = "\n".join(page.extract_text() for page in document.pages)
    values = openpyxl.load_workbook(workbook, data_only=True)
    for table in json.loads(budgettool("show", filled, "--json")[1]):
        shown = json.loads(budgettool("show", filled, table["id"], "--json")[1])
        whose = table["id"].partition("/")[2]
        sheet = values[f"{table['number']} {whose}".strip()[:31]]
        exact = [
            cell.value
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, int | float)
        ]
        for row in shown["rows"]:
            for cell in row["cells"]:
                if cell.get("fen"):
                    assert cell["text"] in text
                    assert cell["fen"] / 1_000_000 in exact


def test_two_builds_give_the_same_bytes(budgettool, filled):
    budgettool("build", filled, "--out", "一")
    budgettool("build", filled, "--out", "二")
    for first, second in zip(
        sorted(Path("一").rglob("*")), sorted(Path("二").rglob("*")), strict=True
    ):
        assert first.is_dir() or first.read_bytes() == second.read_bytes()


def test_a_single_units_packet_is_named_after_it(budgettool, filled):
    code, out, _ = budgettool("build", filled, "--out", "单位", "--unit", "016002")
    assert code == 0
    assert "299 万元" in out
    assert all("驻江州办事处" in path.name for path in Path("单位").iterdir())


def test_a_unit_with_a_very_long_name_has_a_packet(budgettool, book):
    Path("单位.csv").write_text(
        f"单位代码,单位名称,单位类型\n016009,{'长' * 200}/甲,行政\n", encoding="utf-8"
    )
    budgettool("import", book, "单位.csv")
    code, _, said = budgettool("build", book, "--unit", "016009", "--excel", "--out", "成果")
    assert code == 0, said
    assert len(list(Path("成果").iterdir())) == 1


def test_the_published_workbook_has_no_lines_and_the_working_one_has(budgettool, filled):
    budgettool("build", filled, "--out", "成果", "--excel", "--working")
    working, published = sorted(Path("成果").iterdir(), key=lambda path: "底稿" not in path.name)
    tables = [f"预算0{n}表" for n in range(1, 10)]
    first, *names = openpyxl.load_workbook(published).sheetnames[9:]
    assert openpyxl.load_workbook(published).sheetnames[:9] == tables
    assert first == "预算 10 表"
    assert "预算 11 表 车辆购置" in names
    assert len(names) == 6
    lines = openpyxl.load_workbook(working)["明细"]
    assert lines.max_row == 1 + 107
    formulas = openpyxl.load_workbook(working)["预算05表"]
    assert any("SUMIFS" in str(cell.value) for row in formulas.iter_rows() for cell in row)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_a_template_of_the_office_is_filled(budgettool, filled, suffix):
    template = openpyxl.Workbook()
    template.active["B2"] = "{01.支出合计[合计]}"
    template.save(f"批复{suffix}")
    code, _, said = budgettool("build", filled, "--fill", f"批复{suffix}")
    assert code == 0, said
    assert openpyxl.load_workbook(f"批复（已填）（草稿）{suffix}").active["B2"].value == 1991.6


def test_show_prints_a_table_and_where_a_figure_comes_from(budgettool, filled):
    code, out, _ = budgettool("show", filled, "05")
    assert code == 0
    assert "1,990.5" in out
    code, out, _ = budgettool("show", filled, "08.公务接待费[预算数]")
    assert code == 0
    assert "31 万元，由 4 条明细构成" in out


@pytest.mark.parametrize(
    ("what", "said"),
    [("12", "没有表"), ("05.合计[没有]", "没有"), ("05.合计[", "引用"), ("99.合计[总计]", "99")],
)
def test_what_cannot_be_shown_is_said(budgettool, filled, what, said):
    code, _, message = budgettool("show", filled, what)
    assert code == 1
    assert said in message


def test_codes_are_found_by_pinyin_initials(budgettool):
    code, out, _ = budgettool("codes", "find", "jbgz", "--scheme", "部门经济", "--year", "2020")
    assert code == 0
    assert "30101  基本工资" in out


def test_a_code_added_to_a_book_is_printed_with_its_name(budgettool, book):
    budgettool("import", book, SAMPLE / "units.csv")
    assert budgettool("codes", "add", book, "功能", "2010377", "数据事务试点")[0] == 0
    Path("新.csv").write_text(
        "单位代码,功能科目,部门经济科目,支出性质,资金来源,金额（元）\n"
        "016001,2010377,30201,基本支出/公用经费,财政拨款,50000\n",
        encoding="utf-8",
    )
    code, _, said = budgettool("import", book, "新.csv")
    assert code == 0, said
    assert "数据事务试点" in budgettool("show", book, "05")[1]


def test_a_code_is_added_once_and_found_in_its_book(budgettool, book):
    command = ["codes", "add", book, "功能", "2010377"]
    assert "支出功能分类科目：2010377 甲" in budgettool(*command, "甲")[1]
    content = book.read_bytes()
    assert "没有改动" in budgettool(*command, "甲")[1]
    assert book.read_bytes() == content
    assert "甲 → 乙" in budgettool(*command, "乙")[1]
    assert "乙" in budgettool("codes", "find", "2010377", "--book", book)[1]


def test_a_loaded_official_table_wins_over_the_bundled_one(budgettool):
    Path("科目.csv").write_text(
        "科目编码,科目名称\n201,一般公共服务支出\n20101,人大事务\n2010101,行政运行（新名）\n",
        encoding="utf-8",
    )
    code, _, said = budgettool("codes", "import", "科目.csv", "--scheme", "功能", "--year", "2027")
    assert code == 0, said
    out = budgettool("codes", "find", "2010101", "--scheme", "功能", "--year", "2027")[1]
    assert "行政运行（新名）" in out


def test_the_users_own_pack_is_found(budgettool, tmp_path):
    folder = tmp_path / "home" / "forms" / "mine"
    (folder / "tables").mkdir(parents=True)
    (folder / "pack.toml").write_text(
        'id = "mine"\nname = "本县表样"\nversion = "1"\nextends = "henan-2020"\ntables = ["05"]\n',
        encoding="utf-8",
    )
    code, out, said = budgettool(
        "new", "m.ysb", "--department", "甲局", "--code", "1", "--year", "2020", "--pack", "mine"
    )
    assert code == 0, said
    assert "本县表样" in out
    assert [table["id"] for table in json.loads(budgettool("show", "m.ysb", "--json")[1])] == ["05"]


def test_info_says_what_is_in_the_book_and_who_changed_it(budgettool, filled):
    code, out, _ = budgettool("info", filled)
    assert code == 0
    assert "支出明细 103 条" in out
    assert "测试员" in out
    assert out.count("  平") == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a book at all" * 100, "不是"),
        (b"", "不是"),
        (b"SQLite format 3\x00" + b"\x00" * 84, ""),
    ],
)
def test_a_file_that_is_no_book_is_refused_and_left_alone(budgettool, content, said):
    Path("x.ysb").write_bytes(content)
    code, _, message = budgettool("build", "x.ysb")
    assert code == 1
    assert said in message
    assert Path("x.ysb").read_bytes() == content
    assert [path.name for path in Path().iterdir()] == ["x.ysb"]


def test_a_folder_that_cannot_be_made_is_named(budgettool, filled):
    Path("成果").write_text("a file", encoding="utf-8")
    code, _, said = budgettool("build", filled, "--out", "成果")
    assert code == 1
    assert "成果" in said


def test_stopping_leaves_no_half_written_file(budgettool, filled, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("budgettool.exporting.excel.write_workbook", stop)
    code, _, said = budgettool("build", filled, "--out", "成果", "--excel")
    assert code == 130
    assert "已停止" in said
    assert list(Path("成果").iterdir()) == []


def test_stopping_while_the_program_loads_is_no_fault(budgettool, monkeypatch):
    def stop(_name):
        raise KeyboardInterrupt

    monkeypatch.setattr("budgettool.cli.main.import_module", stop)
    assert budgettool("info", "a.ysb")[0] == 130
