"""Files that commands write: what they may never take the place of."""

from collections.abc import Iterable
from pathlib import Path

from budgettool.errors import BudgetToolError
from budgettool.files import cause


class TakenError(BudgetToolError):
    """A file that is to be written would take the place of one that holds somebody's work."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}”已经存在，未作改动；请换一个文件名，或先移走原来的文件")
        self.path = path


def require_new(path: Path) -> None:
    """Refuse to write over any file.

    Raises:
        TakenError: There is such a file.
    """
    if _exists(path):
        raise TakenError(path)


def require_unlike(path: Path, sources: Iterable[Path]) -> None:
    """Refuse to write a CSV file over one of another kind, or over one that the command reads.

    Raises:
        TakenError: There is such a file, and it is no CSV file or one of the sources.
    """
    if _exists(path) and (
        path.suffix.lower() != ".csv"
        or any(source.exists() and path.samefile(source) for source in sources)
    ):
        raise TakenError(path)


def require_replaceable(path: Path, suffix: str, sources: Iterable[Path]) -> None:
    """Refuse to write a report over a file of another kind, or over one that the command reads.

    Raises:
        TakenError: There is such a file.
        BudgetToolError: The name does not end as such files do.
    """
    if path.suffix.lower() != suffix:
        raise BudgetToolError(f"“{path}”的文件名应以 {suffix} 结尾")
    if _exists(path) and any(source.exists() and path.samefile(source) for source in sources):
        raise TakenError(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise BudgetToolError(f"不能写入“{path}”：{cause(error)}") from error
