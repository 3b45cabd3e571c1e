"""What a spreadsheet program shows must be what was printed, also after recalculation."""

import random
from datetime import datetime

from budgettool.exporting.excel import write_workbook
from budgettool.money import format_fen
from budgettool.sheets.sheet import Cell, Column, Row, Sheet

WAN = 1_000_000
EDGES = [
    *(sign * fen for fen in (1, 49_999, 50_000, 50_001, 99_999, 100_000, 149_999, 150_000)
      for sign in (1, -1)),
    0, 350_000, 1_005_000_000, 123_456_749_999, 99_999_950_000, -99_949_999,
    12_345_678_950_000, 999_999_999_950_000, WAN // 3, 2 * WAN // 3, -WAN // 3,
]  # fmt: skip


def amounts(count, fen_per_unit, decimals):
    last_place = fen_per_unit // 10**decimals
    rnd = random.Random(20)  # noqa: S311 - figures, not secrets
    kinds = [
        lambda: rnd.randrange(10**12) // 3,
        lambda: -rnd.randrange(10**9) // 3,
        lambda: (2 * rnd.randrange(-(10**6), 10**6) + 1) * last_place // 2,
        lambda: rnd.randrange(-last_place, last_place),
        lambda: 0,
    ]
    return [*EDGES, *(rnd.choice(kinds)() for _ in range(count))]


def made_sheet(number, fen_per_unit, decimals, *, thousands, zero):
    """Leaves three to a row with their sum, which cancels to zero in each fifth row."""
    leaves = amounts(1500, fen_per_unit, decimals)
    triples = list(zip(leaves[::3], leaves[1::3], leaves[2::3], strict=False))
    triples = [(a, b, -a - b) if i % 5 == 0 else (a, b, c) for i, (a, b, c) in enumerate(triples)]

    def cell(column, fen, parts=()):
        text = format_fen(fen, fen_per_unit, decimals, thousands=thousands)
        return Cell(column, text if fen or zero else "", "amount", fen, "", parts, align="right")

    body = [
        Row((*(cell(c, fen) for c, fen in enumerate(triple)),
             cell(3, sum(triple), tuple((i, c) for c in range(3)))))
        for i, triple in enumerate(triples)
    ]  # fmt: skip
    count = len(body)
    body.append(
        Row((*(cell(c, sum(triple[c] for triple in triples), tuple((r, c) for r in range(count)))
               for c in range(3)),
             cell(3, sum(map(sum, triples)), tuple((r, 3) for r in range(count)))))
    )  # fmt: skip
    columns = tuple(Column(str(index), 1, "amount") for index in range(4))
    return Sheet(
        "x", number, "", "", fen_per_unit, decimals, thousands, (), columns, (), 0, (), tuple(body)
    )


SHEETS = (
    made_sheet("万元一位", WAN, 1, thousands=True, zero=False),
    made_sheet("万元两位", WAN, 2, thousands=False, zero=True),
    made_sheet("万元六位", WAN, 6, thousands=True, zero=False),
    made_sheet("元", 100, 2, thousands=True, zero=True),
    made_sheet("整元", 100, 0, thousands=True, zero=False),
)


def test_recalculated_figures_are_shown_as_printed(soffice, shown_by, tmp_path):
    written = tmp_path / "a.xlsx"
    write_workbook(SHEETS, written, title="示例", created=datetime(2026, 1, 1))  # noqa: DTZ001
    shown = shown_by(soffice, written, tmp_path)
    for sheet in SHEETS:
        below = shown[sheet.number][2:]
        wrong = [
            (sheet.number, index, cell.column, cell.text, row[cell.column], cell.exact)
            for index, row in enumerate(below)
            for cell in sheet.body[index].cells
            if row[cell.column] != cell.text
        ]
        assert wrong == []
        assert len(below) == len(sheet.body)
