"""Members of the dimensions that a pack declares (sources, natures), with their attributes.

Members carry attributes (fund, fiscal, carry-over, …) so that the tables of another pack can be
built from the same lines. A member is named by its path; a bare name is enough where it is unique.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from budgettool.errors import BudgetToolError

DIMENSION_NAMES: Mapping[str, str] = MappingProxyType({"source": "资金来源", "nature": "支出性质"})


class MemberError(BudgetToolError):
    """A text names no member of a dimension, or more than one.

    Attributes:
        candidates: The paths that the text could mean; empty where there is none.
    """

    def __init__(self, dimension: str, text: str, candidates: tuple[str, ...]) -> None:
        name = DIMENSION_NAMES.get(dimension, dimension)
        if candidates:
            message = f"{name}“{text}”有多种可能：{'、'.join(candidates)}；请写全路径"
        else:
            message = f"没有叫“{text}”的{name}"
        super().__init__(message)
        self.dimension = dimension
        self.text = text
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a dimension, such as the source `一般公共预算/财政拨款`.

    Attributes:
        path: Its name from the root, parts separated by `/`; what lines store.
        aliases: Other names (bare or paths) that imports may use.
        attributes: What tables filter by, such as `{"fund": "一般公共预算", "carryover": False}`.
    """

    path: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str | bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


class Vocabulary:
    """The members of each dimension, found by path, name or alias."""

    def __init__(self, members: Mapping[str, Iterable[Member]]) -> None:
        self._members = {
            dimension: {member.path: member for member in listed}
            for dimension, listed in members.items()
        }
        self._names = {
            dimension: _names(listed.values()) for dimension, listed in self._members.items()
        }

    def members(self, dimension: str) -> tuple[Member, ...]:
        """List the members of a dimension in the pack's order."""
        return tuple(self._members.get(dimension, {}).values())

    def get(self, dimension: str, path: str) -> Member | None:
        """Find a member by its exact path."""
        return self._members.get(dimension, {}).get(path)

    def resolve(self, dimension: str, text: str) -> str:
        """Find the path that a text means: a path, a unique name, or an alias.

        Raises:
            MemberError: No member, or more than one, has that name.
        """
        wanted = text.strip()
        if self.get(dimension, wanted):
            return wanted
        found = self._names.get(dimension, {}).get(_plain(wanted), ())
        if len(found) != 1:
            raise MemberError(dimension, wanted, found)
        return found[0]


def _names(members: Iterable[Member]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for member in members:
        for name in {member.path, member.name, *member.aliases}:
            found[_plain(name)].append(member.path)
    return {name: tuple(paths) for name, paths in found.items()}


def _plain(name: str) -> str:
    """Make brackets and spaces alike, since workbooks mix full and half width."""
    return name.translate(_HALF_WIDTH).replace(" ", "").replace("\u3000", "")


_HALF_WIDTH = str.maketrans({"（": "(", "）": ")", "／": "/"})
