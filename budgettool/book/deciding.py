"""Deciding about an open book beside editing it: waivers, 定稿, which locks it, and records.

Leaves what a decision is to `decisions` and `records`, and edits to `book`.
"""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Final

from budgettool.book.decisions import (
    Decision,
    add_decision,
    check_reason,
    is_sealed,
    read_decisions,
    waivers_in,
)
from budgettool.book.errors import OpenedReadOnlyError, SealedError, plain_errors
from budgettool.book.opening import Keeper
from budgettool.book.reading import Reading
from budgettool.book.records import check_record, field_of
from budgettool.book.snapshot import read_fields

_IN_SEALED: Final = frozenset({"seal", "unseal", "record"})


class Deciding(Reading):
    """An open book of which things can be decided."""

    def __init__(self, path: Path, connection: sqlite3.Connection, keeper: Keeper) -> None:
        """Take over an open and verified database."""
        super().__init__(path, connection)
        self._keeper = keeper

    @property
    def read_only(self) -> bool:
        """Whether it was opened to be read."""
        raise NotImplementedError

    @property
    def holder(self) -> str:
        """Who has the book open, as is kept beside every change."""
        return self._keeper.name

    def waive(
        self,
        code: str,
        finding: str,
        digest: str,
        message: str,
        reason: str,
        who: str = "",
    ) -> None:
        """Say why a finding is as it should be (出错说明).

        Args:
            code: The rule.
            finding: Which finding.
            digest: Its figures as they are; other figures want another waiver.
            message: What it says.
            reason: Why it may stand.
            who: Who says so; the holder where empty.

        Raises:
            ReasonError: No reason is given.
            SealedError: The book is 定稿.
            BookError: It cannot be written; nothing is kept.
        """
        self._decide(
            Decision("waive", code, finding, digest, message, check_reason(reason), *self._by(who))
        )

    def withdraw_waiver(self, finding: str, who: str = "") -> None:
        """Take a waiver back; who and when is kept. Where there is none, nothing is done.

        Raises:
            SealedError: The book is 定稿.
            BookError: It cannot be written.
        """
        self._decide(Decision("withdraw", "", finding, "", "", "", *self._by(who)))

    def seal(self, who: str = "") -> None:
        """Mark the book as 定稿; it cannot be edited any more. One that is stays as it is.

        Raises:
            BookError: It cannot be written.
        """
        self._decide(Decision("seal", "", "", "", "", "", *self._by(who)))

    def unseal(self, reason: str, who: str = "") -> None:
        """Take 定稿 back; who, when and why is kept. Where there is none, nothing is done.

        Raises:
            ReasonError: No reason is given.
            BookError: It cannot be written.
        """
        self._decide(Decision("unseal", "", "", "", "", check_reason(reason), *self._by(who)))

    def record(self, key: str, value: str, who: str = "") -> None:
        """Record something about publishing, also where the book is 定稿; undo does not reach it.

        Args:
            key: One of `records.RECORDS`.
            value: What it is; empty takes back what was recorded.
            who: Who says so; the holder where empty.

        Raises:
            RecordError: That is nothing to record, or too long.
            BookError: It cannot be written; nothing is kept.
        """
        said = check_record(key, value)
        self._decide(Decision("record", "", key, "", "", said, *self._by(who)))

    def _by(self, who: str) -> tuple[str, datetime]:
        return who.strip() or self.holder, self._keeper.clock()

    def _decide(self, decision: Decision) -> None:
        self._refuse_unless_writable(sealed_too=decision.kind in _IN_SEALED)
        with plain_errors(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            if self._says_more(decision):
                add_decision(self._connection, decision)

    def _says_more(self, decision: Decision) -> bool:
        """Tell whether a decision changes anything."""
        match decision.kind:
            case "seal" | "unseal":
                return is_sealed(self._connection) != (decision.kind == "seal")
            case "withdraw":
                return decision.finding in waivers_in(read_decisions(self._connection))
            case "record":
                kept = read_fields(self._connection).get(field_of(decision.finding), "")
                return kept != decision.reason
            case _:
                return True

    def _refuse_unless_writable(self, *, sealed_too: bool = False) -> None:
        if self.read_only:
            raise OpenedReadOnlyError(self.path)
        if self.sealed and not sealed_too:
            raise SealedError(self.path)
