"""The pack as a book stores it: names and texts, so that it prints the same on any machine.

Leaves what the texts mean to `packs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A pack's files.

    Attributes:
        id: Such as `henan-2020`.
        version: The pack's own version.
        files: Text by file name.
    """

    id: str
    version: str
    files: Mapping[str, str]
