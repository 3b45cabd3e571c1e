"""From a file to a proposal: every sheet that is a list, units first, so that lines find them.

Leaves each step to its module; the window may call them one by one instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from budgettool.importing.errors import LayoutError
from budgettool.importing.grid import Grid, Progress, Workbook, no_progress
from budgettool.importing.headings import FIELD_NAMES, KIND_NAMES, Kind, Words
from budgettool.importing.layout import Layout, detect, nearest_miss, with_units
from budgettool.importing.mapping import SavedMapping
from budgettool.importing.problem import Problem
from budgettool.importing.proposal import Proposal, read_rows
from budgettool.importing.register import Register
from budgettool.importing.unit_tree import link_units
from budgettool.importing.workbook import read_workbook
from budgettool.model import Unit

_ORDER: tuple[Kind, ...] = ("units", "projects", "income", "expenditure", "fields")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about a file.

    Attributes:
        kind: What it holds; None to find out.
        unit: 元 or 万元, where the file does not say.
        sheet: The one worksheet to read; None for every one that is a list.
        mapping: How to read a foreign layout.
        defaults: Text for fields that have no column, such as `{"source": "财政拨款"}`.
        skip_hidden: Leave hidden rows out.
    """

    kind: Kind | None = None
    unit: str | None = None
    sheet: str | None = None
    mapping: SavedMapping | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    skip_hidden: bool = False


def propose(
    path: Path,
    register: Register,
    options: Options | None = None,
    progress: Progress = no_progress,
) -> Proposal:
    """Read a file and say what it would bring in, as `propose_files` does."""
    return propose_files([path], register, options, progress)


def propose_files(
    paths: Sequence[Path],
    register: Register,
    options: Options | None = None,
    progress: Progress = no_progress,
) -> Proposal:
    """Read files and say what they would bring in together, in any order; changes nothing.

    Raises:
        SourceError: The file cannot be read.
        LayoutError: No sheet is a list of anything known.
        UnitRequiredError: The unit of money stands nowhere.
        UnitConflictError: It stands in two places that contradict each other.
    """
    options = options or Options()
    workbooks = [read_workbook(path, progress) for path in paths]
    found = [pair for each in workbooks for pair in find_layouts(each, register, options)]
    proposal = Proposal()
    for grid, layout in sorted(found, key=_order):
        known = register.with_units(proposal.units).with_projects(_projects(proposal))
        read = read_rows(grid, layout, known, skip_hidden=options.skip_hidden, progress=progress)
        proposal += _linked(read, layout, known, proposal.units)
    notices = tuple(
        Problem(grid.name, 0, None, "", "", "没有导入：工作表是隐藏的")
        for workbook in workbooks
        for grid in workbook.grids
        if grid.hidden and grid.name != options.sheet and grid.rows
    )
    return replace(proposal, notices=notices + proposal.notices)


def _order(pair: tuple[Grid, Layout]) -> int:
    """Units come first, since lines name them; fields last, since they name what lines bring."""
    return _ORDER.index(pair[1].kind)


def _projects(proposal: Proposal) -> set[str]:
    """Name the projects that a file brings, by themselves or with lines."""
    named = {project.name for project in proposal.projects}
    return named | {line.project for line in proposal.expenditure if line.project}


def find_layouts(
    workbook: Workbook, register: Register, options: Options
) -> list[tuple[Grid, Layout]]:
    """Find the sheets to read and how, in the order in which they can be read.

    Raises:
        LayoutError: There is none, or the wanted one is none.
        UnitRequiredError: See `propose`.
        UnitConflictError: See `propose`.
    """
    wanted = [
        grid
        for grid in workbook.grids
        if (grid.name == options.sheet if options.sheet else not grid.hidden)
    ]
    if not wanted:
        names = "、".join(grid.name for grid in workbook.grids[:20])
        raise LayoutError(f"“{workbook.name}”里没有要读的工作表；有：{names}")
    words = _words(register, options)
    found = []
    for grid in wanted:
        layout = _layout(grid, words, options)
        if layout and (layout.kind != "fields" or register.text or options.kind):
            given = options.unit or (options.mapping.unit if options.mapping else None)
            found.append((grid, with_units(grid, layout, given or None)))
    if not found:
        raise LayoutError(_why_none(workbook, wanted, words, options))
    return sorted(found, key=_order)


def _words(register: Register, options: Options) -> Words:
    given = options.mapping.words() if options.mapping else {}
    return Words(register.vocabulary, register.year, given)


def _layout(grid: Grid, words: Words, options: Options) -> Layout | None:
    if options.mapping is None:
        return detect(grid, words, kind=options.kind, defaults=options.defaults)
    fixed = options.mapping.fixed_layout(grid.name)
    if fixed:
        return replace(fixed, defaults={**fixed.defaults, **options.defaults})
    defaults = {**options.mapping.defaults, **options.defaults}
    return detect(grid, words, kind=options.mapping.kind, defaults=defaults)


def _why_none(workbook: Workbook, grids: list[Grid], words: Words, options: Options) -> str:
    kinds: tuple[Kind, ...] = (options.kind,) if options.kind else _ORDER
    misses = [miss for grid in grids if (miss := nearest_miss(grid, words, kinds))]
    nearest = max(misses, key=lambda layout: len(layout.columns), default=None)
    told = f"“{workbook.name}”里没有找到可以导入的表"
    if nearest and nearest.columns:
        lacking = "、".join(FIELD_NAMES[name] for name in nearest.missing)
        kind = KIND_NAMES[nearest.kind]
        told += f"；工作表“{nearest.sheet}”最像{kind}表，但缺少这些列：{lacking}"
    return f"{told}。请补上列标题，或使用导入模板、保存的对应表"


def _linked(
    read: Proposal, layout: Layout, register: Register, earlier: Sequence[Unit]
) -> Proposal:
    if not read.units:
        return read
    units, problems = link_units(read, layout, register, earlier)
    return replace(read, units=units, problems=read.problems + problems)
