"""Ceilings (控制数): how much may be spent by unit, nature, project and source, used and left.

A cell left empty does not limit. Leaves the page to `prior`.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from budgettool.gui.amounts import shown
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.pasting import Row
from budgettool.gui.lines.choices import Choice
from budgettool.model import Ceiling


class Ceilings(Listing):
    """The ceilings in the book's order."""

    counter, noun = "条", "控制数"
    begin = "＋ 在此输入单位"
    starts_anywhere = True
    first = "收到“一下”控制数后在第一行输入，或从 Excel 复制后按 Ctrl+V；空着的栏目不作限制"
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "unit", "单位", 176, "unit", "改控制数单位", blank="全部单位", looked_up_as="parent"
        ),
        Column("nature", "支出性质", 112, "nature", "改控制数性质", blank="全部"),
        Column("project", "项目", 152, "project", "改控制数项目", blank="全部"),
        Column("source", "资金来源", 112, "source", "改控制数来源", blank="全部"),
        Column("amount", "控制数", 128, "amount", "改控制数"),
        Column("used", "已编", 128, "derived"),
        Column("left", "剩余", 144, "derived"),
        Column("memo", "备注", 96, "memo", "改控制数备注"),
    )

    def read_rows(self) -> Iterable[Row]:
        """Give the ceilings."""
        self.forget()
        return self.session.facts.ceilings

    def forget(self) -> None:
        """Sum anew what is used, as lines have changed."""
        self._used: dict[str, int] = {}

    def make(self) -> Ceiling:
        """Give a ceiling on nothing yet."""
        return Ceiling(self.session.book.new_id())

    def read(self, column: Column, text: str) -> Any:  # noqa: ANN401 - by column
        """Take a whole group of natures or sources too, such as 基本支出."""
        if text.strip() in self._groups(column):
            return text.strip()
        return super().read(column, text)

    def offered(self, row: Row | None, column: Column, text: str) -> tuple[Choice, ...]:
        """Offer groups before their members."""
        wanted = text.strip()
        groups = [Choice(name, name) for name in self._groups(column) if wanted in name]
        return (*groups, *super().offered(row, column, text))

    def flaw(self, row: Row, column: Column) -> str:
        """Mark what is missing, and what is not there any more."""
        value = getattr(row, column.field)
        if column.field == "amount" and value is None:
            return "没有填写控制数"
        if column.field == "project" and value is not None:
            known = any(project.name == value for project in self.session.facts.projects)
            return "" if known else f"没有叫“{value}”的项目"
        if column.field == "unit" and value is not None:
            known = any(unit.code == value for unit in self.session.facts.units)
            return "" if known else f"没有代码为“{value}”的单位"
        return ""

    def derived(self, row: Row, column: Column) -> tuple[str, bool]:
        """Write what is used and left; what is exceeded is a warning."""
        assert isinstance(row, Ceiling)  # noqa: S101 - the only rows of this listing
        if any((row.id, each.field) in self.session.drafts for each in self.columns):
            return "", False  # it is not known what it limits
        if row.id not in self._used:
            self._used[row.id] = self.session.cube.spending.used(row)
        used = self._used[row.id]
        if column.field == "used":
            return shown(used, self.meaning.unit), False
        if row.amount is None:
            return "", False
        left = row.amount - used
        if left < 0:
            return f"超出 {shown(-left, self.meaning.unit)}", True
        return shown(left, self.meaning.unit), False

    def mark(self, row: Row, column: Column) -> str:
        """Mark what is exceeded too."""
        if column.field != "left" or not self.derived(row, column)[1]:
            return super().mark(row, column)
        used, unit = shown(self._used[row.id], self.meaning.unit), self.meaning.unit
        return f"已编 {used} {unit}，{self.derived(row, column)[0]} {unit}"

    def summary(self) -> str:
        """Say how many there are, and how many are exceeded."""
        if not self.rows:
            return ""
        over = sum(self.derived(row, self.columns[6])[1] for row in self.rows)
        return f"{len(self.rows)} 条" + (f"　● {over} 条超出" if over else "")

    def _groups(self, column: Column) -> tuple[str, ...]:
        if column.content not in {"nature", "source"}:
            return ()
        members = self.session.pack.vocabulary.members(column.content)
        return tuple(dict.fromkeys(m.path.rpartition("/")[0] for m in members if "/" in m.path))
