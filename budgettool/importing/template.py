"""Writes an empty workbook to be filled in: our own headings, drop-down lists, and how to fill it.

What is filled in comes back through `propose` without questions. Leaves the names in its lists to
the register.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from budgettool.codes import Scheme
from budgettool.importing.grid import column_name
from budgettool.importing.headings import FIELD_NAMES, KIND_NAMES, Kind, required_fields
from budgettool.importing.problem import replace_file
from budgettool.importing.register import PROCUREMENT, Register
from budgettool.model import UNIT_KINDS

_ROWS: Final = 5_000
_LISTS: Final = "选项"
_HELP: Final = "填表说明"
_HEADING_ROW: Final = 2

_COLUMNS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "units": ("code", "name", "kind", "parent", "merged", "headcount"),
    "projects": ("project", "code", "nature", "unit"),
    "income": ("unit", "source", "function", "amount", "counterparty", "memo"),
    "expenditure": (
        "unit",
        "function",
        "department_economic",
        "government_economic",
        "nature",
        "source",
        "project",
        "amount",
        "procurement",
        "secret",
        "counterparty",
        "memo",
    ),
    "fields": ("subject", "field", "row", "content"),
}
_HEADINGS: Final = {"code": "单位代码", "name": "单位名称"}
_WIDTHS: Final = {
    "amount": 16,
    "subject": 28,
    "row": 8,
    "content": 60,
    "memo": 30,
    "project": 28,
    "name": 30,
    "function": 34,
}
_WIDTH: Final = 22
_STRICT: Final = frozenset({"kind", "procurement", "secret", "merged"})

_HOW: Final[Mapping[str, tuple[str, str]]] = {
    "unit": ("单位表里的单位，选择或填代码", "016001 机关本级"),
    "function": ("填到“项”，7 位；选择、填编码或名称均可", "2010301 行政运行"),
    "department_economic": ("填到“款”，5 位；选择、填编码或名称均可", "30201 办公费"),
    "government_economic": ("一般不填，由部门经济科目对应得出；不同时才填", "50201 办公经费"),
    "nature": ("从下拉列表中选择", "基本支出/公用经费"),
    "source": ("从下拉列表中选择；名称不重复时可以只写最后一段", "财政拨款"),
    "project": ("项目支出填项目名称；新项目会自动建立", "政务公开工作经费"),
    "amount": ("只填数字，单位见列标题，最多到分；减少填负数", "12.5"),
    "procurement": ("属于政府采购时选择，否则不填", "货物"),
    "secret": ("涉密的填“是”，否则不填", ""),
    "counterparty": ("单位之间划转时，填另一方单位", ""),
    "memo": ("需要说明的事项", ""),
    "code": ("代码不重复；单位代码按预算代码填写，开头的 0 不能少", "016001"),
    "name": ("公开表里使用的名称", "机关本级"),
    "kind": ("从下拉列表中选择；只汇总下级、自己没有明细的选“汇总”", "行政"),
    "parent": ("上级单位的代码；最上级不填", "016"),
    "merged": ("并入上级公开的填“是”，否则不填", ""),
    "headcount": ("编制人数，可不填", "35"),
    "subject": ("部门的填“部门”；单位的填单位代码；项目的填项目名称", "部门"),
    "field": (
        "从下拉列表中选择；上年数写“上年.公务接待费”，原因写“原因.公务接待费”",
        "年度履职目标",
    ),
    "row": ("有多行的栏目（任务、指标）填第几行；不填就依次往下排", "1"),
    "content": ("照要印出的写；金额只填数字，单位见列标题；日期如 2020-01-01", "2020-01-01"),
}


@dataclass(frozen=True, slots=True)
class _Formats:
    title: Any
    heading: Any
    required: Any
    text: Any
    amount: Any
    wrap: Any


def write_template(path: Path, kind: Kind, register: Register, *, unit: str = "万元") -> None:
    """Write a template for one kind of list, whole or not at all.

    Args:
        path: The xlsx file to write.
        kind: What it is for.
        register: Gives the entries of its drop-down lists.
        unit: 元 or 万元, as the heading of the amounts says.

    Raises:
        WriteError: It cannot be written there.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to load, and an import does not need it

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime(register.year, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    formats = _make_formats(book)
    lists = _lists(kind, register)
    sheet = book.add_worksheet(KIND_NAMES[kind])
    _write_help(book.add_worksheet(_HELP), kind, unit, formats)
    ranges = _write_lists(book.add_worksheet(_LISTS), lists)
    _write_entry(sheet, kind, register.year, unit, ranges, formats)
    book.close()
    replace_file(path, content.getvalue())


def _make_formats(book: Any) -> _Formats:  # noqa: ANN401 - the library has no types
    heading = {"bold": True, "border": 1, "align": "center", "valign": "vcenter"}
    return _Formats(
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({**heading, "bg_color": "#EDEDED"}),
        book.add_format({**heading, "bg_color": "#FFF2CC"}),
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "#,##0.00####"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _lists(kind: Kind, register: Register) -> dict[str, list[str]]:
    """Give the entries of each drop-down list, by field."""
    carriers = [unit for unit in register.units if kind == "projects" or unit.kind != "汇总"]
    units = [f"{unit.code} {unit.name}" for unit in carriers]
    lists: dict[str, Callable[[], list[str]]] = {
        "unit": lambda: units,
        "counterparty": lambda: units,
        "function": lambda: _codes(register, "function", "项"),
        "department_economic": lambda: _codes(register, "department_economic", "款"),
        "government_economic": lambda: _codes(register, "government_economic", "款"),
        "nature": lambda: [member.path for member in register.vocabulary.members("nature")],
        "source": lambda: [member.path for member in register.vocabulary.members("source")],
        "procurement": lambda: list(PROCUREMENT),
        "secret": lambda: ["是", "否"],
        "merged": lambda: ["是", "否"],
        "kind": lambda: list(UNIT_KINDS),
        "parent": lambda: [unit.code for unit in register.units],
        "subject": lambda: ["部门", *(unit.code for unit in carriers), *sorted(register.projects)],
        "field": lambda: _labels(register),
    }
    return {name: lists[name]() for name in _COLUMNS[kind] if name in lists}


def _labels(register: Register) -> list[str]:
    fields = register.text.fields if register.text else ()
    return list(dict.fromkeys(each.label for each in fields))


def _codes(register: Register, scheme: Scheme, level: str) -> list[str]:
    return [f"{code.code} {code.name}" for code in register.classification.all(scheme, level)]


def _write_lists(sheet: Any, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:  # noqa: ANN401
    """Write each list in a column; give the ranges that the drop-downs refer to."""
    ranges = {}
    for column, (name, entries) in enumerate(lists.items()):
        sheet.write_string(0, column, f"{FIELD_NAMES[name]}选项")
        for row, entry in enumerate(entries, 1):
            sheet.write_string(row, column, entry)
        if entries:
            letter = column_name(column)
            ranges[name] = f"={_LISTS}!${letter}$2:${letter}${len(entries) + 1}"
        sheet.set_column(column, column, _WIDTH)
    return ranges


def _write_help(sheet: Any, kind: Kind, unit: str, formats: _Formats) -> None:  # noqa: ANN401
    sheet.write_string(0, 0, f"{KIND_NAMES[kind]}导入模板填表说明", formats.title)
    for column, (text, width) in enumerate(
        (("栏目", 20), ("必填", 8), ("怎样填", 60), ("举例", 30))
    ):
        sheet.write_string(2, column, text, formats.heading)
        sheet.set_column(column, column, width)
    for row, name in enumerate(_COLUMNS[kind], 3):
        how, example = _HOW[name]
        must = "是" if name in required_fields(kind) else ""
        for column, text in enumerate((_heading(name, kind, unit), must, how, example)):
            sheet.write_string(row, column, text, formats.wrap)
    _fit_page(sheet)
    row = len(_COLUMNS[kind]) + 4
    sheet.write_string(row, 0, "列的次序可以调整，用不到的列可以删除；合计行会自动跳过。")


def _write_entry(
    sheet: Any,  # noqa: ANN401
    kind: Kind,
    year: int,
    unit: str,
    ranges: Mapping[str, str],
    formats: _Formats,
) -> None:
    sheet.write_string(0, 0, f"{year}年{KIND_NAMES[kind]}导入表", formats.title)
    for column, name in enumerate(_COLUMNS[kind]):
        style = formats.required if name in required_fields(kind) else formats.heading
        sheet.write_string(_HEADING_ROW, column, _heading(name, kind, unit), style)
        body = formats.amount if name == "amount" else formats.text
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH), body)
        if name in ranges:
            rule = {
                "validate": "list",
                "source": ranges[name],
                "show_error": name in _STRICT,
                "error_title": "请从列表中选择",
                "error_message": _HOW[name][0],
            }
            sheet.data_validation(_HEADING_ROW + 1, column, _HEADING_ROW + _ROWS, column, rule)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    _fit_page(sheet)


def _fit_page(sheet: Any) -> None:  # noqa: ANN401
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _heading(name: str, kind: Kind, unit: str) -> str:
    if name in {"amount", "content"}:
        return f"{FIELD_NAMES[name]}（{unit}）"
    if kind == "units" and name in _HEADINGS:
        return _HEADINGS[name]
    return "项目代码" if name == "code" else FIELD_NAMES[name]
