"""Folders that commands write into."""

from pathlib import Path

from budgettool.errors import BudgetToolError
from budgettool.files import cause


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are missing.

    Raises:
        BudgetToolError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BudgetToolError(f"不能建立文件夹 {folder}：{cause(error)}") from error
