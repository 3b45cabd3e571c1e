"""Where data files are: the program's own, installed, bundled or in a checkout, and the user's."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from budgettool.errors import BudgetToolError
from budgettool.packs.definition import Pack
from budgettool.packs.loader import Files, load_pack, parent_of
from budgettool.packs.reading import PackError
from budgettool.packs.texts import ENDING, TEMPLATES

_MAX_FILES = 500
_HEAD = "pack.toml"
_RULES = "rules.toml"
_FIELDS = "fields.toml"
_TEXT = "text.toml"


class NoSuchPackError(BudgetToolError):
    """No folder holds a pack of that id."""

    def __init__(self, pack_id: str, known: Sequence[str]) -> None:
        super().__init__(f"没有表样包“{pack_id}”；现有：{'、'.join(known) or '无'}")
        self.pack_id = pack_id


def data_folder(name: str) -> Path:
    """Find a top-level data folder (`forms`, `templates`) wherever the program runs from."""
    package = Path(str(files("budgettool")))
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name


def pack_folders(own: Path | None = None) -> tuple[Path, ...]:
    """List the folders that hold packs: the user's own first, then the program's."""
    return (*((own,) if own else ()), data_folder("forms"))


def known_packs(folders: Sequence[Path]) -> tuple[str, ...]:
    """List the ids of the packs in these folders."""
    return tuple(
        sorted({head.parent.name for folder in folders for head in folder.glob(f"*/{_HEAD}")})
    )


def read_pack_files(pack_id: str, folders: Sequence[Path]) -> dict[str, str]:
    """Read the files of a pack, and of those that it extends, as `load_pack` takes them.

    Raises:
        NoSuchPackError: No folder holds it, or a pack that it extends.
    """
    own = _folder_files(pack_id, folders)
    collected = dict(own)
    seen = {pack_id}
    while (parent := parent_of(own)) and parent not in seen:
        seen.add(parent)
        own = _folder_files(parent, folders)
        collected |= {f"{parent}/{name}": text for name, text in own.items()}
    return collected


def find_pack(pack_id: str, folders: Sequence[Path]) -> Pack:
    """Load a pack by its id.

    Raises:
        NoSuchPackError: No folder holds it.
        PackError: Its files cannot be understood.
    """
    return load_pack(read_pack_files(pack_id, folders))


def load_stored_pack(pack_id: str, stored: Files) -> Pack:
    """Load the pack that a book stores; one stored before packs had such gets checks and text.

    What the program lends is never anything that a table prints, and the stored files stay as they
    are. Where the program's text or checks do not fit the stored tables, the pack goes without.

    Args:
        pack_id: What the book calls its pack.
        stored: The files in the book.

    Raises:
        PackError: The stored files cannot be understood.
    """
    lacking = [name for name in (_RULES, _TEXT) if not any(Path(s).name == name for s in stored)]
    offered = dict(_lent(pack_id, stored)) if lacking else {}
    for wanted in dict.fromkeys((tuple(lacking), tuple(lacking[:1]))):
        lent = {n: text for n, text in offered.items() if n not in stored and _is_lent(n, wanted)}
        if lent:
            try:
                return load_pack(stored, lent)
            except PackError:
                pass  # of the stored files, then it is raised again; of what is lent, then without
    return load_pack(stored)


def _is_lent(name: str, wanted: Sequence[str]) -> bool:
    """Tell whether a file is lent: what is wanted, and what goes with it.

    Fields and templates go with a text; tables go with both, so that checks of those that the pack
    does without can be told from errors.
    """
    is_table = f"/{name}".rpartition("/")[0].endswith("/tables")
    of_text = name.endswith((_FIELDS, ENDING)) and _TEXT in wanted
    return name.rpartition("/")[2] in wanted or of_text or (is_table and bool(wanted))


def _lent(pack_id: str, stored: Files) -> Iterator[tuple[str, str]]:
    """Find the program's files of a stored pack, and of those that it extends."""
    extended = (name.removesuffix(f"/{_HEAD}") for name in stored if name.endswith(f"/{_HEAD}"))
    own = data_folder("forms")
    for prefix, id_ in (("", pack_id), *((f"{parent}/", parent) for parent in extended)):
        if Path(id_).name == id_ and (own / id_ / _HEAD).is_file():
            for name, text in _folder_files(id_, [own]).items():
                yield prefix + name, text


def _folder_files(pack_id: str, folders: Sequence[Path]) -> dict[str, str]:
    for folder in folders:
        root = folder / pack_id
        if Path(pack_id).name == pack_id and (root / _HEAD).is_file():
            paths = sorted([*root.glob("*.toml"), *root.glob("tables/*.toml")])[:_MAX_FILES]
            found = {path.relative_to(root).as_posix(): _text(path) for path in paths}
            return found | _templates(pack_id, folder)
    raise NoSuchPackError(pack_id, known_packs(folders))


def _templates(pack_id: str, folder: Path) -> dict[str, str]:
    """Read the templates of a pack: beside its tables, or for the program's own in `templates`."""
    own = folder / pack_id / TEMPLATES
    if folder == data_folder("forms"):
        own = data_folder("templates") / pack_id
    paths = sorted(own.glob(f"*{ENDING}"))[:_MAX_FILES]
    return {f"{TEMPLATES}{path.name}": _text(path) for path in paths}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BudgetToolError(f"表样包文件 {path} 不是 UTF-8 编码") from error
