"""What the expressions of one rule name, looked up in the tables of its pack.

Leaves reading the rule to `rules`.
"""

from collections.abc import Collection

from budgettool.packs.definition import SideDefinition, TableDefinition
from budgettool.packs.reading import Entry
from budgettool.packs.reference import (
    FUNCTIONS,
    CellReference,
    EachReference,
    Expression,
    Name,
    Operation,
    Path,
    ReferenceSyntaxError,
    calls,
    cell_references,
    names,
    nearest,
    parse_expression,
)
from budgettool.packs.rows import definitions_at, has_axis, has_row
from budgettool.packs.rule import Equation


class Names:
    """Parses the expressions of one rule and looks up what they name."""

    def __init__(
        self,
        entry: Entry,
        key: str,
        tables: tuple[TableDefinition, ...],
        each: str,
        side: SideDefinition | None,
    ) -> None:
        self._entry = entry
        self._key = key
        self._tables = {table.id: table for table in tables}
        self._each = each
        self._side = side

    def equation(self, left: str, right: str) -> Equation:
        """Parse both sides of an equation.

        Raises:
            PackError: One is not understood, or names what does not exist.
        """
        equation = Equation(self._expression(left), self._expression(right))
        if equation.left == equation.right:
            raise self._entry.fail(self._key, f"“{left}”与自己比较，永远成立")
        if not any(_reads(side) for side in (equation.left, equation.right)):
            raise self._entry.fail(self._key, f"“{left}”与“{right}”没有提到任何数")
        if _mixes(equation):
            raise self._entry.fail(self._key, "同一条规则不能既逐行比较 each，又用 sum 合计 each")
        return equation

    def _expression(self, text: str) -> Expression:
        try:
            expression = parse_expression(text)
        except ReferenceSyntaxError as error:
            raise self._entry.fail(self._key, str(error)) from error
        for reference in cell_references(expression):
            self._check_reference(text, reference)
        for name in names(expression):
            self._check_name(text, name)
        for call in calls(expression, "parts"):
            if not isinstance(call.arguments[0], Name) or len(call.arguments) > 1:
                raise self._entry.fail(self._key, f"“{text}”：parts 里应是一个列名或行名")
            if not self._has_parts(call.arguments[0].path):
                raise self._entry.fail(self._key, f"“{text}”：表里没有写它由哪些相加（parts）")
        if self._each != "once" and is_loose(expression):
            reason = f"“{text}”：逐行、逐列核对时，each 要写在 sum(…) 里"
            raise self._entry.fail(self._key, reason)
        return expression

    def _has_parts(self, name: Path) -> bool:
        """Tell whether the table says what adds up to a column, or a row."""
        assert self._side is not None  # noqa: S101 - the name has been found in it
        if self._each == "column":
            row = next(definitions_at(self._side.rows, name))[-1]
            return bool(row.parts or row.rows)
        columns = {column.path: column.parts for column in self._side.columns}
        found = nearest(("",), name, columns)
        return found is not None and bool(columns[found])

    def _check_reference(self, text: str, reference: CellReference | EachReference) -> None:
        if isinstance(reference, EachReference) and not reference.table:
            if self._each != "column":
                reason = f"“{text}”：[each …] 前要写表，如 05[each 项, 总计]"
                raise self._entry.fail(self._key, reason)
            sides: Collection[SideDefinition] = [self._side] if self._side else ()
        else:
            table = self._tables.get(reference.table)
            if table is None:
                raise self._entry.fail(self._key, f"“{text}”提到的表“{reference.table}”不存在")
            sides = [s for s in table.sides if reference.column in {c.path for c in s.columns}]
            if not sides:
                column = "/".join(reference.column)
                raise self._entry.fail(self._key, f"“{text}”提到的列“{column}”不存在")
        if isinstance(reference, CellReference):
            if not any(has_row(side.rows, reference.row) for side in sides):
                row = "/".join(reference.row)
                raise self._entry.fail(self._key, f"“{text}”提到的行“{row}”不存在")
        elif not any(has_axis(side.rows, reference.axis) for side in sides):
            raise self._entry.fail(self._key, f"“{text}”提到的行“each {reference.axis}”不存在")

    def _check_name(self, text: str, name: Path) -> None:
        side = self._side
        if side is None:
            raise self._entry.fail(self._key, f"“{text}”须写明表和行，如 01.支出合计[合计]")
        if self._each == "row":
            known = nearest(("",), name, {column.path for column in side.columns}) is not None
        else:
            known = has_row(side.rows, name)
        if not known:
            kind = "列" if self._each == "row" else "行"
            raise self._entry.fail(self._key, f"“{text}”提到的{kind}“{'/'.join(name)}”不存在")


def _reads(expression: Expression) -> bool:
    """Tell whether an expression reads any figure."""
    return next(cell_references(expression), None) is not None or bool(list(names(expression)))


def is_loose(expression: Expression) -> bool:
    """Tell whether an `each` stands outside of any function: its rows are compared one by one."""
    match expression:
        case EachReference():
            return True
        case Operation(_, left, right):
            return is_loose(left) or is_loose(right)
        case _:
            return False


def _mixes(equation: Equation) -> bool:
    """Tell whether rows are both compared one by one and summed."""
    sides = (equation.left, equation.right)
    summed = {
        id(reference)
        for side in sides
        for function in sorted(FUNCTIONS)
        for call in calls(side, function)
        for reference in cell_references(call)
        if isinstance(reference, EachReference)
    }
    every = [r for side in sides for r in cell_references(side) if isinstance(r, EachReference)]
    return 0 < len(summed) < len(every)
