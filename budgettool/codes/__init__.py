"""Classification codes (政府收支分类科目) by fiscal year: bundled, loaded, or a book's own."""

from budgettool.codes.classification import Classification, load_classification
from budgettool.codes.code import (
    NOT_OFFICIAL,
    OFFICIAL,
    OWN,
    SCHEME_NAMES,
    SCHEMES,
    Code,
    CodeValueError,
    Level,
    Scheme,
    note,
    own_code,
)
from budgettool.codes.official import CodeTableError, RowProblem, codes_from_rows
from budgettool.codes.record import COLUMNS, as_record, code_from_record
from budgettool.codes.resolution import CodeError
from budgettool.codes.user_tables import UserTableError, load_user_codes, save_user_codes

__all__ = [
    "COLUMNS",
    "NOT_OFFICIAL",
    "OFFICIAL",
    "OWN",
    "SCHEMES",
    "SCHEME_NAMES",
    "Classification",
    "Code",
    "CodeError",
    "CodeTableError",
    "CodeValueError",
    "Level",
    "RowProblem",
    "Scheme",
    "UserTableError",
    "as_record",
    "code_from_record",
    "codes_from_rows",
    "load_classification",
    "load_user_codes",
    "note",
    "own_code",
    "save_user_codes",
]
