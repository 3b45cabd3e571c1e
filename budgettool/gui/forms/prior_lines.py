"""Last year's figures: lines like the year's own, of the measure `prior`.

Tables with a column for last year are derived from them. Leaves the page to `prior`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar, Final

from budgettool.gui.amounts import shown
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.pasting import Pasting, Row
from budgettool.gui.forms.prior_file import PRIOR, LeftOut, PriorFile
from budgettool.importing import Register
from budgettool.model import ExpenditureLine, IncomeLine, Line

_REPEATED: Final = ("unit", "function", "source")

_UNIT: Final = Column("unit", "单位", 176, "unit", "改上年单位")
_FUNCTION: Final = Column("function", "功能科目", 216, "function", "改上年功能科目")
_SOURCE: Final = Column("source", "资金来源", 120, "source", "改上年资金来源")
_AMOUNT: Final = Column("amount", "金额", 136, "amount", "改上年金额")
_MEMO: Final = Column("memo", "备注", 96, "memo", "改上年备注")


class PriorLines(Listing):
    """Last year's lines of one kind."""

    begin = "＋ 在此输入或粘贴"
    counter = "条"
    starts_anywhere = True
    line_type: ClassVar[type[ExpenditureLine] | type[IncomeLine]]
    required: ClassVar[tuple[str, ...]] = ("unit", "source", "amount")

    def read_rows(self) -> Iterable[Row]:
        """Give the lines in the book's order."""
        kind = self.line_type
        return [
            line
            for line in self.session.lines.values()
            if type(line) is kind and line.measure == PRIOR
        ]

    def make(self) -> Row:
        """Give a line with what repeats from the last one."""
        new = self.line_type(self.session.book.new_id(), measure=PRIOR)
        last = self.rows[-1] if self.rows else None
        repeated: dict[str, Any] = {name: getattr(last, name, None) for name in _REPEATED}
        return replace(new, **repeated)

    def flaw(self, row: Row, column: Column) -> str:
        """Mark what a line cannot do without, and a unit that is not there."""
        unit = getattr(row, "unit", None)
        if column.field == "unit" and unit is not None:
            known = any(each.code == unit for each in self.session.facts.units)
            return "" if known else f"没有代码为“{unit}”的单位"
        if column.field in self.required and getattr(row, column.field) is None:
            return f"没有填写{column.title}"
        return ""

    def summary(self) -> str:
        """Say how many lines there are and what they add up to."""
        if not self.rows:
            return ""
        total = sum(getattr(row, "amount", None) or 0 for row in self.rows)
        unit = self.meaning.unit
        return f"{len(self.rows)} 条　{shown(total, unit)} {unit}"

    def take_in_file(self, file: PriorFile, *, skipping: bool) -> str:
        """Take in what a file holds, in one edit; gives what to say.

        Args:
            file: The file.
            skipping: Leave out the rows in which something is wrong; else they are marked.
        """
        new_id = self.session.book.new_id
        left_out = [] if skipping else [self._prepared(each) for each in file.left_out]
        number = len(file.lines) + sum(each.rows for each in left_out)
        with self.session.edit(f"导入 {number} {self.counted}") as edit:
            edit.insert_all(replace(line, id=new_id()) for line in file.lines)
            for pasting in left_out:
                self.put_all(edit, pasting)
        wrong = f"，其中 {len(left_out)} 条有误，已标出" if left_out else ""
        return f"导入了上年数 {number} 条{wrong}"

    def known(self, lines: Iterable[Line]) -> int:
        """Count lines that are here already, alike in everything."""
        here = {replace(row, id="") for row in self.rows}
        return sum(replace(line, id="") in here for line in lines)

    def _prepared(self, row: LeftOut) -> Pasting:
        """Give a row of a file with its texts where they belong; what is no value is marked."""
        texts = tuple((column, row.texts.get(column.field, "")) for column in self.columns)
        return self.prepare(None, [(row.number, texts)], row.unit)

    def register(self) -> Register:
        """Give what a file's texts are looked up in."""
        facts = self.session.facts
        vocabulary = self.session.pack.vocabulary
        return Register(facts.year, facts.units, vocabulary, self.session.classification)


class PriorExpenditure(PriorLines):
    """Last year's expenditure."""

    line_type = ExpenditureLine
    kind = "expenditure"
    noun = "上年支出"
    first = "逐行输入，或从 Excel 复制后按 Ctrl+V，或导入上年的支出表"
    required = ("unit", "function", "nature", "source", "amount")
    columns: ClassVar[tuple[Column, ...]] = (
        _UNIT,
        _FUNCTION,
        Column("department_economic", "部门经济科目", 152, "department_economic", "改上年经济科目"),
        Column("nature", "支出性质", 112, "nature", "改上年支出性质"),
        _SOURCE,
        _AMOUNT,
        _MEMO,
    )


class PriorIncome(PriorLines):
    """Last year's income."""

    line_type = IncomeLine
    kind = "income"
    noun = "上年收入"
    first = "逐行输入，或从 Excel 复制后按 Ctrl+V，或导入上年的收入表"
    columns: ClassVar[tuple[Column, ...]] = (_UNIT, _SOURCE, _FUNCTION, _AMOUNT, _MEMO)
