"""Single values of a JSON file as texts that can be shown."""

from pathlib import Path

from budgettool.importing.errors import SourceError
from budgettool.money import FEN_PER_UNIT
from budgettool.sheets.text import printable


def json_text(value: object) -> str:
    """Write a value as text; what is no single value is blank."""
    return "" if value is None or isinstance(value, dict | list) else printable(str(value)).strip()


def json_unit(path: Path, name: str, value: object) -> str:
    """Read the unit of a table's amounts; empty where it says none.

    Raises:
        SourceError: There is no such unit.
    """
    unit = json_text(value)
    if unit and unit not in FEN_PER_UNIT:
        raise SourceError(path, f"{name} 的 unit 应为{'或'.join(FEN_PER_UNIT)}")
    return unit
