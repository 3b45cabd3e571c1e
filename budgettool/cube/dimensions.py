"""What the members of a dimension are like: the attributes that tables filter and label by.

A function code has its 类 and 款, a source its fund, a unit its kind and department. Members that
nobody declared (an unknown code, a source of another pack) still have what their text tells.
"""

from budgettool.codes import Classification, Scheme
from budgettool.model import Facts
from budgettool.packs.definition import Axis
from budgettool.packs.vocabulary import Vocabulary

Value = str | bool | None
"""A member of a dimension, or one of its attributes; None where a line has none."""

UNCLASSIFIED = "未分类"
"""The row of lines that lack the code which a table is sorted by."""

_LEVEL_LENGTHS = {"类": 3, "款": 5, "项": 7}
_SCHEMES: dict[str, Scheme] = {
    "function": "function",
    "department_economic": "department_economic",
    "government_economic": "government_economic",
}


class Dimensions:
    """The members of one book, with the classification of its year."""

    def __init__(
        self,
        facts: Facts,
        classification: Classification,
        vocabulary: Vocabulary,
        qualified_names: frozenset[str] = frozenset(),
    ) -> None:
        self.classification = classification
        self.vocabulary = vocabulary
        self._qualified_names = qualified_names
        self.describe(facts)

    def describe(self, facts: Facts) -> None:
        """Take over how the department, its units and projects are called."""
        self.units = {unit.code: unit for unit in facts.units}
        self.projects = {project.name: project for project in facts.projects}
        self._department = facts.department
        self._order = {name: number for number, name in enumerate(self.projects)}

    def attribute(self, axis: Axis, member: Value) -> Value:
        """Give an attribute of a member; None where it has none."""
        if axis.dimension in _SCHEMES:
            return self._of_code(axis, member)
        if axis.dimension in {"source", "nature"}:
            return self._of_path(axis, member)
        if axis.dimension == "unit":
            return self._of_unit(axis.attribute, member)
        return member

    def text(self, dimension: str, attribute: str, member: str) -> str:
        """Give what a label shows of a member, such as its name; empty where there is nothing."""
        if dimension in _SCHEMES and attribute in {"name", "full_name"}:
            return self._code_name(_SCHEMES[dimension], member, full=attribute == "full_name")
        if dimension == "unit" and attribute == "row":
            return self._unit_row_name(member)
        if dimension in {"source", "nature", "project"} and attribute == "name":
            return member.rsplit("/", 1)[-1]
        found = self.attribute(Axis(dimension, attribute), member)
        return found if isinstance(found, str) else ""

    def sort_key(self, axis: Axis, member: str) -> tuple[bool, int, str]:
        """Order members: projects as they are listed, all others by code; unclassified last."""
        order = self._order.get(member, len(self._order)) if axis.dimension == "project" else 0
        return (not member, order, member)

    def codes(self, axis: Axis, under: tuple[str, ...]) -> tuple[str, ...]:
        """List the codes of the year on a level, below any of the codes given."""
        if axis.dimension not in _SCHEMES:
            return ()
        listed = self.classification.all(_SCHEMES[axis.dimension], axis.attribute)
        return tuple(code.code for code in listed if not under or code.code.startswith(under))

    def _of_code(self, axis: Axis, member: Value) -> Value:
        if not isinstance(member, str):
            return None
        if axis.attribute == "fund":
            code = self.classification.get(_SCHEMES[axis.dimension], member)
            return code.fund if code else None
        length = _LEVEL_LENGTHS[axis.attribute]
        return member[:length] if len(member) >= length else None

    def _of_path(self, axis: Axis, member: Value) -> Value:
        if not isinstance(member, str):
            return None
        if axis.attribute.startswith("级"):
            depth = int(axis.attribute.removeprefix("级"))
            parts = member.split("/")
            return "/".join(parts[:depth]) if len(parts) >= depth else None
        found = self.vocabulary.get(axis.dimension, member)
        return found.attributes.get(axis.attribute) if found else None

    def _of_unit(self, attribute: str, member: Value) -> Value:
        if not isinstance(member, str):
            return None
        if attribute in {"code", "unit"}:
            return member
        if attribute == "department":
            return self._root(member)
        unit = self.units.get(member)
        if unit is None:
            return None
        described: dict[str, Value] = {"kind": unit.kind, "name": unit.name, "merged": unit.merged}
        return described[attribute]

    def _root(self, code: str) -> str:
        seen: set[str] = set()
        while (unit := self.units.get(code)) and unit.parent and code not in seen:
            seen.add(code)
            code = unit.parent
        return code

    def _unit_row_name(self, code: str) -> str:
        unit = self.units.get(code)
        if code == self._department.code or unit is None:
            known = code in {self._department.code, ""} or unit is not None
            return (self._department.row or self._department.full) if known else code
        return unit.name

    def _code_name(self, scheme: Scheme, member: str, *, full: bool) -> str:
        code = self.classification.get(scheme, member)
        if code is None:
            return f"{member}（未知科目）"
        if not full or code.name not in self._qualified_names:
            return code.name
        parent = self.classification.parent(scheme, member)
        return f"{code.name}（{parent.name}）" if parent else code.name
