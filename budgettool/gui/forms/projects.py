"""The page of projects: what 项目支出 is drafted for, with what its lines add up to.

Lines name a project by its name, so a new name goes through them in the same edit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, ClassVar

from budgettool.book import Editing
from budgettool.gui.amounts import shown
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.listing_page import ListingPage
from budgettool.gui.forms.pasting import Row
from budgettool.gui.forms.refusal import Refusal, kept_by_lines
from budgettool.gui.forms.renaming import rename_everywhere
from budgettool.importing.register import ValueRefusedError
from budgettool.model import AMOUNT, ExpenditureLine, Project


class Projects(Listing):
    """The projects in the book's order."""

    noun = "项目"
    begin = "＋ 在此输入项目名称"
    first = "在第一行输入名称，或从 Excel 复制项目表后按 Ctrl+V；导入支出明细时也会自动登记"
    kind = "projects"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", "名称", 320, "text", "改项目名称"),
        Column("code", "代码", 120, "text", "改项目代码"),
        Column("nature", "支出性质", 144, "nature", "改项目性质", nature="项目支出"),
        Column("unit", "单位", 208, "unit", "改项目单位"),
        Column("used", "本年支出", 144, "derived"),
        Column("lines", "明细", 72, "derived"),
    )

    def read_rows(self) -> Iterable[Row]:
        """Give the projects."""
        self._counts = Counter(
            getattr(line, "project", None) for line in self.session.lines.values()
        )
        self._open = {
            line.project
            for line in self.session.lines.values()
            if isinstance(line, ExpenditureLine) and line.nature is None
        }
        return self.session.facts.projects

    def make(self) -> Project:
        """Give a project whose name no other has yet."""
        names = {row.name for row in self.rows if isinstance(row, Project)}
        name = next(name for number in count(1) if (name := f"未命名项目 {number}") not in names)
        return Project(self.session.book.new_id(), name)

    def check(self, row: Row, column: Column, value: Any) -> None:  # noqa: ANN401 - by field
        """Refuse a name that is another's, and a nature of 基本支出."""
        if column.field == "name":
            if not value:
                raise ValueRefusedError("没有填写项目名称")
            if any(getattr(each, "name", "") == value and each.id != row.id for each in self.rows):
                raise ValueRefusedError(f"已有叫“{value}”的项目，请改用别的名称")
        if column.field == "nature" and value is not None and value.startswith("基本支出"):
            raise ValueRefusedError("项目的支出性质应是项目支出")

    def flaw(self, row: Row, column: Column) -> str:
        """Mark what the lines need and the project does not say."""
        value = getattr(row, column.field)
        if column.field == "nature" and value is None and getattr(row, "name", "") in self._open:
            return "这个项目有明细没有支出性质；在这里填写，明细会自动带出"
        if column.field == "unit" and value is not None:
            known = any(unit.code == value for unit in self.session.facts.units)
            return "" if known else f"没有代码为“{value}”的单位"
        return ""

    def store(self, edit: Editing, row: Row, field: str, value: Any) -> None:  # noqa: ANN401
        """Change a field; a new name goes through the lines and ceilings."""
        edit.update(row.id, **{field: value})
        if field != "name" or not isinstance(row, Project) or value == row.name:
            return
        rename_everywhere(edit, self.session, ("project",), row.name, value)

    def why_kept(self, rows: Sequence[Row]) -> Refusal | None:
        """Keep a project that lines or ceilings name."""
        for row in rows:
            assert isinstance(row, Project)  # noqa: S101 - the only rows of this listing
            lines = sorted(self.session.lines.values(), key=lambda line: line.measure != AMOUNT)
            if refusal := kept_by_lines(f"“{row.name}”", "project", row.name, lines):
                return refusal
            if any(each.project == row.name for each in self.session.facts.ceilings):
                return Refusal(f"“{row.name}”有控制数，不能删除", "查看控制数", "prior", "ceilings")
        return None

    def derived(self, row: Row, column: Column) -> tuple[str, bool]:
        """Write what a project's lines add up to, and how many they are."""
        name = getattr(row, "name", "")
        if column.field == "lines":
            number = self._counts[name]
            return f"{number:,}" if number else "", False
        fen = self.session.cube.spending.of_project(name)
        return shown(fen, self.meaning.unit) if fen or self._counts[name] else "", False


class ProjectsPage(ListingPage):
    """The page of projects."""

    page_id = "projects"
    title = "项目"
    listing_type = Projects
    explanation = "项目支出的明细按名称归到这里；改了名称，明细跟着改。"
