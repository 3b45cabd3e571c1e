"""Where a figure comes from, in words, and which page shows it.

Leaves showing this to the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from budgettool.gui.amounts import shown
from budgettool.gui.reports.lines_panel import page_of
from budgettool.gui.session import Session
from budgettool.gui.texts.live import LiveTexts
from budgettool.packs.reference import CellReference, EachReference
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure

HERE: Final = "texts"
"""The page on which fields of the text are filled in."""

_OF_THE_BOOK: Final = {
    "部门": ("部门全称", "basics"),
    "简称": ("部门简称", "basics"),
    "年度": ("年度", "basics"),
    "上年度": ("年度的前一年", "basics"),
    "单位数": ("单位表", "units"),
    "二级单位数": ("单位表", "units"),
}
_OF_LAST_YEAR: Final = frozenset({"上年", "增减", "增减额", "升降", "增减率"})
_UNIT: Final = "万元"


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing that a figure comes from.

    Attributes:
        page_id: The page that shows it.
        target: What that page is to reveal; None for the page itself.
    """

    text: str
    page_id: str
    target: object = None


def say_figure(figure: Figure, quantities: Quantities | None) -> str:
    """Say which quantity a figure is of, and what it reads."""
    measured = quantities.get(figure.source) if quantities else None
    name = measured.label if measured else figure.source
    said = f"{name} · {figure.form}" if figure.form else name
    return f"{said}：{figure.text}"


def origins_of(figure: Figure, session: Session, live: LiveTexts) -> list[Origin]:
    """List what a figure comes from: cells, lines behind them, fields.

    The page of tables shows the department's, so that of a unit's figures only the lines are shown.
    """
    quantities = live.quantities
    if not figure.form:
        name, page = _OF_THE_BOOK.get(figure.source, ("", ""))
        return [Origin(f"来自{name}", page)] if page else []
    measured = quantities.get(figure.source) if quantities else None
    if quantities is None or measured is None:
        return []
    found: list[Origin] = []
    if figure.form == "原因":
        found.append(Origin("增减的原因，在下面填写", HERE, f"reason.{measured.id}"))
    if measured.quantity.field:
        field = measured.quantity.field
        found.append(Origin(f"“{measured.label}”，在下面填写", HERE, field))
    found += _of_cells(figure.source, session, live)
    if figure.form in _OF_LAST_YEAR:
        found.append(_last_year(measured.id, quantities, typed=measured.typed_prior))
    return found


def _last_year(identity: str, quantities: Quantities, *, typed: bool) -> Origin:
    measured = quantities.get(identity)
    said = (measured.last_amount if measured else None) or "还没有"
    if typed or said == "还没有":
        return Origin(f"上年数 {said}，在下面填写", HERE, f"prior.{identity}")
    return Origin(f"上年数 {said}，来自“往年与控制数”", "prior")


def _of_cells(source: str, session: Session, live: LiveTexts) -> Iterator[Origin]:
    tables = () if live.unit else session.pack.tables
    printed = {table.id for table in tables if table.printed}
    references = live.quantities.references(source) if live.quantities else ()
    for reference in dict.fromkeys(references):
        if isinstance(reference, EachReference):
            if live.unit:
                continue
            where = f"{reference.table} 表　各{reference.axis.rpartition('.')[2]}"
            if reference.of:
                where += f"（{'、'.join(reference.of)} 开头的）"
            yield Origin(f"{where}　{_column(reference)}", "reports", reference.table)
            continue
        if reference.table in printed:
            figure = session.cube.figure(reference)
            amount = f"　{shown(round(figure), _UNIT)} {_UNIT}" if figure is not None else ""
            where = f"{reference.table} 表　{_row(reference)}　{_column(reference)}"
            yield Origin(f"{where}{amount}", "reports", reference)
        yield from _of_lines(reference, session, live)


def _of_lines(reference: CellReference, session: Session, live: LiveTexts) -> Iterator[Origin]:
    behind = set(live.cube.lines_behind(reference))
    first = next((line for line in session.lines.values() if line.id in behind), None)
    if first is not None:
        yield Origin(f"背后的 {len(behind):,} 条明细，第一条", page_of(first), first.id)


def _row(reference: CellReference) -> str:
    return "/".join(reference.row) or "合计"


def _column(reference: CellReference | EachReference) -> str:
    return " · ".join(reference.column)
