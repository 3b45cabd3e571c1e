"""The page of units: the department's tree, which of them carry lines, and what kind each is.

A new code goes through all that names the unit, in the same edit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, ClassVar, Final

from budgettool.book import Editing
from budgettool.book.rows import BOOK_ID
from budgettool.gui.forms.column import Column
from budgettool.gui.forms.listing import Listing
from budgettool.gui.forms.listing_page import ListingPage
from budgettool.gui.forms.pasting import Pasting, Row
from budgettool.gui.forms.refusal import Refusal, kept_by_lines
from budgettool.gui.forms.renaming import rename_everywhere
from budgettool.gui.forms.unit_block import read_unit_block
from budgettool.importing import apply_difference, compare
from budgettool.importing.register import ValueRefusedError
from budgettool.model import AMOUNT, Unit

_CARRIER: Final = "行政"
_SUM: Final = "汇总"


class Units(Listing):
    """The units as a tree, in the book's order under each."""

    noun = "单位"
    begin = "＋ 在此输入单位代码"
    first = "在第一行输入代码，或从 Excel 复制单位表后按 Ctrl+V"
    kind = "units"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("code", "代码", 184, "text", "改单位代码"),
        Column("name", "名称", 280, "text", "改单位名称"),
        Column("kind", "类型", 128, "kind", "改单位类型"),
        Column("parent", "上级单位", 208, "unit", "改上级单位"),
        Column("merged", "并入上级", 80, "flag", "改并入上级"),
        Column("headcount", "编制人数", 88, "number", "改编制人数"),
        Column("lines", "明细", 72, "derived"),
    )

    def read_rows(self) -> Iterable[Row]:
        """Give the units, each before those below it; what is in a circle stands at the top."""
        self._counts = Counter(line.unit for line in self.session.lines.values())
        units = self.session.facts.units
        codes = {unit.code for unit in units}
        tops = [unit for unit in units if unit.parent is None or unit.parent not in codes]
        below: defaultdict[str | None, list[Unit]] = defaultdict(list)
        for unit in units:
            below[unit.parent].append(unit)
        found: dict[str, Unit] = {}
        for top in (*tops, *units):
            _collect(top, below, found)
        self._ids = {unit.code: unit.id for unit in reversed(units)}
        self._places = {row_id: place for place, row_id in enumerate(found)}
        return found.values()

    def parent_of(self, row: Row) -> str | None:
        """Give the id of the unit above."""
        above = self._ids.get(row.parent or "") if isinstance(row, Unit) else None
        known = above is not None and self._places[above] < self._places[row.id]
        return above if known else None

    def make(self) -> Unit:
        """Give a unit with the next code, beside the last one."""
        units = [row for row in self.rows if isinstance(row, Unit)]
        last = units[-1] if units else None
        parent = last.parent or last.code if last else None
        return Unit(self.session.book.new_id(), self._next_code(), "", _CARRIER, parent)

    def check(self, row: Row, column: Column, value: Any) -> None:  # noqa: ANN401 - by field
        """Refuse a code that is another's, a circle, a sum that has lines."""
        assert isinstance(row, Unit)  # noqa: S101 - the only rows of this listing
        if column.field == "code":
            self._check_code(row, value)
        elif column.field == "parent" and value is not None and value in self._below(row):
            raise ValueRefusedError("上级单位不能是它自己或它下面的单位")
        elif column.field == "kind" and value == _SUM and self._counts[row.code]:
            raise ValueRefusedError(
                f"{row.name}有 {self._counts[row.code]} 条明细，不能改为汇总；先把明细改到下级单位"
            )

    def flaw(self, row: Row, column: Column) -> str:
        """Mark what is missing, and a unit above that is not there."""
        value = getattr(row, column.field)
        if column.field in {"code", "name"} and not value:
            return f"没有填写单位{column.title}"
        if column.field == "parent" and value is not None and value not in self._ids:
            return f"没有代码为“{value}”的上级单位"
        if column.field == "merged" and value and not getattr(row, "parent", None):
            return "没有上级单位，不能并入上级"
        return ""

    def store(self, edit: Editing, row: Row, field: str, value: Any) -> None:  # noqa: ANN401
        """Change a field; a new code goes through all that names the unit."""
        assert isinstance(row, Unit)  # noqa: S101 - the only rows of this listing
        edit.update(row.id, **{field: value})
        if field != "code" or not row.code or value == row.code:
            return
        if self.session.facts.department.code == row.code:
            edit.update(BOOK_ID, code=value)
        rename_everywhere(edit, self.session, ("parent", "unit", "counterparty"), row.code, value)
        for key, text in self.session.facts.fields.items():
            kind, code, name, number = key
            if (kind, code) == ("unit", row.code):
                edit.set_field(key, None)
                edit.set_field((kind, value, name, number), text)

    def why_kept(self, rows: Sequence[Row]) -> Refusal | None:
        """Keep a unit that has lines, units below it, or projects."""
        going = {row.code for row in rows if isinstance(row, Unit)}
        for row in rows:
            assert isinstance(row, Unit)  # noqa: S101 - the only rows of this listing
            name = f"{row.code} {row.name}".strip()
            lines = sorted(self.session.lines.values(), key=lambda line: line.measure != AMOUNT)
            for field in ("unit", "counterparty"):
                if refusal := kept_by_lines(name, field, row.code, lines):
                    return refusal
            if any(each.unit == row.code for each in self.session.facts.ceilings):
                return Refusal(f"{name}有控制数，不能删除", "查看控制数", "prior", "ceilings")
            below = [each for each in self.session.facts.units if each.parent == row.code]
            if kept := [each.name or each.code for each in below if each.code not in going]:
                return Refusal(
                    f"{name}下面还有{'、'.join(kept[:3])}等 {len(kept)} 个单位，不能删除"
                )
            projects = [each.name for each in self.session.facts.projects if each.unit == row.code]
            if projects:
                return Refusal(f"{name}有项目“{projects[0]}”，不能删除", "查看项目", "projects")
        return None

    def derived(self, row: Row, column: Column) -> tuple[str, bool]:  # noqa: ARG002 - one such
        """Count the lines of a unit."""
        number = self._counts[row.code] if isinstance(row, Unit) else 0
        return f"{number:,}" if number else "", False

    def move_up(self, row: Row) -> bool:
        """Put a unit beside the one above it."""
        above = next((each for each in self.rows if each.id == self.parent_of(row)), None)
        if not isinstance(above, Unit):
            return False
        with self.session.edit("单位升一级") as edit:
            edit.update(row.id, parent=above.parent)
        return True

    def move_down(self, row: Row) -> bool:
        """Put a unit under the one before it."""
        beside = [each for each in self.rows if self.parent_of(each) == self.parent_of(row)]
        place = beside.index(row)
        before = beside[place - 1] if place else None
        if not isinstance(before, Unit):
            return False
        with self.session.edit("单位降一级") as edit:
            edit.update(row.id, parent=before.code)
        return True

    def paste(
        self, anchor: Row | None, columns: Sequence[Column], block: Sequence[Sequence[str]]
    ) -> tuple[str, bool] | Pasting:
        """Take in a block of units: those whose code is known are changed, others are added."""
        begins = anchor is None and columns[0] == self.columns[0]
        if all(len(row) == 1 for row in block) and not begins:
            return super().paste(anchor, columns, block)
        proposal = read_unit_block(block, self.session)
        if proposal is None:
            return "粘贴的内容里没有单位的代码和名称；第一列应是代码，第二列是名称", True
        difference = compare(proposal, self.session.facts, "update", self.session.book.new_id)
        number = len(difference.added) + len(difference.changed)
        if number:
            with self.session.edit(f"粘贴 {number} 个单位") as edit:
                apply_difference(edit, difference)
        said = f"粘贴了 {number} 个单位"
        if proposal.problems:
            reasons = "；".join(
                f"{f'第 {each.row} 行' if each.row else each.value}：{each.reason}"
                for each in proposal.problems[:3]
            )
            return f"{said}；没有粘贴 {len(proposal.problems)} 处：{reasons}", True
        return said, False

    def _check_code(self, row: Unit, code: str) -> None:
        if not code:
            raise ValueRefusedError("没有填写单位代码")
        if any(character.isspace() for character in code):
            raise ValueRefusedError("单位代码中不能有空格")
        for other in self.rows:
            if isinstance(other, Unit) and other.code == code and other.id != row.id:
                raise ValueRefusedError(f"单位代码 {code} 已是“{other.name}”的")

    def _below(self, unit: Unit) -> set[str]:
        found = {unit.code}
        units = self.session.facts.units
        while more := {each.code for each in units if each.parent in found} - found:
            found |= more
        return found

    def _next_code(self) -> str:
        """Follow the last code that ends in a number."""
        codes = {row.code for row in self.rows if isinstance(row, Unit)}
        department = self.session.facts.department.code
        if not codes:
            return department or "001"
        last = [row.code for row in self.rows if isinstance(row, Unit)][-1]
        if last == department or not last[-3:].isdecimal():
            last += "000"
        return next(
            code
            for step in count(1)
            if (code := f"{last[:-3]}{int(last[-3:]) + step:03d}") not in codes
        )


def _collect(top: Unit, below: Mapping[str | None, Sequence[Unit]], found: dict[str, Unit]) -> None:
    """Add a unit and all below it, each before those under it."""
    waiting = [top]
    while waiting:
        unit = waiting.pop()
        if unit.id not in found:
            found[unit.id] = unit
            waiting += reversed(below.get(unit.code, ()))


class UnitsPage(ListingPage):
    """The page of units."""

    page_id = "units"
    title = "单位"
    listing_type = Units
    tree = True
    explanation = (
        "明细登记在基层单位上，汇总单位由下级相加；类型决定部门经济科目对应哪个政府经济科目。"
    )
    extra = (("升一级", "Alt+Left", "move_up"), ("降一级", "Alt+Right", "move_down"))
