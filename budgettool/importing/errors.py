"""What an import refuses to do; wrong rows are not here: they are `Problem` values."""

from collections.abc import Sequence
from pathlib import Path

from budgettool.errors import BudgetToolError

_LISTED = 10


class SourceError(BudgetToolError):
    """A file cannot be read as a workbook; the message names the file and says what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"“{path.name}”：{reason}")
        self.path = path
        self.reason = reason


class EncryptedError(SourceError):
    """The workbook needs a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "文件已加密，请先在 WPS/Excel 中取消密码，再导入")


class DamagedError(SourceError):
    """The file is broken, or not what its beginning says."""

    def __init__(self, path: Path, detail: str = "") -> None:
        shown = f"（{detail}）" if detail else ""
        super().__init__(path, f"文件已损坏{shown}，请用 WPS/Excel 打开并另存为 xlsx，再导入")


class TooLargeError(SourceError):
    """The file holds more than an import takes; nothing of it was read."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(path, f"{what}；请确认选对了文件，或拆成几个文件分别导入")


class LayoutError(BudgetToolError):
    """No sheet, or the wanted sheet, cannot be understood as a list of lines."""


class UnitRequiredError(BudgetToolError):
    """The unit of money stands nowhere, and is never guessed."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"工作表“{sheet}”没有写明金额单位：请在表头写“金额（万元）”、在表上方写“单位：万元”，"
            "或在导入时指明“元”或“万元”"
        )
        self.sheet = sheet


class UnknownUnitError(BudgetToolError):
    """The amounts are in a unit that is not read, such as 千元."""

    def __init__(self, sheet: str, said: Sequence[str]) -> None:
        super().__init__(
            f"工作表“{sheet}”的金额单位不能导入：{'、'.join(said)}；请换算成元或万元，并改写单位"
        )
        self.sheet = sheet
        self.said = tuple(said)


class UnitConflictError(BudgetToolError):
    """The unit of money stands in two places that contradict each other."""

    def __init__(self, sheet: str, said: Sequence[str]) -> None:
        super().__init__(f"工作表“{sheet}”的金额单位互相矛盾：{'、'.join(said)}；请改成一致再导入")
        self.sheet = sheet
        self.said = tuple(said)


class UnitInUseError(BudgetToolError):
    """Units that would go, or become sums of others, have lines that would stay."""

    def __init__(self, codes: Sequence[str]) -> None:
        listed = "、".join(codes[:_LISTED]) + ("等" if len(codes) > _LISTED else "")
        super().__init__(
            f"单位 {listed} 在账本里还有明细，不能删除，也不能改成“汇总”；"
            "请先把它的明细改到别的单位，或在单位表里保留它"
        )
        self.codes = tuple(codes)


class MappingError(BudgetToolError):
    """A saved mapping cannot be read, or does not fit the sheet."""


class CancelledError(BudgetToolError):
    """Raised by a progress callback to stop; nothing has been changed."""

    def __init__(self) -> None:
        super().__init__("已取消导入，账本没有改动")
