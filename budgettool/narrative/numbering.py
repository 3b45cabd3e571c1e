"""Numbers that people type before the items of a list, where the template numbers them itself."""

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"^(?:[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)][、.．]?"
    r"|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:、|[.．](?!\d))|[①-⑳])\s*"
)
_STOPS: Final = "。；;，, \u3000"


def without_number(line: str) -> str:
    """Give an item without its number and closing stop: `1、负责文稿；` is `负责文稿`."""
    return _NUMBER.sub("", line.strip()).rstrip(_STOPS)
