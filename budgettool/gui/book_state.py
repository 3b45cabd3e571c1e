"""What the window's title and top bar say of the open book: whose, of which year, in what state."""

from typing import NamedTuple

from budgettool.gui.session import Session


class BookState(NamedTuple):
    """The title of a book, and its state in words.

    Attributes:
        care: Whether the newest work is not on the disk.
    """

    title: str
    state: str
    stage: str
    care: bool

    @property
    def for_bar(self) -> str:
        """The state as the top bar has it: 草稿 or 定稿 first."""
        return self.stage if self.state == self.stage else f"{self.stage} · {self.state}"


def book_state(session: Session, *, saved: bool) -> BookState:
    """Say how it stands with a book."""
    facts = session.facts
    name = facts.department.short or facts.department.full
    stage = "定稿" if session.sealed else "草稿"
    if session.book.read_only:
        state = "只读"
    elif not saved:
        state = "未保存"
    else:
        state = stage if session.sealed else "已保存"
    return BookState(f"{name} · {facts.year}年预算", state, stage, care=not saved)
