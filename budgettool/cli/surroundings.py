"""What commands are given from outside: folders, the user's name, the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where and for whom a command runs.

    Attributes:
        home: The folder of the user's own packs (`forms`) and code tables (`codes`).
        holder: Who opens books, as others will be told.
        now: Gives the time.
    """

    home: Path
    holder: str
    now: Callable[[], datetime]

    @property
    def own_packs(self) -> Path:
        """The folder of the user's own packs."""
        return self.home / "forms"

    @property
    def code_tables(self) -> Path:
        """The folder of the official code tables that the user has loaded."""
        return self.home / "codes"
