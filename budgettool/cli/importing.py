"""`budgettool import`: files into a book, with what would change shown first."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from budgettool.cli.opened import OpenBook, opened
from budgettool.cli.progress import progress_line
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.targets import require_new, require_unlike
from budgettool.errors import BudgetToolError
from budgettool.importing import (
    FIELD_NAMES,
    KIND_NAMES,
    BadRowsError,
    Difference,
    Kind,
    LayoutError,
    MappedColumn,
    Mode,
    Options,
    Proposal,
    Register,
    SavedMapping,
    UnitRequiredError,
    apply_difference,
    compare,
    describe,
    find_layouts,
    mapping_data,
    mapping_from_data,
    mapping_of,
    propose_files,
    read_mapping,
    read_workbook,
    summarise,
    write_report,
    write_template,
)

_MODES: dict[str, Mode] = {"追加": "append", "替换": "replace", "更新": "update"}
_KINDS: dict[str, Kind] = {
    "单位": "units",
    "支出": "expenditure",
    "收入": "income",
    "项目": "projects",
    "栏目": "fields",
}
_ADVICE: dict[type[BudgetToolError], str] = {
    BadRowsError: "跳过有问题的行：加 --skip-bad；把全部问题写进文件：加 --report 问题.csv",
    LayoutError: "说明外来的列是哪一栏：加 --kind 种类 --column 标题=栏目",
    UnitRequiredError: "例如加 --money 万元",
}


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Import files together, in any order, as one edit that can be undone."""
    if arguments.template:
        return _write_template(arguments, surroundings)
    if not arguments.files:
        raise BudgetToolError("没有说要导入哪个文件")
    paths = [Path(file) for file in arguments.files]
    if arguments.report:
        require_unlike(Path(arguments.report), [Path(arguments.book), *paths])
    with opened(arguments.book, surroundings, writable=not arguments.dry_run) as book:
        proposal = _propose(book, paths, arguments)
        difference = _difference(book, proposal, arguments.mode)
        print(describe(difference))
        if arguments.dry_run:
            print("只是试看，没有导入")
        else:
            _take_in(book, paths, difference, arguments)
    return 0


def _propose(book: OpenBook, paths: list[Path], arguments: Namespace) -> Proposal:
    """Read the files and tell what they hold, and every wrong row, before anything is done."""
    options = _options(book, arguments)
    with _advised(), progress_line() as show:
        proposal = propose_files(paths, _register(book), options, show)
    refused = bool(proposal.problems) and not arguments.skip_bad  # which lists them itself
    print(summarise(replace(proposal, problems=()) if refused else proposal))
    if arguments.report:
        write_report(Path(arguments.report), (*proposal.problems, *proposal.notices))
        print(f"全部问题和提示已写入 {arguments.report}")
    if refused:
        with _advised():
            proposal.require_sound()
    return proposal


@contextmanager
def _advised() -> Iterator[None]:
    """Add to a refusal the option that helps."""
    try:
        yield
    except tuple(_ADVICE) as error:
        raise BudgetToolError(f"{error}\n{_ADVICE[type(error)]}") from error


def _take_in(
    book: OpenBook, paths: list[Path], difference: Difference, arguments: Namespace
) -> None:
    names = "、".join(path.name for path in paths)
    if difference.empty and not arguments.save_mapping:
        print("没有需要导入的变化，账本没有改动")
        return
    with book.book.edit(f"导入 {names}") as edit:
        apply_difference(edit, difference)
        if arguments.save_mapping:
            edit.set_mapping(arguments.save_mapping, _mapping_data(book, paths[0], arguments))
    print(f"已导入 {names}")


def _difference(book: OpenBook, proposal: Proposal, mode_name: str | None) -> Difference:
    """Compare with the book; where it has such lines already, the user must say what to do."""
    facts = book.book.facts()
    kinds = {type(line) for line in (*proposal.expenditure, *proposal.income)}
    present = sum(type(line) in kinds for line in facts.lines)
    if mode_name is None and present:
        raise BudgetToolError(
            f"账本里已有 {present} 条同类明细，请说明怎样导入：--mode 追加、替换或更新"
            "（加 --dry-run 先看变化）"
        )
    return compare(proposal, facts, _MODES[mode_name or "追加"], book.book.new_id)


def _register(book: OpenBook) -> Register:
    facts = book.book.facts()
    return Register(
        facts.year,
        facts.units,
        book.pack.vocabulary,
        book.classification,
        facts.department.code,
        book.pack.text,
        frozenset(project.name for project in facts.projects),
    )


def _options(book: OpenBook, arguments: Namespace) -> Options:
    return Options(
        kind=_KINDS.get(arguments.kind),
        unit=arguments.money,
        mapping=_mapping(book, arguments),
        defaults={
            field: text for text, field in _named_fields(arguments.default, field_first=True)
        },
    )


def _mapping(book: OpenBook, arguments: Namespace) -> SavedMapping | None:
    """Find the mapping that is asked for: a saved one, a file, or the columns named here."""
    if arguments.column:
        if not arguments.kind:
            raise BudgetToolError(
                "用 --column 时请用 --kind 说明文件里是单位、支出、收入、项目还是栏目"
            )
        columns = tuple(
            MappedColumn(field, heading)
            for heading, field in _named_fields(arguments.column, field_first=False)
        )
        return SavedMapping(_KINDS[arguments.kind], columns)
    name = arguments.mapping
    if not name:
        return None
    saved = book.book.mappings()
    if name in saved:
        return mapping_from_data(saved[name])
    if name.endswith(".json"):
        return read_mapping(Path(name))
    known = "、".join(saved) or "还没有"
    raise BudgetToolError(f"账本里没有叫“{name}”的对应表；有：{known}")


def _named_fields(texts: list[str], *, field_first: bool) -> Iterator[tuple[str, str]]:
    """Read `标题=栏目` or `栏目=内容`; gives the free text and the field."""
    fields = {name: field for field, name in FIELD_NAMES.items()}
    for text in texts:
        left, _, right = text.partition("=")
        name, free = (left, right) if field_first else (right, left)
        if name.strip() not in fields or not free.strip():
            form = "栏目=内容" if field_first else "标题=栏目"
            raise BudgetToolError(f"“{text}”应写作 {form}；栏目有：{'、'.join(fields)}")
        yield free.strip(), fields[name.strip()]


def _mapping_data(book: OpenBook, path: Path, arguments: Namespace) -> dict[str, object]:
    found = find_layouts(read_workbook(path), _register(book), _options(book, arguments))
    return mapping_data(mapping_of(found[-1][1]))


def _write_template(arguments: Namespace, surroundings: Surroundings) -> int:
    kind = _KINDS.get(arguments.kind, "expenditure")
    require_new(Path(arguments.template))
    with opened(arguments.book, surroundings) as book:
        write_template(
            Path(arguments.template), kind, _register(book), unit=arguments.money or "万元"
        )
    print(f"已生成{KIND_NAMES[kind]}填报模板 {arguments.template}")
    return 0
