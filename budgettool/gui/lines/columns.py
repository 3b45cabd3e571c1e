"""The columns of the grid: which field of a line each shows, and in what room.

Leaves what a text means to `meaning`, and what is shown to `words`.
"""

from dataclasses import dataclass
from typing import Final, Literal

from budgettool.model import ExpenditureLine, IncomeLine

Content = Literal[
    "unit", "function", "department_economic", "government_economic", "nature", "source",
    "project", "amount", "procurement", "memo",
]  # fmt: skip
"""What kind of text a column takes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid.

    Attributes:
        field: The field of the line.
        title: Its heading.
        width: In pixels at 100 %.
        content: What kind of text it takes.
        required: Whether every line needs it, so that the column is never hidden.
    """

    field: str
    title: str
    width: int
    content: Content
    required: bool = False


_UNIT: Final = Column("unit", "单位", 144, "unit", required=True)
_SOURCE: Final = Column("source", "资金来源", 88, "source", required=True)
_AMOUNT: Final = Column("amount", "金额", 112, "amount", required=True)
_MEMO: Final = Column("memo", "备注", 200, "memo")
_COUNTERPARTY: Final = Column("counterparty", "对方单位", 144, "unit")

EXPENDITURE: Final = (
    _UNIT,
    Column("function", "功能科目", 152, "function", required=True),
    Column("department_economic", "部门经济科目", 152, "department_economic", required=True),
    Column("government_economic", "政府经济科目", 144, "government_economic", required=True),
    Column("nature", "支出性质", 104, "nature", required=True),
    _SOURCE,
    Column("project", "项目", 104, "project"),
    _AMOUNT,
    Column("procurement", "政府采购", 88, "procurement"),
    _COUNTERPARTY,
    _MEMO,
)
INCOME: Final = (
    _UNIT,
    _SOURCE,
    Column("function", "功能科目", 224, "function"),
    _AMOUNT,
    _COUNTERPARTY,
    _MEMO,
)

LineType = type[ExpenditureLine] | type[IncomeLine]

FOLLOWING: Final = frozenset({"government_economic", "nature"})
"""Fields that follow from others by themselves until they are overridden."""

REPEATED: Final = ("unit", "function", "source")
"""Fields that a new line takes over from the line before."""
