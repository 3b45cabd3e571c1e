"""Whether a window can be opened on this computer; asked before Qt is loaded, so without Qt."""

import ctypes
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Final

_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
_XCB_LIBRARIES: Final = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs of the system, by the package of Debian, UOS and Kylin that holds it."""


def why_no_window(
    environment: Mapping[str, str],
    system: str = sys.platform,
    is_there: Callable[[str], bool] | None = None,
    answers: Callable[[str], bool] | None = None,
) -> str:
    """Say why no window can be opened and what to do; empty where one can."""
    if find_spec("PySide6") is None:
        return "没有安装界面组件 PySide6，不能打开窗口。请运行：pip install PySide6-Essentials"
    if system != "linux":
        return ""
    wanted = environment.get("QT_QPA_PLATFORM", "")
    if not wanted and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return (
            "这里没有图形桌面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），不能打开窗口。"
            "请在桌面上启动，或使用下面的命令"
        )
    needed = dict(_LIBRARIES)
    display = environment.get("DISPLAY", "")
    on_x = wanted.startswith("xcb") or (not wanted and bool(display))
    if on_x:
        needed |= _XCB_LIBRARIES
    there = is_there or _can_load
    missing = [package for library, package in needed.items() if not there(library)]
    if missing:
        return f"系统缺少窗口需要的组件，请先安装：sudo apt install {' '.join(missing)}"
    if on_x and not environment.get("WAYLAND_DISPLAY") and not (answers or _answers)(display):
        return (
            f"连接不上图形桌面（DISPLAY={display}），不能打开窗口。"
            "请在登录了桌面的会话里启动，或使用下面的命令"
        )
    return ""


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Ask the display for a connection, as Qt will; without one Qt ends the program in English."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
