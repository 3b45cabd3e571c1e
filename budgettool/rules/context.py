"""What rules about lines and books look at: the book as it stands, drafts included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from budgettool.codes import Classification
from budgettool.cube.cube import Cube
from budgettool.cube.dimensions import Dimensions
from budgettool.model import Facts
from budgettool.packs.definition import Pack


@dataclass(frozen=True, slots=True)
class Context:
    """One book under check.

    Attributes:
        facts: Units, projects, ceilings and fields; the lines are the cube's.
        drafts: Texts that are no values yet, by line id and field.
    """

    pack: Pack
    facts: Facts
    cube: Cube
    drafts: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def dimensions(self) -> Dimensions:
        """Members and their attributes."""
        return self.cube.dimensions

    @property
    def classification(self) -> Classification:
        """The codes of the book's year."""
        return self.cube.dimensions.classification

    def setting(self, name: str, default: Any) -> Any:  # noqa: ANN401 - as TOML gives it
        """Give what the pack says for a rule of the program."""
        return self.pack.rules.settings.get(name, default)
