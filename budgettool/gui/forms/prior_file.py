"""A file with last year's figures: its sound lines, and the texts of the rows that are not sound.

Reads in any thread and changes nothing. Leaves taking in to `prior_lines`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from budgettool.importing import Options, Progress, Proposal, Register, read_rows, read_workbook
from budgettool.importing.importer import find_layouts
from budgettool.importing.layout import Column
from budgettool.importing.problem import Problem
from budgettool.importing.records import Record, read_records
from budgettool.model import ExpenditureLine, IncomeLine, Line

PRIOR: Final = "prior"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that cannot be taken in as it is: its number from 1, and its texts by field."""

    number: int
    texts: Mapping[str, str]
    unit: str


@dataclass(frozen=True, slots=True)
class PriorFile:
    """What a file brings."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]


def read_prior_file(
    path: Path, register: Register, options: Options, progress: Progress
) -> PriorFile:
    """Read a file as last year's.

    Raises:
        BudgetToolError: As `importing.propose` does.
    """
    proposal = Proposal()
    left_out: list[LeftOut] = []
    for grid, layout in find_layouts(read_workbook(path, progress), register, options):
        read = read_rows(grid, layout, register, progress=progress)
        proposal += read
        wrong = {problem.row - 1 for problem in read.problems if problem.row}
        records = read_records(grid, layout) if wrong else ()
        left_out += [_left_out(each) for each in records if each.row in wrong]
    return PriorFile(as_prior(proposal), proposal.problems, tuple(left_out))


def as_prior(proposal: Proposal) -> tuple[Line, ...]:
    """Take a file's lines as last year's; where it has both years, only last year's column."""
    lines: tuple[ExpenditureLine | IncomeLine, ...] = (*proposal.expenditure, *proposal.income)
    prior = tuple(line for line in lines if line.measure == PRIOR)
    return prior or tuple(replace(line, measure=PRIOR) for line in lines)


def _left_out(record: Record) -> LeftOut:
    texts: dict[str, str] = {}
    for name, found in record.fields.items():
        texts.setdefault(name.removesuffix("_name"), found.text)
    amounts = _of_last_year(record.amounts) or record.amounts
    unit = "元"
    for column, text in amounts[:1]:
        texts["amount"], unit = text, column.unit or unit
        if column.meaning.member:
            texts.setdefault(*column.meaning.member)
    return LeftOut(record.row + 1, texts, unit)


def _of_last_year(amounts: Sequence[tuple[Column, str]]) -> list[tuple[Column, str]]:
    return [each for each in amounts if each[0].meaning.measure == PRIOR]
