"""Lines of the rows that headings explain: one for each figure, as an import reads them.

A text that is no value stays a draft of its line. Leaves headings and rows to `importing`.
"""

from collections.abc import Mapping

from budgettool.gui.lines.entering import Entering, Written
from budgettool.importing.layout import Column, Layout
from budgettool.importing.records import Record
from budgettool.model import AMOUNT, Line

Row = tuple[Line, Written]


class RecordLines:
    """Makes lines of the records of one layout."""

    def __init__(self, layout: Layout, entering: Entering, unit: str) -> None:
        self._entering = entering
        self._unit = unit
        amounts = [each for each in layout.of("amount") if each.meaning.measure == AMOUNT]
        self._wide = len(amounts) > 1

    def of(self, record: Record) -> list[Row]:
        """Make the lines of a record; where it has no figure, one without an amount."""
        texts = self._texts(record)
        figures = [pair for pair in record.amounts if pair[0].meaning.measure == AMOUNT]
        if self._wide:
            figures = [(column, text) for column, text in figures if not _is_zero(text)]
        made = [self._line({**texts, **_member(column), "amount": text}, column.unit)
                for column, text in figures]  # fmt: skip
        return made or [self._line(texts, "")]

    def _texts(self, record: Record) -> dict[str, str]:
        """Give the text of each field of the grid; a code comes before its name."""
        fields = {name: each.text for name, each in record.fields.items()}
        if detail := fields.pop("subnature", ""):
            fields["nature"] = self._nature(fields.get("nature", ""), detail)
        named = {name.removesuffix("_name"): text for name, text in fields.items()}
        texts = named | {name: fields[name] for name in named if name in fields}
        return {name: text for name, text in texts.items() if name in self._entering.columns}

    def _nature(self, general: str, detail: str) -> str:
        """Join a nature and its detail where both together are one."""
        joint = f"{general}/{detail}" if general else detail
        column = self._entering.columns["nature"]
        return detail if self._entering.meaning.reason(column, joint) else joint

    def _line(self, texts: Mapping[str, str], unit: str) -> Row:
        line = self._entering.new_line(None)
        self._entering.meaning.unit = unit or self._unit
        return line, self._entering.read(line, texts)


def _member(column: Column) -> dict[str, str]:
    """Give the source or nature that a column of figures is named after."""
    return dict([column.meaning.member]) if column.meaning.member else {}


def _is_zero(text: str) -> bool:
    return not text.strip("0.,- －—¥￥")
