"""Findings in words: where, what, by how much, as an accountant says it.

Leaves order and grouping to `grouping`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from budgettool.cube.dimensions import UNCLASSIFIED, Dimensions
from budgettool.model import BalanceLine, ExpenditureLine, IncomeLine, Line
from budgettool.money import FEN_PER_UNIT, exact_text, format_fen
from budgettool.packs.definition import Pack, RowDefinition, TableDefinition
from budgettool.packs.labels import fill
from budgettool.packs.reference import CellReference, Path
from budgettool.packs.rows import definitions_at
from budgettool.rules.finding import (
    CellPlace,
    Finding,
    LinePlace,
    Place,
    SectionPlace,
    Subject,
    SubjectPlace,
)

FIELD_NAMES: Final[Mapping[str, str]] = {
    "unit": "单位",
    "function": "功能科目",
    "department_economic": "部门经济科目",
    "government_economic": "政府经济科目",
    "nature": "支出性质",
    "source": "资金来源",
    "project": "项目",
    "amount": "金额",
    "procurement": "政府采购",
    "secret": "涉密",
    "counterparty": "对方单位",
    "memo": "备注",
}
_SUBJECTS: Final[Mapping[Subject, str]] = {
    "book": "账本",
    "department": "部门",
    "unit": "单位",
    "project": "项目",
    "ceiling": "控制数",
    "source": "资金来源",
    "function": "功能科目",
    "department_economic": "部门经济科目",
    "table": "表",
    "fields": "填报内容",
}
_LIMITS: Final = ("D03", "D04", "D05", "D06")
"""The program's rules whose expected amount must not be exceeded."""

_KINDS: Final[Mapping[type[Line], str]] = {
    ExpenditureLine: "支出",
    IncomeLine: "收入",
    BalanceLine: "结转结余",
}


class FindingWords:
    """Puts findings of one book, or of the tables of one pack, in words."""

    def __init__(self, pack: Pack, dimensions: Dimensions, lines: Iterable[Line] = ()) -> None:
        self._pack = pack
        self._dimensions = dimensions
        self._numbers = _numbers(lines)
        self._positions = {line: position for position, line in enumerate(self._numbers)}
        limits = (rule.code for rule in pack.rules.equations if rule.comparison == "at_most")
        self._limits = {*_LIMITS, *limits}
        self._labels: dict[str, Counter[str]] = {}

    def place(self, place: Place) -> str:
        """Say where: `支出第 12 行 政府经济科目`, `预算02表 2010301 行政运行［总计］`."""
        match place:
            case LinePlace(line, field):
                return f"{self._numbers.get(line, '明细')} {FIELD_NAMES.get(field, '')}".rstrip()
            case CellPlace(reference):
                return self.cell(reference)
            case SubjectPlace(kind, name, _):
                return f"{_SUBJECTS[kind]} {self._subject(kind, name)}".rstrip()
            case SectionPlace(section, paragraph):
                return f"说明文字 {self._section(section)} 第 {paragraph + 1} 段"

    def position(self, place: Place) -> int:
        """Tell how far down a line stands; 0 for what is no line."""
        return self._positions.get(place.line, 0) if isinstance(place, LinePlace) else 0

    def cell(self, reference: CellReference) -> str:
        """Say which figure: table, row and column."""
        table = self._pack.table(reference.table)
        if table is None:
            return str(reference)
        column = "·".join(reference.column)
        return f"{fill(table.number, str)} {self._row(table, reference.row)}［{column}］"

    def amounts(self, finding: Finding) -> str:
        """Say what is expected and found: as printed where it is of a table, exact elsewhere."""
        if finding.expected is None or finding.found is None:
            return ""
        difference = finding.found - finding.expected
        shown = [
            _amount(finding, amount) for amount in (finding.expected, finding.found, difference)
        ]
        unit = finding.unit or "元"
        exact = exact_text(difference, "元")
        more = "" if unit == "元" or not difference else f"（{exact}）"
        ought = "不应大于" if finding.code in self._limits else "应为"
        return f"{ought} {shown[0]}，现为 {shown[1]}，差 {shown[2]} {unit}{more}"

    def _row(self, table: TableDefinition, address: Path) -> str:
        for side in table.sides:
            through = next(definitions_at(side.rows, address), None)
            if through is not None:
                row = through[-1]
                return self._row_name(row, address) if row.each else self._fixed(table, through)
        return " ".join(address)

    def _fixed(self, table: TableDefinition, through: Sequence[RowDefinition]) -> str:
        """Name a row that is always there, with its group where its label stands twice."""
        if table.id not in self._labels:
            rows = (row for side in table.sides for row in _fixed_rows(side.rows))
            self._labels[table.id] = Counter(map(_label, rows))
        *above, row = through
        is_repeated = self._labels[table.id][_label(row)] > 1
        group = above[-1] if above and not above[-1].each else None
        return f"{_label(group)}·{_label(row)}" if group and is_repeated else _label(row)

    def _row_name(self, row: RowDefinition, address: Path) -> str:
        steps = zip(row.each, address[-len(row.each) :], strict=False)
        return "、".join(self._member(axis.dimension, member) for axis, member in steps)

    def _member(self, dimension: str, member: str) -> str:
        if member == UNCLASSIFIED:
            return member
        name = self._dimensions.text(dimension, "row" if dimension == "unit" else "name", member)
        return f"{member} {name}" if name and name != member else member

    def _section(self, section: str) -> str:
        """Name a section by its title, or by its part where it has none."""
        for part in self._pack.text.parts if self._pack.text else ():
            for each in part.sections:
                if each.id == section:
                    return fill(each.title, str) or part.name
        return section

    def _subject(self, kind: Subject, name: str) -> str:
        if kind in {"unit", "function", "department_economic"}:
            return self._member(kind, name)
        if kind == "ceiling":
            return ""  # its name is an id; the message says what it limits
        return name.replace("/", "·") or ("（没有填写）" if kind == "source" else "")


def _fixed_rows(rows: Iterable[RowDefinition]) -> Iterator[RowDefinition]:
    for row in rows:
        if not row.each:
            yield row
        yield from _fixed_rows(row.rows)


def _label(row: RowDefinition) -> str:
    return fill(row.label, lambda _: "").strip() or row.id


def _numbers(lines: Iterable[Line]) -> dict[str, str]:
    """Number the lines of each kind, as their grids do."""
    counted: Counter[type[Line]] = Counter()
    numbers = {}
    for line in lines:
        kind = type(line)
        counted[kind] += 1
        numbers[line.id] = f"{_KINDS[kind]}第 {counted[kind]} 行"
    return numbers


def _amount(finding: Finding, amount: int) -> str:
    if not finding.unit:
        return exact_text(amount, "元").removesuffix(" 元")
    fen = FEN_PER_UNIT[finding.unit]
    exact = exact_text(amount, finding.unit).removesuffix(f" {finding.unit}")
    printed = format_fen(amount, fen, finding.decimals)
    return printed if _same(printed, exact) else exact


def _same(printed: str, exact: str) -> bool:
    def plain(text: str) -> str:
        return text.rstrip("0").rstrip(".") if "." in text else text

    return plain(printed) == plain(exact)
