"""Deciding about an open book beside editing it: waivers, and 定稿, which locks it.

Leaves what a decision is to `decisions`, and edits to `book`.
"""

import sqlite3
from pathlib import Path

from budgettool.book.decisions import Decision, DecisionKind, add_decision, check_reason
from budgettool.book.errors import OpenedReadOnlyError, SealedError, plain_errors
from budgettool.book.opening import Keeper
from budgettool.book.reading import Reading


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

    def waive(self, code: str, finding: str, digest: str, message: str, reason: str) -> None:
        """Say why a finding is as it should be (出错说明).

        Args:
            code: The rule.
            finding: Which finding.
            digest: Its figures as they are; other figures want another waiver.
            message: What it says.
            reason: Why it may stand.

        Raises:
            ReasonError: No reason is given.
            SealedError: The book is 定稿.
            BookError: It cannot be written; nothing is kept.
        """
        self._decide("waive", code, finding, digest, message, check_reason(reason))

    def withdraw_waiver(self, finding: str) -> None:
        """Take a waiver back; who and when is kept.

        Raises:
            SealedError: The book is 定稿.
            BookError: It cannot be written.
        """
        self._decide("withdraw", finding=finding)

    def seal(self) -> None:
        """Mark the book as 定稿; it cannot be edited any more.

        Raises:
            BookError: It cannot be written.
        """
        self._decide("seal")

    def unseal(self, reason: str) -> None:
        """Take 定稿 back; who, when and why is kept.

        Raises:
            ReasonError: No reason is given.
            BookError: It cannot be written.
        """
        self._decide("unseal", reason=check_reason(reason))

    def _decide(
        self,
        kind: DecisionKind,
        code: str = "",
        finding: str = "",
        digest: str = "",
        message: str = "",
        reason: str = "",
    ) -> None:
        self._refuse_unless_writable(sealed_too=kind in {"seal", "unseal"})
        holder, at = self._keeper.name, self._keeper.clock()
        decision = Decision(kind, code, finding, digest, message, reason, holder, at)
        with plain_errors(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            add_decision(self._connection, decision)

    def _refuse_unless_writable(self, *, sealed_too: bool = False) -> None:
        if self.read_only:
            raise OpenedReadOnlyError(self.path)
        if self.sealed and not sealed_too:
            raise SealedError(self.path)
