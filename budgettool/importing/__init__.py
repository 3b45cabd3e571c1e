"""Import: a workbook or CSV file becomes lines of a book; only the last step changes anything.

`read_workbook` → `find_layouts` → `read_rows` (all three: `propose`) → `compare` →
`apply_difference`.
"""

from budgettool.importing.code_table import CodeRows, read_code_table
from budgettool.importing.difference import (
    MODE_NAMES,
    Changed,
    Difference,
    Filling,
    Mode,
    apply_difference,
    compare,
)
from budgettool.importing.errors import (
    CancelledError,
    DamagedError,
    EncryptedError,
    LayoutError,
    MappingError,
    SourceError,
    TooLargeError,
    UnitConflictError,
    UnitInUseError,
    UnitRequiredError,
    UnknownUnitError,
)
from budgettool.importing.filled import FilledField
from budgettool.importing.grid import Grid, Progress, Workbook
from budgettool.importing.headings import FIELD_NAMES, KIND_NAMES, Kind, Meaning
from budgettool.importing.importer import Options, find_layouts, propose, propose_files
from budgettool.importing.layout import Column, Layout
from budgettool.importing.mapping import (
    MappedColumn,
    SavedMapping,
    mapping_data,
    mapping_from_data,
    mapping_of,
    read_mapping,
    write_mapping,
)
from budgettool.importing.problem import BadRowsError, Problem, WriteError, write_report
from budgettool.importing.proposal import Proposal, read_rows
from budgettool.importing.register import Register
from budgettool.importing.summary import describe, summarise
from budgettool.importing.template import write_template
from budgettool.importing.workbook import read_workbook

__all__ = [
    "FIELD_NAMES",
    "KIND_NAMES",
    "MODE_NAMES",
    "BadRowsError",
    "CancelledError",
    "Changed",
    "CodeRows",
    "Column",
    "DamagedError",
    "Difference",
    "EncryptedError",
    "FilledField",
    "Filling",
    "Grid",
    "Kind",
    "Layout",
    "LayoutError",
    "MappedColumn",
    "MappingError",
    "Meaning",
    "Mode",
    "Options",
    "Problem",
    "Progress",
    "Proposal",
    "Register",
    "SavedMapping",
    "SourceError",
    "TooLargeError",
    "UnitConflictError",
    "UnitInUseError",
    "UnitRequiredError",
    "UnknownUnitError",
    "Workbook",
    "WriteError",
    "apply_difference",
    "compare",
    "describe",
    "find_layouts",
    "mapping_data",
    "mapping_from_data",
    "mapping_of",
    "propose",
    "propose_files",
    "read_code_table",
    "read_mapping",
    "read_rows",
    "read_workbook",
    "summarise",
    "write_mapping",
    "write_report",
    "write_template",
]
