"""Members of sources and natures in lines: missing, or none of the pack's."""

from budgettool.cube.dimensions import Value
from budgettool.packs.vocabulary import DIMENSION_NAMES, MemberError
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import Fault


def member_fault(context: Context, dimension: str, member: Value, hint: str = "") -> Fault | None:
    """Say what is wrong with a member by itself; None where it is one of the pack's."""
    title = DIMENSION_NAMES[dimension]
    if not isinstance(member, str) or not member:
        return Fault(dimension, f"没有填写{title}{hint}", f"填写{title}", level="H")
    vocabulary = context.dimensions.vocabulary
    if vocabulary.get(dimension, member) is not None:
        return None
    mend = f"从列表中选一个{title}"
    try:
        meant = vocabulary.resolve(dimension, member)
    except MemberError as error:
        return Fault(dimension, str(error), mend, level="H")
    return Fault(
        dimension,
        f"“{member}”不是{title}的全路径",
        mend,
        label=f"改为 {meant}",
        values=((dimension, meant),),
        level="H",
    )
