"""What is recorded about publishing, such as 批复日期: what may be, and what holds.

Publishing follows 定稿, so records are decisions: added beside the content, sealed or not, and no
undo reaches them. Readers find them among the fields. Leaves what they must say to the rules.
"""

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from budgettool.errors import BudgetToolError
from budgettool.model import FieldKey

RECORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "secrecy_review": "保密审查",
        "signed_by": "负责人审签",
        "approval_date": "批复日期",
        "publication_date": "公开日期",
    }
)
"""What can be recorded, by key, as people call it."""

APPROVED: Final = "approval_date"
PUBLISHED: Final = "publication_date"
"""Keys of the days of 批复 and of publishing."""

_DATE: Final = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")

LONGEST_RECORD: Final = 200
"""Characters of a record, at most."""


class RecordError(BudgetToolError):
    """Something cannot be recorded.

    Attributes:
        key: What it was to be.
    """

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def field_of(key: str) -> FieldKey:
    """Give the field of the department that a record is read as."""
    return ("department", "", key, 0)


def read_date(text: str) -> date | None:
    """Read a day such as `2020-02-14` or `2020年2月14日`; None for none."""
    found = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def check_record(key: str, value: str) -> str:
    """Give a value without blanks around it.

    Raises:
        RecordError: There is nothing of that name to record, or it is longer than anybody reads.
    """
    if key not in RECORDS:
        allowed = "、".join(RECORDS.values())
        raise RecordError(key, f"“{key[:40]}”不在这里记：只能记{allowed}；其他内容定稿以前修改")
    said = value.strip()
    if len(said) > LONGEST_RECORD:
        raise RecordError(key, f"{RECORDS[key]}超过 {LONGEST_RECORD} 个字；请写短些")
    return said


def read_records(connection: sqlite3.Connection) -> dict[FieldKey, str]:
    """Read what was last recorded under each key; empty for what was taken back."""
    query = (
        'SELECT "finding", "reason" FROM "decision" WHERE "kind" = \'record\' ORDER BY "position"'
    )
    return {field_of(key): value for key, value in connection.execute(query)}
