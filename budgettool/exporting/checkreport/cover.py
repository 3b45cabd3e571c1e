"""The first page of a check report: whose, of what, what it came to, and who signs it."""

from collections.abc import Iterator
from typing import Final

from budgettool.exporting.checkreport.grids import UPRIGHT
from budgettool.exporting.checkreport.report import CheckReport
from budgettool.money import FEN_PER_UNIT
from budgettool.sheets.sheet import Cell, Column, Row, Sheet

_WIDTHS: Final = (6, 11, 6, 11)
_SIGNED: Final = 3.0
_MOST_NOTICES: Final = 6
_LEVELS: Final = (
    "错误必须改正，否则不能定稿；核实的问题改正，或者写明理由；提示供参考。",
    "不能核对的规则缺少数据，不等于通过；尾差是四舍五入造成的，不是错误。",
)


def cover_sheet(report: CheckReport) -> Sheet:
    """Make the first page."""
    about = report.about
    return Sheet(
        id="审核报告",
        number="",
        title=f"{about.subject}{about.year}年部门预算审核报告",
        unit="元",
        fen_per_unit=FEN_PER_UNIT["元"],
        decimals=2,
        thousands=True,
        captions=(),
        columns=tuple(
            Column(str(place), width, "text", fits=False) for place, width in enumerate(_WIDTHS)
        ),
        header=(),
        header_rows=0,
        numbers=(),
        body=tuple(_rows(report)),
        notes=_LEVELS,
        page=UPRIGHT,
    )


def _rows(report: CheckReport) -> Iterator[Row]:
    about, counts = report.about, report.counts()
    pack = f"{about.pack.name}（{about.pack.id}，版本 {about.pack.version}）"
    yield _band("核对的内容")
    yield _pairs("部门", about.subject, "部门代码", about.code)
    yield _pairs("年度", str(about.year), "状态", about.state or "文件中的表")
    yield _wide("文件", about.source)
    yield _wide("内容", about.content)
    yield _wide("表样", pack)
    yield _pairs("核对时间", f"{about.at:%Y-%m-%d %H:%M}", "程序", f"预算编制工具 {about.program}")
    for notice in (*about.notices, *about.unread)[:_MOST_NOTICES]:
        yield _wide("注意", notice)
    yield _band("结论")
    yield Row((Cell(0, report.conclusion(), colspan=4, bold=True),), height=2)
    yield _pairs("错误", f"{counts['H']} 处", "核实", f"{counts['S']} 处")
    yield _pairs("提示", f"{counts['I']} 处", "已说明", f"{len(report.waived)} 处")
    yield _pairs(
        "通过的规则", f"{len(report.passed)} 条", "不能核对的规则", f"{len(report.unknown)} 条"
    )
    yield _pairs("尾差", f"{len(report.residues)} 处", "未启用的规则", f"{len(report.off)} 条")
    yield _band("签字")
    yield _pairs("编制人", "", "审核人", "")._replace(height=_SIGNED)
    yield _pairs("负责人", "", "日期", "")._replace(height=_SIGNED)


def _pairs(name: str, text: str, other: str, other_text: str) -> Row:
    return Row((_name(0, name), Cell(1, text), _name(2, other), Cell(3, other_text)))


def _wide(name: str, text: str) -> Row:
    return Row((_name(0, name), Cell(1, text, colspan=3)))


def _name(place: int, text: str) -> Cell:
    return Cell(place, text, align="center")


def _band(text: str) -> Row:
    return Row((Cell(0, text, colspan=4, align="center", bold=True),), "band")
