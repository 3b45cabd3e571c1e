"""What a book holds, as frozen values: the department, its units, projects and lines of money.

Amounts are whole 分. Codes are plain text, not checked here: a half-filled line must survive.
Leaves storage to `book`, meaning of codes to `codes`, members of sources and natures to `packs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

AMOUNT: Final = "amount"
"""The measure of the drafted year's own figures; others are prior, initial, adjusted, opening…"""

UNIT_KINDS: Final = ("行政", "参公", "财政补助事业", "经费自理事业", "汇总")


@dataclass(frozen=True, slots=True)
class Department:
    """The department whose book it is, with the three names that are never mixed.

    Attributes:
        code: The department's budget code, such as `016`.
        full: The name on the cover and in the text.
        short: The name in the tables' headers.
        row: The name in the rows of a table.
        budget_code: 预算代码 of the final accounts, where one is printed.
    """

    code: str
    full: str
    short: str = ""
    row: str = ""
    budget_code: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the department: a carrier of lines, or (kind 汇总) a sum of those below it.

    Attributes:
        parent: The code of the unit above, or None for the top.
        merged: 并入上级: its lines are kept with the unit above.
        headcount: 编制 or staff number, where known.
    """

    id: str
    code: str
    name: str
    kind: str
    parent: str | None = None
    merged: bool = False
    headcount: int | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project (项目): lines of 项目支出 name it; `nature` is what its lines are by default."""

    id: str
    name: str
    code: str = ""
    nature: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling (控制数) on expenditure; what is None or empty is not limited by it.

    Attributes:
        unit: Unit code; those below it count too.
        nature: Member path; what is below it counts too.
        project: The project's name.
        source: Member path; what is below it counts too.
        amount: 分; None while it is not filled yet.
    """

    id: str
    unit: str | None = None
    nature: str | None = None
    project: str | None = None
    source: str | None = None
    amount: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class ExpenditureLine:
    """One line of expenditure. A field that is not filled yet is None.

    Attributes:
        unit: Unit code.
        function: 功能分类 项, seven digits.
        department_economic: 部门预算支出经济分类 款, five digits.
        government_economic: 政府预算支出经济分类 款; None follows the unit's kind and crosswalk.
        nature: Member path, such as `基本支出/公用经费`.
        source: Member path, such as `一般公共预算/财政拨款`.
        project: The project's name.
        amount: 分.
        measure: Which figure it is: `amount`, or `prior` for last year's.
        procurement: 政府采购: 货物, 工程 or 服务; None for none.
        secret: 涉密.
        counterparty: The unit on the other side of an internal transfer.
    """

    id: str
    unit: str | None = None
    function: str | None = None
    department_economic: str | None = None
    government_economic: str | None = None
    nature: str | None = None
    source: str | None = None
    project: str | None = None
    amount: int | None = None
    measure: str = AMOUNT
    procurement: str | None = None
    secret: bool = False
    counterparty: str | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One line of income; fields as in `ExpenditureLine`."""

    id: str
    unit: str | None = None
    source: str | None = None
    function: str | None = None
    amount: int | None = None
    measure: str = AMOUNT
    counterparty: str | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A carried-over balance of one unit, source and 项 (measures opening, closing, …)."""

    id: str
    unit: str | None = None
    source: str | None = None
    function: str | None = None
    amount: int | None = None
    measure: str = "opening"
    memo: str = ""


Line = ExpenditureLine | IncomeLine | BalanceLine

type_names: Final = MappingProxyType(
    {"expenditure": ExpenditureLine, "income": IncomeLine, "balance": BalanceLine}
)
"""The kinds of line by the name that packs and the book use."""

FieldKey = tuple[str, str, str, int]
"""Which field: subject kind (`department`, `unit`, `project`), subject id, key, row from 0."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that sheets are built from: an immutable snapshot of a book.

    Attributes:
        unit: Code of the unit whose packet it is; None for the department's.
    """

    year: int
    department: Department
    units: tuple[Unit, ...] = ()
    projects: tuple[Project, ...] = ()
    lines: tuple[Line, ...] = ()
    fields: Mapping[FieldKey, str] = field(default_factory=lambda: MappingProxyType({}))
    ceilings: tuple[Ceiling, ...] = ()
    unit: str | None = None
