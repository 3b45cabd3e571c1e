"""BT: rules about what the text says of the tables; D09 is asked of the units that it names.

They judge words that were typed, pasted or read from a file; figures that are fields are right by
construction, and only the words around them are asked. Never asked while lines are typed.
"""

from budgettool.rules.text.catalogue import TEXT_RULES

__all__ = ["TEXT_RULES"]
