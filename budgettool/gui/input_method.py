"""Whether Chinese can be typed into the window, and what to do where it cannot.

Qt's wheel has the plugin of ibus and none for fcitx. Imports no Qt: all it needs is passed to it.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

_FCITX = {"fcitx", "fcitx5"}
_PLATFORMS = ("xcb", "wayland")
_UNSET = (
    "系统设置了 QT_IM_MODULE={}，本程序没有这个输入法组件，可能打不出中文。"
    "这个桌面不需要它，请用 env -u QT_IM_MODULE -u QT_IM_MODULES budgettool 启动本程序"
)


def input_method_advice(
    environment: Mapping[str, str],
    platform: str,
    plugins: Collection[str],
    running: Collection[str],
) -> str:
    """Say what to do so that Chinese can be typed; empty where it can, or where nobody can tell.

    Args:
        environment: `QT_IM_MODULES` or `QT_IM_MODULE`, `XMODIFIERS`.
        platform: Qt's platform, such as `xcb`.
        plugins: Names of Qt's input method plugins, such as `ibus`.
        running: Names of the processes that run.
    """
    if not platform.startswith(_PLATFORMS):
        return ""
    wanted = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")
    modules = [name for name in wanted.split(";") if name]
    if any(name in plugin for name in modules for plugin in plugins):
        return ""
    if platform.startswith("wayland"):  # there Qt speaks with the desktop, unless told otherwise
        return _UNSET.format(wanted) if modules else ""
    modifiers = environment.get("XMODIFIERS", "").removeprefix("@im=")
    uses_fcitx = bool(_FCITX & {modifiers, *modules, *running})
    if uses_fcitx:
        return (
            "系统用的是 fcitx 输入法，本程序暂不能直接使用它，可能打不出中文。"
            "请在终端用 QT_IM_MODULE=ibus budgettool 启动本程序（fcitx5 支持这种方式），"
            "或把 QT_IM_MODULE=ibus 写入 ~/.profile 后重新登录"
        )
    if modifiers == "ibus" or "ibus-daemon" in running:
        return (
            "检测到 ibus 输入法，但没有设置 QT_IM_MODULE，可能打不出中文。"
            "请用 QT_IM_MODULE=ibus budgettool 启动本程序"
        )
    return ""


def running_processes(processes: Path = Path("/proc")) -> frozenset[str]:
    """List the names of the processes that run; empty where the system does not say."""
    names = set()
    for file in processes.glob("[0-9]*/comm"):
        try:
            names.add(file.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:
            continue  # it has just ended
    return frozenset(names)
