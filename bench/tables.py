"""A made table of many rows: three header rows, codes, names, and eight columns of amounts."""

from budgettool.money import format_fen
from budgettool.sheets.sheet import Caption, Cell, Column, HeadCell, Row, Sheet

FEN = 1_000_000
NAMES = ("行政运行", "一般行政管理事务", "机关事业单位基本养老保险缴费支出", "其他政府办公厅支出")
HEADS = ("小计", "工资福利支出", "公用经费", "对个人和家庭的补助")
KEYS = 5


def made_sheet(rows: int) -> Sheet:
    """Make the table."""
    return Sheet(
        id="05",
        number="预算05表",
        title="2020年一般公共预算支出情况表",
        unit="万元",
        fen_per_unit=FEN,
        decimals=1,
        thousands=True,
        captions=(Caption("单位：临溪市人民政府办公室", "", "单位：万元"),),
        columns=(
            *(Column(name, 3, "text", key=True) for name in "类款项"),
            Column("单位代码", 6, "text", key=True),
            Column("名称", 22, "text", key=True),
            *(Column(f"金额{number}", 8, "amount") for number in range(8)),
        ),
        header=tuple(_header()),
        header_rows=3,
        numbers=(*("**",) * KEYS, *map(str, range(1, 9))),
        body=tuple(_row(number) for number in range(rows)),
    )


def _header() -> list[HeadCell]:
    cells = [HeadCell(0, 0, "科目编码", 2, 3)]
    cells += [HeadCell(2, place, text) for place, text in enumerate("类款项")]
    cells += [HeadCell(0, 3, "单位代码", 3), HeadCell(0, 4, "单位（科目名称）", 3)]
    cells += [HeadCell(0, KEYS, "一般公共预算支出", 1, 8)]
    for start, name in ((KEYS, "基本支出"), (KEYS + 4, "项目支出")):
        cells.append(HeadCell(1, start, name, 1, 4))
        cells += [HeadCell(2, start + place, text) for place, text in enumerate(HEADS)]
    return cells


def _row(number: int) -> Row:
    keys = (
        Cell(0, "201", align="center"),
        Cell(1, f"{number % 40:02}", align="center"),
        Cell(2, f"{number % 97:02}", align="center"),
        Cell(3, f"016{number % 60:03}", align="center"),
        Cell(4, NAMES[number % len(NAMES)], indent=1),
    )
    return Row((*keys, *(_amount(number, place) for place in range(8))), address=f"016/{number}")


def _amount(number: int, place: int) -> Cell:
    fen = (number * 7919 + place * 104_729) % 90_000_000 * 100
    return Cell(KEYS + place, format_fen(fen, FEN, 1), "amount", fen, align="right")
