"""The reference grammar: one notation for cells, used by packs, traces, rules, texts and names.

    05.合计[总计]                     a cell: table, row, column
    06.30101/50101[一般公共预算/小计]   rows and columns are paths of ids
    05[each 项, 总计]                 the cells of one column in every row of an axis
    06[each 款 of 302/303, 总计]      … in those rows only whose codes begin so
    sum(05[each 项, 总计])            a function of them: sum, rate, ratio, abs, min, max
    parts(总计)                       in rules: the sum of what its table says that it adds up
    本年预算 - 上年预算                bare names: columns (or rows) of the formula's own table
    sum([each 项])                    … and the rows of an axis, where bare names are rows

`/` without spaces joins a path, with spaces it divides. A name that holds any of `.[](),+-*/"` or
spaces is written in double quotes, a quote in it twice. Evaluating an expression is left to those
who have figures.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from budgettool.errors import BudgetToolError

Path = tuple[str, ...]
FUNCTIONS: Final = frozenset({"sum", "rate", "ratio", "abs", "min", "max", "parts"})
_MAX_LENGTH = 2_000
_MAX_DEPTH = 50
_MAX_OPERATORS = 200

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>\d+(?:\.\d+)?(?=[\s\](),+\-*"]|\Z))
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<name>[^\s.\[\](),+\-*/"]+)
      | (?P<mark>[.\[\](),+\-*/])""",
    re.VERBOSE,
)
_PLAIN_NAME = re.compile(r'[^\s.\[\](),+\-*/"]+')


class ReferenceSyntaxError(BudgetToolError):
    """A text is not written in the reference grammar."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(f"引用“{text[:80]}”第 {position + 1} 个字符处：{reason}")
        self.text = text
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A path of ids without table, such as `一般公共预算/小计`."""

    path: Path

    def __str__(self) -> str:
        return write_path(self.path)


@dataclass(frozen=True, slots=True)
class CellReference:
    """One cell of a table."""

    table: str
    row: Path
    column: Path

    def __str__(self) -> str:
        return f"{write_path((self.table,))}.{write_path(self.row)}[{write_path(self.column)}]"


