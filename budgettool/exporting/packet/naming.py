"""What the files of a packet are called, whatever a department is called."""

import re
from typing import Final

_MOST_BYTES: Final = 200
"""Systems take 255; what is written behind a name (mark, `_数据`, ending) needs the rest."""

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


def file_stem(name: str, department: str = "") -> str:
    """Make a file's name that every system takes; only the department's name in it gives way.

    Args:
        name: What the file holds, such as a document's title.
        department: The name that it may begin with, which may be long.
    """
    begin = department if name.startswith(department) else name
    rest = _safe(name.removeprefix(begin))
    room = _MOST_BYTES - len(rest.encode(errors="ignore"))
    return _safe(begin).encode(errors="ignore")[:room].decode(errors="ignore").strip(" .") + rest


def _safe(text: str) -> str:
    return _UNSAFE.sub("_", text)
