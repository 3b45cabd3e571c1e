"""What people decide about a book, beside its content: waivers (出错说明), 定稿, and records.

Decisions are only ever added, each with who and when; undo does not reach them. What holds is the
last word said about a thing. Leaves which findings may be waived, and when a book may be sealed,
to the rules, and what can be recorded to `records`.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast

from budgettool.errors import BudgetToolError

DecisionKind = Literal["waive", "withdraw", "seal", "unseal", "record"]

LONGEST_REASON: Final = 2_000
"""Characters of a reason, at most."""

_COLUMNS: Final = ("kind", "code", "finding", "digest", "message", "reason", "holder", "at")


class ReasonError(BudgetToolError):
    """A decision without a reason that can be kept."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        code: The rule that a waiver is about; empty for others.
        finding: Which finding it is, whatever its figures; of a record its key.
        digest: The figures of the finding as they were then.
        message: What the finding said then.
        reason: Why, in the words of who decided; of a record its value, empty where taken back.
        holder: Who.
        at: When.
    """

    kind: DecisionKind
    code: str
    finding: str
    digest: str
    message: str
    reason: str
    holder: str
    at: datetime


def read_decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Read all of them, the oldest first.

    Raises:
        ValueError: A time is none.
    """
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    query = f'SELECT {names} FROM "decision" ORDER BY "position"'  # noqa: S608 - fixed names
    return tuple(_decision(row) for row in connection.execute(query))


def _decision(row: tuple[str, ...]) -> Decision:
    kind, code, finding, digest, message, reason, holder, at = row
    when = datetime.fromisoformat(at)
    return Decision(
        cast("DecisionKind", kind), code, finding, digest, message, reason, holder, when
    )


def add_decision(connection: sqlite3.Connection, decision: Decision) -> None:
    """Add one, in a transaction of its own."""
    values = [getattr(decision, name) for name in _COLUMNS[:-1]]
    holes = ", ".join("?" for _ in _COLUMNS)
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    connection.execute(
        f'INSERT INTO "decision" ({names}) VALUES ({holes})',  # noqa: S608 - fixed names
        [*values, decision.at.isoformat()],
    )


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Tell whether the last word is 定稿."""
    last = connection.execute(
        'SELECT "kind" FROM "decision" WHERE "kind" IN (\'seal\', \'unseal\') '
        'ORDER BY "position" DESC LIMIT 1'
    ).fetchone()
    return last is not None and last[0] == "seal"


def waivers_in(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Give the waivers that nobody has withdrawn, by the finding that they are about."""
    standing: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind == "waive":
            standing[decision.finding] = decision
        elif decision.kind == "withdraw":
            standing.pop(decision.finding, None)
    return standing


def check_reason(reason: str) -> str:
    """Give a reason without blanks around it.

    Raises:
        ReasonError: It says nothing, or is longer than anybody reads.
    """
    said = reason.strip()
    if not said:
        raise ReasonError("没有写理由；请写明为什么，再保存")
    if len(said) > LONGEST_REASON:
        raise ReasonError(f"理由超过 {LONGEST_REASON} 个字；请写短些")
    return said