@dataclass(frozen=True, slots=True)
class EachReference:
    """One column in every row of an axis, such as each 项 of 05.

    Attributes:
        table, column: Empty where the rule that it stands in says them.
        of: How codes of the rows begin; any where empty.
    """

    table: str
    axis: str
    column: Path
    of: Path = ()

    def __str__(self) -> str:
        table = write_path((self.table,)) if self.table else ""
        of = f" of {write_path(self.of)}" if self.of else ""
        column = f", {write_path(self.column)}" if self.column else ""
        return f"{table}[each {write_path((self.axis,))}{of}{column}]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of expressions."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by `+ - * /`."""

    operator: str
    left: "Expression"
    right: "Expression"


Expression = Number | Name | CellReference | EachReference | Call | Operation


def parse_expression(text: str) -> Expression:
    """Read an expression.

    Raises:
        ReferenceSyntaxError: The text is not an expression of the grammar.
    """
    parser = _Parser(text)
    expression = parser.expression(0)
    parser.expect_end()
    return expression


def parse_reference(text: str) -> CellReference:
    """Read the address of one cell, such as `05.合计[总计]`.

    Raises:
        ReferenceSyntaxError: The text is not the address of one cell.
    """
    expression = parse_expression(text)
    if not isinstance(expression, CellReference):
        raise ReferenceSyntaxError(text, 0, "应为一个单元格，如 05.合计[总计]")
    return expression


def cell_references(expression: Expression) -> Iterator[CellReference | EachReference]:
    """Walk the references to tables in an expression."""
    match expression:
        case CellReference() | EachReference():
            yield expression
        case Call(_, arguments):
            for argument in arguments:
                yield from cell_references(argument)
        case Operation(_, left, right):
            yield from cell_references(left)
            yield from cell_references(right)
        case _:
            return


def calls(expression: Expression, function: str) -> Iterator[Call]:
    """Walk the calls of one function."""
    match expression:
        case Call(called, arguments):
            if called == function:
                yield expression
            for argument in arguments:
                yield from calls(argument, function)
        case Operation(_, left, right):
            yield from calls(left, function)
            yield from calls(right, function)
        case _:
            return


def nearest(path: Path, name: Path, known: Collection[Path]) -> Path | None:
    """Find what a name in a formula means: the nearest, from beside a path outwards."""
    for depth in range(len(path) - 1, -1, -1):
        if (found := (*path[:depth], *name)) in known:
            return found
    return None


def names(expression: Expression) -> Iterator[Path]:
    """Walk the bare names in an expression."""
    match expression:
        case Name(path):
            yield path
        case Call(_, arguments):
            for argument in arguments:
                yield from names(argument)
        case Operation(_, left, right):
            yield from names(left)
            yield from names(right)
        case _:
            return


def write_path(path: Path) -> str:
    """Write a path of ids, quoting those that the grammar would misread."""
    return "/".join(_write_name(name) for name in path)


def _write_name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else f'"{name.replace(chr(34), chr(34) * 2)}"'


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int
    spaced: bool


class _Parser:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        if len(text) > _MAX_LENGTH:
            raise ReferenceSyntaxError(text, _MAX_LENGTH, "过长")
        self._text = text
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0
        self._operators = 0

    def expression(self, level: int) -> Expression:
        """Read operands joined by the operators of a level: 0 for `+ -`, 1 for `* /`."""
        operators = ("+-", "*/")
        if level == len(operators):
            return self._operand()
        left = self.expression(level + 1)
        while (token := self._peek()).kind == "mark" and token.text in operators[level]:
            self._next += 1
            self._operators += 1
            if self._operators > _MAX_OPERATORS:
                self._refuse("运算过多")
            left = Operation(token.text, left, self.expression(level + 1))
        return left

    def expect_end(self) -> None:
        """Refuse whatever is left."""
        if self._peek().kind != "end":
            self._refuse("多余的内容")

    def _operand(self) -> Expression:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self._refuse("嵌套过深")
        try:
            return self._simple_operand()
        finally:
            self._depth -= 1

    def _simple_operand(self) -> Expression:
        token = self._peek()
        if token.kind == "number":
            self._next += 1
            return Number(Decimal(token.text))
        if self._take("-"):
            return Operation("-", Number(Decimal(0)), self._operand())
        if self._take("("):
            inner = self.expression(0)
            self._expect(")")
            return inner
        if self._take("["):
            return self._each("")
        if token.text in FUNCTIONS and self._tokens[self._next + 1].text == "(":
            return self._call()
        return self._reference()

    def _call(self) -> Call:
        function = self._name()
        self._expect("(")
        arguments = [self.expression(0)]
        while self._take(","):
            arguments.append(self.expression(0))
        self._expect(")")
        return Call(function, tuple(arguments))

    def _reference(self) -> Expression:
        path = self._path()
        if len(path) == 1 and self._take("."):
            row = self._path()
            self._expect("[")
            column = self._path()
            self._expect("]")
            return CellReference(path[0], row, column)
        if len(path) == 1 and self._take("["):
            return self._each(path[0])
        return Name(path)

    def _each(self, table: str) -> EachReference:
        if self._name() != "each":
            self._refuse("方括号内应为 each 轴, 列")
        axis = self._name()
        of: Path = ()
        if self._peek().text == "of":
            self._next += 1
            of = self._path()
        column: Path = ()
        if table:
            self._expect(",")
            column = self._path()
        self._expect("]")
        return EachReference(table, axis, column, of)

    def _path(self) -> Path:
        parts = [self._name()]
        while self._peek().text == "/" and not self._peek().spaced and not self._after().spaced:
            self._next += 1
            parts.append(self._name())
        return tuple(parts)

    def _name(self) -> str:
        token = self._peek()
        if token.kind not in {"name", "quoted", "number"}:
            self._refuse("此处应为名称")
        self._next += 1
        return token.text[1:-1].replace('""', '"') if token.kind == "quoted" else token.text

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _after(self) -> _Token:
        return self._tokens[min(self._next + 1, len(self._tokens) - 1)]

    def _take(self, mark: str) -> bool:
        token = self._peek()
        if token.kind != "mark" or token.text != mark:
            return False
        self._next += 1
        return True

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            self._refuse(f"此处缺少“{mark}”")

    def _refuse(self, reason: str) -> None:
        raise ReferenceSyntaxError(self._text, self._peek().position, reason)


def _tokens(text: str) -> Iterator[_Token]:
    position, spaced = 0, False
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise ReferenceSyntaxError(text, position, "引号不成对")
        if found.lastgroup == "space":
            spaced = True
        else:
            yield _Token(found.lastgroup, found.group(), position, spaced)
            spaced = False
        position = found.end()
    yield _Token("end", "", len(text), spaced)
