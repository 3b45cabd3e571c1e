"""The faces that a document may use: the bundled ones, and the office's own where installed.

A style (`song`, `hei`, `fangsong`, `kai`, `biaosong`) has a chain of faces; a character is drawn
by the first that has it. Leaves reading a font file to `truetype`, and composing text to `text`.
"""

import contextlib
import json
import mmap
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from budgettool.exporting.faces import bundled_folder
from budgettool.exporting.pdf.truetype import Face, FontFileError, count_faces

OWN_NAMES: Mapping[str, tuple[str, ...]] = {
    "biaosong": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "song": ("宋体", "SimSun"),
    "hei": ("黑体", "SimHei"),
    "fangsong": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
}
"""By which names the office's own faces are known; the first that is installed is used."""

_SUFFIXES = (".ttf", ".ttc")
_MAX_FILE = 200_000_000
_LAST_RESORT = ("song", "marks")


class Cut(NamedTuple):
    """A style of lettering, plain or bold."""

    style: str
    bold: bool = False


class Typeface(NamedTuple):
    """A face as a document names it.

    Attributes:
        id: Its id in the book, such as `song-bold`.
        thicken: Whether bold is got by thickening its strokes.
    """

    id: str
    thicken: bool = False


@dataclass(frozen=True, slots=True)
class FontSource:
    """Where a face is.

    Attributes:
        name: What it is called, for the record of what was used.
        bundled: Whether it came with the program.
    """

    id: str
    path: Path
    index: int
    name: str
    bundled: bool


_BUNDLED = {
    "song": ("song.ttf", "内置宋体（Noto Serif SC）"),
    "song-bold": ("song-bold.ttf", "内置粗宋（Noto Serif SC Bold）"),
    "hei": ("hei.ttf", "内置黑体（Noto Sans SC）"),
    "kai": ("kai.ttf", "内置楷体（LXGW WenKai）"),
    "fangsong": ("fangsong.ttf", "内置仿宋（Fandol Fang）"),
    "marks": ("marks.ttf", "内置符号"),
}


@dataclass(slots=True)
class FontBook:
    """Every face that may be used; a file is opened when its first glyph is asked for."""

    sources: Mapping[str, FontSource]
    _faces: dict[str, Face] = field(default_factory=dict)

    def chain(self, cut: Cut) -> tuple[Typeface, ...]:
        """Give the faces that may draw a cut, the best first."""
        chosen = f"own-{cut.style}"
        first: list[Typeface] = []
        if chosen in self.sources:
            first.append(Typeface(chosen, thicken=cut.bold and cut.style != "biaosong"))
        if cut.style == "biaosong" or (cut.style == "song" and cut.bold):
            first.append(Typeface("song-bold"))
        elif cut.style in _BUNDLED:
            first.append(Typeface(cut.style, thicken=cut.bold))
        last = [Typeface(id_, thicken=cut.bold) for id_ in _LAST_RESORT]
        known = [typeface for typeface in (*first, *last) if typeface.id in self.sources]
        return tuple(dict.fromkeys(known))

    def face(self, font: str) -> Face:
        """Open a face by its id."""
        if font not in self._faces:
            source = self.sources[font]
            self._faces[font] = Face(source.path, _map_file(source.path), source.index)
        return self._faces[font]


def open_font_book(folders: Iterable[Path] = (), cache_file: Path | None = None) -> FontBook:
    """Gather the bundled faces and the office's own.

    Args:
        folders: Where installed fonts are looked for; none means the bundled faces alone.
        cache_file: Where what was found in the folders is remembered, so that the next start
            reads only files that are new.
    """
    folder = bundled_folder()
    sources = {
        id_: FontSource(id_, folder / file, 0, name, bundled=True)
        for id_, (file, name) in _BUNDLED.items()
    }
    found = _find_installed(folders, cache_file)
    for style, names in OWN_NAMES.items():
        match = next((found[n] for n in map(str.casefold, names) if n in found), None)
        if match:
            id_ = f"own-{style}"
            sources[id_] = FontSource(id_, match.path, match.face, match.name, bundled=False)
    return FontBook(sources)


def system_folders() -> tuple[Path, ...]:
    """Name the folders where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        return windows, home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"


class _Installed(NamedTuple):
    """A face found in a folder of fonts."""

    path: Path
    face: int
    name: str
    known_as: tuple[str, ...]


def _find_installed(folders: Iterable[Path], cache_file: Path | None) -> dict[str, _Installed]:
    remembered = _read_cache(cache_file)
    seen: dict[str, list[object]] = {}
    found: dict[str, _Installed] = {}
    for path, stamp in _font_files(folders):
        entry = remembered.get(str(path))
        if entry is None or entry[:2] != stamp:
            entry = [*stamp, [list(face[1:]) for face in _wanted_faces(path)]]
        seen[str(path)] = entry
        for face in _faces_of(path, entry):
            for name in face.known_as:
                found.setdefault(name, face)
    if cache_file and seen != remembered:
        _write_cache(cache_file, seen)
    return found


def _font_files(folders: Iterable[Path]) -> Iterator[tuple[Path, list[object]]]:
    for folder in folders:
        for parent, subfolders, files in os.walk(folder):
            subfolders.sort()
            for file in sorted(files):
                path = Path(parent, file)
                if path.suffix.lower() in _SUFFIXES:
                    with contextlib.suppress(OSError):
                        stat = path.stat()
                        if 0 < stat.st_size <= _MAX_FILE:
                            yield path, [stat.st_mtime_ns, stat.st_size]


def _wanted_faces(path: Path) -> Iterator[_Installed]:
    """Give the faces of a file that bear a wanted name and may be embedded."""
    wanted = {name.casefold() for names in OWN_NAMES.values() for name in names}
    try:
        data = _map_file(path)
        for index in range(count_faces(data)):
            face = Face(path, data, index)
            names = sorted(wanted & face.names)
            if names and face.embeddable:
                yield _Installed(path, index, face.full_name, tuple(names))
    except FontFileError:
        return


def _map_file(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise FontFileError(path, "无法读取") from error


def _faces_of(path: Path, entry: Sequence[object]) -> Iterator[_Installed]:
    faces = entry[2] if isinstance(entry[2], list) else []
    for index, name, names in faces:
        yield _Installed(path, int(index), str(name), tuple(map(str, names)))


def _read_cache(cache_file: Path | None) -> dict[str, list[object]]:
    """Read what was remembered; anything odd counts as nothing remembered."""
    if cache_file is None:
        return {}
    try:
        content = json.loads(cache_file.read_text(encoding="utf-8"))
        items = [(path, list(entry)) for path, entry in content.items()]
        for path, entry in items:
            list(_faces_of(Path(path), entry))
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return {}
    return dict(items)


def _write_cache(cache_file: Path, content: Mapping[str, Sequence[object]]) -> None:
    """Remember what was found; a cache that cannot be written is no loss."""
    with contextlib.suppress(OSError):
        cache_file.parent.mkdir(parents=True, exist_ok=True)
        half = cache_file.with_name(f"{cache_file.name}.{os.getpid()}")
        half.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        half.replace(cache_file)
