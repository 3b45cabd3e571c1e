"""What a table of fields fills in: whose field, which, and what is kept of the text beside it.

A row says 对象 (部门, a unit or a project), 栏目 (a field's label or key; or last year's figure,
the reason, the own words of something that the text speaks of), 序号 in fields of many rows, and
内容.
Leaves rows to `lines`, what is in the book already to `difference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from budgettool.importing.register import Register, ValueRefusedError
from budgettool.packs.field_value import read_value
from budgettool.packs.labels import fill
from budgettool.packs.text import FieldDefinition, TextBook

DEPARTMENT: Final = frozenset({"部门", "本部门", "全部门"})
MAX_ROWS: Final = 9_999
"""As many rows as a repeated field may have."""

_PREFIXES: Final[Mapping[str, str]] = {
    "prior.": "prior.",
    "上年.": "prior.",
    "上年数.": "prior.",
    "reason.": "reason.",
    "原因.": "reason.",
    "text.": "text.",
    "说明文字.": "text.",
}
_PRIOR: Final = "上年数"


class Subject(NamedTuple):
    """Whose field it is: of the department, of a unit by its code, of a project by its name."""

    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilledField:
    """A field that a file fills in.

    Attributes:
        subject: Whose it is; a project by its name, which has no id yet.
        row: From 0.
        value: As the book keeps it.
    """

    subject: Subject
    definition: FieldDefinition
    row: int
    value: str

    @property
    def key(self) -> str:
        """The field's key."""
        return self.definition.key

    def __str__(self) -> str:
        """Name it to the user."""
        whose, named = self.subject.name or "部门", self.definition.label
        return f"{whose} {named}{f' 第 {self.row + 1} 行' if self.definition.repeat else ''}"


def find_subject(register: Register, text: str) -> Subject:
    """Say who is meant: the department, a project by its name, or a unit.

    Raises:
        ValueRefusedError: Nobody known.
    """
    said = text.strip()
    if not said:
        raise ValueRefusedError("没有填写")
    if said in DEPARTMENT or (register.department and said == register.department):
        return Subject("department")
    if said in register.projects:
        return Subject("project", said)
    try:
        return Subject("unit", register.unit(said).code)
    except ValueRefusedError as error:
        reason = "应写“部门”、项目名称或单位代码；账本和文件里没有叫这个名字的项目或单位"
        raise ValueRefusedError(reason) from error


def find_field(text: TextBook | None, subject: Subject, said: str) -> FieldDefinition:
    """Find a field by its label or key, among those of the subject.

    Raises:
        ValueRefusedError: There is none, or there are several.
    """
    name = said.strip()
    if text is None:
        raise ValueRefusedError("账本的表样包没有可填的栏目")
    if not name:
        raise ValueRefusedError("没有填写")
    if special := _special(text, subject, name):
        return special
    whose = "project" if subject.kind == "project" else "department"
    known = [each for each in text.fields if each.subject == whose]
    found = [each for each in known if each.key == name] or [
        each for each in known if _plain(each.label) == _plain(name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        keys = "、".join(each.key for each in found)
        raise ValueRefusedError(f"有多个栏目叫这个名字，请写 {keys} 之一")
    labels = "、".join(dict.fromkeys(each.label for each in known))
    raise ValueRefusedError(f"{'项目' if whose == 'project' else '部门'}没有这个栏目；有：{labels}")


def fill_field(
    definition: FieldDefinition, subject: Subject, row: int, content: str, unit: str
) -> FilledField:
    """Say what is kept of a content.

    Args:
        definition: The field.
        subject: Whose it is.
        row: From 0.
        content: The text of the cell.
        unit: 元 or 万元, if the table says it.

    Raises:
        BudgetToolError: It is no value of the field, or an amount in no unit.
    """
    if definition.kind == "amount" and not unit:
        raise ValueRefusedError("没有说金额单位；列标题请写作“内容（万元）”或“内容（元）”")
    value = read_value(definition, content, unit)
    if definition.choices and definition.kind == "choice" and value not in definition.choices:
        raise ValueRefusedError(f"应为{'、'.join(definition.choices)}之一")
    return FilledField(subject, definition, row, value)


def row_of(definition: FieldDefinition, filled: int, text: str) -> int:
    """Give the row that a number from 1 means; without a number, the next one.

    Args:
        definition: The field.
        filled: How many rows of it came before.
        text: What stands under 序号; empty for nothing.

    Raises:
        ValueRefusedError: It is no number, or the field has but one row.
    """
    said = text.strip().removesuffix(".0")
    if not said:
        return filled if definition.repeat else 0
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < len("10000") else 0
    if not 1 <= number <= MAX_ROWS:
        raise ValueRefusedError(f"应为 1 到 {MAX_ROWS} 的整数")
    if number > 1 and not definition.repeat:
        raise ValueRefusedError(f"“{definition.label}”只有一行，序号应空着")
    return number - 1


def _special(text: TextBook, subject: Subject, name: str) -> FieldDefinition | None:
    """Make the field of something that the text speaks of, such as `prior.收入总计`."""
    written = next((prefix for prefix in _PREFIXES if name.startswith(prefix)), "")
    if not written:
        return None
    if subject.kind == "project":
        raise ValueRefusedError("说明文字里的上年数、原因和自写文字属于部门或单位，不属于项目")
    prefix, rest = _PREFIXES[written], name.removeprefix(written)
    return _own_words(text, rest) if prefix == "text." else _of_quantity(text, prefix, rest)


def _own_words(text: TextBook, name: str) -> FieldDefinition:
    for section in text.sections:
        title = fill(section.title, lambda _: "")
        if name in {section.id, title}:
            return FieldDefinition(f"text.{section.id}", title, "说明文字", kind="paragraph")
    raise ValueRefusedError("说明文字里没有这一节")


def _of_quantity(text: TextBook, prefix: str, name: str) -> FieldDefinition:
    head, marked, tail = name.partition("/")
    quantity = next((each for each in text.quantities if head in {each.id, each.label}), None)
    if quantity is None or bool(marked) != bool(quantity.rows):
        raise ValueRefusedError("说明文字里没有这个数")
    key = f"{prefix}{quantity.id}{marked}{tail}"
    if prefix == "reason.":
        return FieldDefinition(key, f"{name}增减原因", "原因", kind="paragraph")
    if quantity.is_money:
        return FieldDefinition(key, f"{name}{_PRIOR}", _PRIOR, kind="amount")
    return FieldDefinition(key, f"{name}{_PRIOR}", _PRIOR, kind="count", unit=quantity.unit)


def _plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("（）", "()"))
