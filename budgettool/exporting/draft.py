"""What an output says of itself as long as its book is not 定稿: the mark, and its name.

Leaves how a mark looks to each kind of output.
"""

from typing import Final

DRAFT: Final = "草稿"


def drafted(name: str, *, draft: bool) -> str:
    """Give the name of an output, which says where it is a draft."""
    return f"{name}（{DRAFT}）" if draft else name


def mark_of(*, draft: bool) -> str:
    """Give the mark of an output; none where it is no draft."""
    return DRAFT if draft else ""
