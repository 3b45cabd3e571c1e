"""Made sheets of every shape, and a font book of the bundled faces alone."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from budgettool.exporting.pdf import open_font_book, write_document, write_pdf
from budgettool.exporting.pdf.text import Typesetter
from budgettool.sheets.document import Bar, Chart, Document
from budgettool.sheets.document import Part as DocumentPart
from budgettool.sheets.sheet import Caption, Cell, Column, HeadCell, Page, Row, Sheet
from budgettool.sheets.text import Figure, Paragraph, Plain, Section

CREATED = datetime(2020, 1, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))
CAPTIONS = (Caption("单位：青山区发展和改革局", "", "单位：万元"),)
NATURES = (
    "总计",
    "小计",
    "工资福利支出",
    "公用经费",
    "对个人和家庭的补助",
    "小计",
    "一般性项目",
    "专项资金",
)
SOURCES = (
    "小计",
    "其中：财政拨款",
    "政府性基金",
    "专户管理的教育收费",
    "专户管理的教育收费结余（结转）",
    "国有资本经营预算收入",
    "事业收入",
    "经营收入",
    "事业基金",
    "其他收入",
)


def amount(column, text, *, bold=False, **more):
    return Cell(column, text, "amount", align="right", bold=bold, **more)


def label(column, text, **more):
    return Cell(column, text, **more)


def code(column, text):
    return Cell(column, text, align="center")


def sheet_of(columns, header, body, **more):
    given = {
        "id": "05",
        "number": "预算05表",
        "title": "2020年一般公共预算支出情况表",
        "unit": "万元",
        "fen_per_unit": 1_000_000,
        "decimals": 1,
        "thousands": True,
        "captions": CAPTIONS,
        "numbers": (),
    }
    rows = max(item.row + item.rowspan for item in header)
    return Sheet(
        **(given | more), columns=columns, header=header, header_rows=rows, body=tuple(body)
    )


def figure(number):
    return f"{number * 7919 % 100_000 / 10:,.1f}" if number % 3 else ""


def by_unit_sheet(count=20, **more):
    """Table 05: two-level header, key columns, natures."""
    columns = (
        *(Column(id_, 3, "text", key=True) for id_ in ("类", "款", "项")),
        Column("单位代码", 6, "text", key=True),
        Column("名称", 22, "text", key=True),
        *(Column(f"金额{number}", 8, "amount") for number in range(8)),
    )
    header = (
        HeadCell(0, 0, "科目编码", 1, 3),
        *(HeadCell(1, column, text) for column, text in enumerate("类款项")),
        HeadCell(0, 3, "单位代码", 2),
        HeadCell(0, 4, "单位（科目名称）", 2),
        HeadCell(0, 5, "总计", 2),
        HeadCell(0, 6, "基本支出", 1, 4),
        HeadCell(0, 10, "项目支出", 1, 3),
        *(HeadCell(1, 5 + place, NATURES[place]) for place in range(1, 8)),
    )
    names = ("行政运行（发展与改革事务）", "一般行政管理事务", "机关事业单位基本养老保险缴费支出")

    def figures(seed, *, bold=False):
        return tuple(amount(5 + place, figure(seed * 8 + place), bold=bold) for place in range(8))

    blank = tuple(label(column, "") for column in range(4))
    body = [Row((*blank, label(4, "合计", align="center"), *figures(1)), "bold")]
    for number in range(count):
        if number % 12 == 0:
            unit = Row((*blank, label(4, "青山区发展和改革局"), *figures(number + 2)), "bold")
            body.append(unit)
        keys = (code(0, "201"), code(1, "04"), code(2, f"{number % 99:02}"), code(3, "016001"))
        name = label(4, names[number % 3], indent=1)
        body.append(Row((*keys, name, *figures(number)), address=f"016/{number}"))
    numbers = (*("**",) * 5, *map(str, range(1, 9)))
    return sheet_of(columns, header, body, numbers=numbers, **more)


def economic_sheet(count=60):
    """Table 06: pairs of economic codes with subtotals, twelve columns of sources."""
    columns = (
        *(Column(f"键{number}", 3, "text", key=True) for number in range(2)),
        Column("部门名称", 12, "text", key=True),
        *(Column(f"政府键{number}", 3, "text", key=True) for number in range(2)),
        Column("政府名称", 12, "text", key=True),
        *(Column(f"金额{number}", 6, "amount") for number in range(12)),
    )
    header = (
        HeadCell(0, 0, "部门预算经济分类", 1, 3),
        HeadCell(0, 3, "政府预算经济分类", 1, 3),
        HeadCell(0, 6, "总计", 2),
        HeadCell(0, 7, "一般公共预算", 1, 2),
        *(HeadCell(1, column, text) for column, text in enumerate(("类", "款", "科目名称") * 2)),
        *(HeadCell(1, 7 + place, SOURCES[place]) for place in range(2)),
        *(HeadCell(0, 7 + place, SOURCES[place], 2) for place in range(2, 10)),
        HeadCell(0, 17, "部门结转", 2),
    )
    body = []
    for number in range(count):
        bold = number % 12 == 0
        kind = str(301 + number // 12)
        names = ("工资福利支出", "") if bold else ("机关事业单位基本养老保险缴费", "社会保障缴费")
        keys = (
            code(0, kind),
            code(1, "" if bold else f"{kind}{number % 12:02}"),
            label(2, names[0]),
            code(3, "" if bold else "501"),
            code(4, "" if bold else "50102"),
            label(5, names[1]),
        )
        amounts = tuple(amount(6 + place, figure(number * 12 + place)) for place in range(12))
        body.append(Row((*keys, *amounts), "bold" if bold else "plain"))
    numbers = (*("**",) * 6, *map(str, range(1, 13)))
    return sheet_of(
        columns,
        header,
        body,
        id="06",
        number="预算06表",
        title="2020年支出经济分类汇总表",
        numbers=numbers,
        notes=("注：本表总计含用事业单位基金弥补收支差额 12.0 万元，无相应的列。",),
    )


def two_sided_sheet():
    """Table 01: income at the left with merged group cells, expenditure at the right."""
    columns = (
        Column("项目组", 9, "text", key=True),
        Column("项目", 14, "text", key=True),
        Column("金额", 8, "amount"),
        Column("支出项目", 22, "text", key=True),
        *(Column(f"支出{number}", 6, "amount") for number in range(13)),
    )
    header = (
        HeadCell(0, 0, "收 入", 1, 3),
        HeadCell(0, 3, "支 出", 1, 14),
        HeadCell(1, 0, "项 目", 3, 2),
        HeadCell(1, 2, "金额", 3),
        HeadCell(1, 3, "项 目", 3),
        HeadCell(1, 4, "合计", 3),
        HeadCell(1, 5, "用事业单位基金弥补收支差额", 3),
        HeadCell(1, 6, "部门结转", 3),
        HeadCell(1, 7, "本年支出小计", 1, 10),
        HeadCell(2, 7, "一般公共预算", 1, 2),
        *(HeadCell(3, 7 + place, SOURCES[place]) for place in range(2)),
        *(HeadCell(2, 7 + place, SOURCES[place], 2) for place in range(2, 10)),
    )
    right = ("一、基本支出", "工资福利支出", "公用经费", "对个人和家庭的补助支出", "二、项目支出")
    right += ("一般性项目", "专项资金", "1、商品和服务类专项支出")
    right += ("4、资本性支出（基本建设）", "8、对社会保障基金补助")
    left = ("财政拨款", "纳入预算管理的行政事业性收费", "国有资源（资产）有偿使用收入", "专项收入")
    body = []
    for number in range(23):
        cells = []
        if number in {0, 12}:
            name = "一般公共预算收入" if number == 0 else "政府性基金收入"
            span = 12 if number == 0 else 4
            cells.append(label(0, name, rowspan=span, align="center"))
        if number < 16:
            cells.append(label(1, left[number % 4]))
        elif number == 22:
            cells.append(label(0, "收入合计", colspan=2, align="center"))
        else:
            cells.append(label(0, "专户管理的教育收费结余（结转）", colspan=2))
        cells.append(amount(2, figure(number)))
        last = number == 22
        name = "支出合计" if last else right[number % 10]
        indent = 0 if last or name[1] == "、" else 1
        cells.append(label(3, name, indent=indent, align="center" if last else "left"))
        cells += [amount(4 + place, figure(number * 13 + place)) for place in range(13)]
        body.append(Row(tuple(cells), "bold" if last else "plain"))
    return sheet_of(
        columns, header, body, id="01", number="预算01表", title="2020年部门收支总体情况表"
    )


def form_sheet(length=1200):
    """Form 11: labels and long texts, a band, merged level cells."""
    columns = tuple(Column(f"列{number}", 10, "text") for number in range(4))
    header = (HeadCell(0, 0, "项目名称"), HeadCell(0, 1, "青山区信用体系建设", 1, 3))
    long_text = "为贯彻落实“放管服”改革要求，推进社会信用体系建设，完善公共信用信息平台。"
    body = [
        Row((label(0, "单位编码"), label(1, "016001"), label(2, "资金用途"), label(3, "运转"))),
        Row((label(0, "项目详细信息", colspan=4, align="center"),), "band"),
        Row((label(0, "项目概况"), label(1, (long_text * 400)[:length], colspan=3)), height=4),
    ]
    for number in range(9):
        first = (label(0, "产出目标", rowspan=9, align="center"),) if number == 0 else ()
        cells = (label(1, "数量"), label(2, f"指标{number}"), label(3, "大于上年度"))
        body.append(Row((*first, *cells)))
    return sheet_of(
        columns,
        header,
        body,
        id="11",
        number="预算 11 表",
        title="青山区发展和改革局行政支出项目绩效目标表",
        captions=(Caption("", "（2020 年）", ""),),
        page=Page(orientation="portrait"),
    )


SENTENCE = (
    "本年收入总计1991.60万元，支出总计1991.60万元，与上年相比各增加122.30万元，增长6.54%。"
    "主要原因是：1、工资结构调整；2、增设“数字政府”专项（含运行维护、第三方评估）。"
)


def section_of(id_, title, *paragraphs):
    """Make a section; a paragraph is its words, or its level and its words."""
    pairs = [pair if isinstance(pair, tuple) else (0, pair) for pair in paragraphs]
    return Section(id_, title, tuple(Paragraph((Plain(text),), level) for level, text in pairs))


def chart_of(*amounts):
    bars = (
        Bar(f"第{number}类支出", amount, f"{amount}元") for number, amount in enumerate(amounts)
    )
    return Chart("kinds", "按类别分的支出", tuple(bars))


def document_of(sheets, department="青山区发展和改革局", **more):
    """Make a document with a part of every kind."""
    overall = Section(
        "overall",
        "一、收入支出预算总体情况说明",
        (
            Paragraph((Plain("收入总计"), Figure("1991.60万元", "收入总计", "金额"), Plain("。"))),
            *(Paragraph((Plain(SENTENCE),)) for _ in range(6)),
        ),
    )
    other = section_of(
        "other", "二、其他重要事项", (1, "（一）机关运行经费"), SENTENCE, (2, "1．货物")
    )
    name = f"{department}2020年度部门预算"
    parts = (
        DocumentPart("cover", "cover", lines=(department, "2020年度部门预算"), foot=(department,)),
        DocumentPart("contents", "contents"),
        DocumentPart(
            "first",
            "text",
            f"第一部分　{department}概况",
            sections=(section_of("duties", "", *[SENTENCE] * 9),),
        ),
        DocumentPart("second", "text", "第二部分　情况说明", sections=(overall, other)),
        DocumentPart("charts", "charts", "图表", charts=(chart_of(90, -30, 0),)),
        DocumentPart("annex", "tables", "附件　部门预算表", foot=("2020年1月",), sheets=sheets),
    )
    return Document(name, department, 2020, name, parts, **more)


@pytest.fixture(scope="session")
def fonts():
    return open_font_book()


@pytest.fixture
def typesetter(fonts):
    return Typesetter(fonts)


@pytest.fixture(scope="session")
def by_unit():
    return by_unit_sheet()


@pytest.fixture(scope="session")
def make_by_unit():
    return by_unit_sheet


@pytest.fixture(scope="session")
def two_sided():
    return two_sided_sheet()


@pytest.fixture(scope="session")
def economic():
    return economic_sheet()


@pytest.fixture(scope="session")
def make_form():
    return form_sheet


@pytest.fixture(scope="session")
def write(fonts):
    """Write sheets with the bundled faces and a fixed moment."""

    def write_sheets(path, *sheets, **more):
        given = {"title": "2020年部门预算", "fonts": fonts, "created": CREATED} | more
        return write_pdf(sheets, path, **given)

    return write_sheets


@pytest.fixture(scope="session")
def make_section():
    return section_of


@pytest.fixture(scope="session")
def make_chart():
    return chart_of


@pytest.fixture(scope="session")
def make_document():
    return document_of


@pytest.fixture(scope="session")
def packet(economic, by_unit):
    """Give tables, and a form that is there for each of three projects."""
    form = form_sheet(300)
    return economic, by_unit, *(replace(form, id=f"11/项目{name}") for name in "甲乙丙")


@pytest.fixture(scope="session")
def write_whole_document(fonts):
    """Write a document with the bundled faces and a fixed moment."""

    def write_it(path, document, **more):
        return write_document(document, path, **({"fonts": fonts, "created": CREATED} | more))

    return write_it


@pytest.fixture(scope="session")
def with_text():
    """Give a sheet whose first body cell holds a text."""

    def change(sheet, text, **more):
        first = sheet.body[0]
        cells = (first.cells[0]._replace(text=text, **more), *first.cells[1:])
        return replace(sheet, body=(first._replace(cells=cells), *sheet.body[1:]))

    return change
