#!/bin/sh
# Makes .venv: the packages of requirements-dev.lock, checked by their hashes, and the project itself,
# editable. Does nothing where that is done. What the system lacks is installed by Debian's package
# manager when root runs this; otherwise it says exactly what to install. PYTHON= names an interpreter.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-}
LOCK=requirements-dev.lock

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "错误：$1"
    shift
    for line in "$@"; do say "  $line"; done
    exit 1
}

candidates() { [ -n "$PYTHON" ] && echo "$PYTHON" || echo python3.13 python3.12 python3.11 python3; }

is_new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Complete: makes environments, speaks TLS, and has an SQLite with STRICT tables.
is_complete() {
    "$1" -c 'import ensurepip, sqlite3, ssl, venv
raise SystemExit(sqlite3.sqlite_version_info < (3, 37))' >/dev/null 2>&1
}

find_python() {
    for name in $(candidates); do
        if is_new_enough "$name" && "${1:-true}" "$name"; then echo "$name"; return; fi
    done
}

apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "安装系统软件包：$*"
    apt-get -qq update >&2 || say "警告：apt-get update 没有成功，用现有的软件包目录继续"
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >&2
}

choose_python() {
    python=$(find_python is_complete)
    [ -z "$python" ] || return 0
    found=$(find_python)
    if [ -n "$found" ]; then
        packages="$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    else
        packages="python3 python3-venv"
    fi
    # Unquoted: a list of packages.
    if [ -z "$PYTHON" ] || [ -n "$found" ]; then apt_install $packages || true; fi
    python=$(find_python is_complete)
    [ -z "$python" ] || return 0
    if [ -n "$found" ]; then
        fail "$found 缺少 venv、ensurepip、ssl 或 sqlite3（SQLite 3.37 以上），不能建立运行环境。" \
            "Debian、Ubuntu、统信 UOS：sudo apt-get install $packages" \
            "或指定另一个 Python：make demo PYTHON=/路径/python3.12"
    fi
    [ -z "$PYTHON" ] || fail "$PYTHON 不能用，或不是 Python 3.11、3.12、3.13。" \
        "请改正 PYTHON=，或者不写它，由程序自己去找。"
    fail "没有找到 Python 3.11、3.12 或 3.13（找过：$(candidates)）。" \
        "Debian、Ubuntu、统信 UOS：sudo apt-get install $packages" \
        "已装在别处的，请指定：make demo PYTHON=/路径/python3.12"
}

version_of() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null; }

# The environment is of no use once the folder is moved, or its interpreter or the lock changes.
recipe() { printf '%s\n' "$(pwd -P)" "$(cksum <"$LOCK")" "$(version_of .venv/bin/python)"; }

packages_are_current() {
    [ "$(cat .venv/packages-from 2>/dev/null)" = "$(recipe)" ] || return 1
    [ -z "$PYTHON" ] || [ "$(version_of "$PYTHON")" = "$(version_of .venv/bin/python)" ]
}

pip_install() { .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@"; }

install_packages() {
    choose_python
    say "建立运行环境 .venv（$("$python" --version)），安装依赖，约需半分钟……"
    "$python" -m venv --clear .venv || fail "不能在 $(pwd) 建立 .venv，请检查磁盘空间和权限。"
    pip_install --require-hashes --only-binary :all: -r "$LOCK" || fail \
        "依赖没有装好（原因见上）。请检查网络和 pip 的软件源设置，再执行一次同样的命令。"
    recipe >.venv/packages-from
}

install_project() {
    pip_install --no-deps --no-build-isolation --editable . || fail "本项目没有装好（原因见上）。"
    cksum <pyproject.toml >.venv/project-from
}

packages_are_current || install_packages
[ "$(cat .venv/project-from 2>/dev/null)" = "$(cksum <pyproject.toml)" ] || install_project

# The window needs a few libraries of the system, those of X11 among them; the command line does not.
WINDOW_LIBRARIES="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 \
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
has_window_libraries() {
    .venv/bin/python -c 'import ctypes, pathlib, PySide6.QtWidgets as qt
screen = pathlib.Path(qt.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
screen.exists() and ctypes.CDLL(str(screen))' >/dev/null 2>&1
}

if ! has_window_libraries; then
    # Unquoted: a list of packages.
    apt_install $WINDOW_LIBRARIES || true
    has_window_libraries || {
        say "窗口还缺系统的图形库，命令行可以照常使用。装好它们以后再打开窗口："
        say "  Debian、Ubuntu、统信 UOS：sudo apt-get install $WINDOW_LIBRARIES"
    }
fi
