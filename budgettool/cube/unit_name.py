"""What a unit is called where its department's name does not stand beside it.

In tables it has its own name alone. Leaves what stands in sentences beside it to the text.
"""

import re
from typing import Final

from budgettool.model import Unit

_REGION: Final = re.compile(r".{0,6}?[省市县区州盟旗]")
"""The place that a whole name begins with, such as 临溪市."""


def whole_name(unit: Unit, department: str) -> str:
    """Give a unit's whole name: a short one, such as 机关本级, goes behind the department's.

    Args:
        unit: The unit.
        department: The department's full name.
    """
    name = unit.name.strip()
    if not name or department.endswith(name):
        return department
    if not department or department in name or _begins_with_its_region(name, department):
        return name
    return department + name


def _begins_with_its_region(name: str, department: str) -> bool:
    region = _REGION.match(name)
    return region is not None and region[0] in department
