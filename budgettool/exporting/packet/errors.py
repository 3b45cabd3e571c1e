"""What is refused of a packet, in the accountant's words."""

from collections.abc import Iterable
from pathlib import Path

from budgettool.errors import BudgetToolError


class NoSuchProfileError(BudgetToolError):
    """The pack has no profile of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有成册方案“{name}”，可以是：{'、'.join(known)}")
        self.name = name


class NoSuchPartError(BudgetToolError):
    """The pack has no part of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有“{name}”这一部分，可以是：{'、'.join(known)}")
        self.name = name


class PacketNotWrittenError(BudgetToolError):
    """A file of a packet cannot be put where it was asked for; none of the others was, either."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"写不出“{path}”：{reason}。一个文件也没有写，原来的文件没有改动。"
            "请检查文件夹是否可以写入、磁盘是否已满、同名的文件是否正在别的程序中打开"
        )
        self.path = path
        self.reason = reason
