"""A packet: everything that one book (or one unit of it) publishes, derived in one go.

Leaves drawing to `exporting`. The same call derives a single unit's packet.
"""

from dataclasses import dataclass

from budgettool.codes import Classification
from budgettool.cube.cube import Cube
from budgettool.cube.scope import open_cube, restrict
from budgettool.model import Facts
from budgettool.money import Rounding, half_up
from budgettool.packs.definition import Pack
from budgettool.packs.vocabulary import Vocabulary
from budgettool.sheets.build import build_sheets
from budgettool.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Packet:
    """The sheets of a pack over one set of facts, with the cube that traces their figures."""

    pack: Pack
    facts: Facts
    classification: Classification
    cube: Cube
    sheets: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """What a file that holds the packet is called."""
        kind = "单位" if self.facts.unit else "部门"
        return f"{self.facts.department.full}{self.facts.year}年{kind}预算公开表"


def derive(
    facts: Facts,
    pack: Pack,
    classification: Classification,
    *,
    vocabulary: Vocabulary | None = None,
    unit: str | None = None,
    rounding: Rounding = half_up,
) -> Packet:
    """Derive all sheets of a pack.

    Args:
        facts: A book's snapshot.
        pack: The tables to derive.
        classification: The codes of the book's year.
        vocabulary: The members that the lines are written in; the pack's own where None.
        unit: Code of a unit, for its packet alone; None for the department's.
        rounding: How exact amounts become printed ones.

    Raises:
        NoSuchUnitError: There is no such unit.
    """
    scoped = facts if unit is None else restrict(facts, unit)
    cube = open_cube(pack, scoped, classification, vocabulary)
    return Packet(pack, scoped, classification, cube, build_sheets(pack, cube, scoped, rounding))
