import pytest

from budgettool.exporting.packet.placing import Move, RefusedError, place_all
from budgettool.files import cause


@pytest.fixture
def folders(tmp_path):
    made = [tmp_path / name for name in ("new", "old", "out")]
    for folder in made:
        folder.mkdir()
    return made


def files_in(folder):
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def ready(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_files_take_the_place_of_those_that_were_there(folders):
    new, old, out = folders
    ready(out, "a", "before")
    ready(out, "stale", "before")
    moves = [Move(ready(new, name, "now"), out / name) for name in ("a", "b", "data/c")]
    assert place_all(moves, [out / "stale", out / "never"], old) == 1
    assert files_in(out) == {"a": "now", "b": "now", "data/c": "now"}


def test_where_one_is_refused_all_is_as_it_was(folders):
    new, old, out = folders
    ready(out, "a", "before")
    (out / "c").mkdir()
    ready(out / "c", "full", "")
    moves = [Move(ready(new, name, "now"), out / name) for name in ("a", "data/b")]
    moves.append(Move(new / "missing", out / "d"))
    with pytest.raises(RefusedError) as refused:
        place_all(moves, [], old)
    assert refused.value.target == out / "d"
    assert files_in(out) == {"a": "before", "c/full": ""}
    assert not (out / "data").exists()


def test_a_folder_of_the_name_of_a_file_is_left_alone(folders):
    new, old, out = folders
    ready(out, "a", "before")
    ready(out / "b", "somebodys", "work")
    moves = [Move(ready(new, name, "now"), out / name) for name in ("a", "b")]
    with pytest.raises(RefusedError) as refused:
        place_all(moves, [], old)
    assert cause(refused.value.error) == "这是文件夹，不是文件"
    assert files_in(out) == {"a": "before", "b/somebodys": "work"}


def test_what_cannot_be_undone_does_not_stop_the_rest(folders, monkeypatch):
    new, old, out = folders
    ready(out, "a", "before")
    moves = [Move(ready(new, name, "now"), out / name) for name in ("data/b", "a")]
    moves.append(Move(new / "missing", out / "d"))

    def refuse(*_args, **_named):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    monkeypatch.setattr("pathlib.Path.rmdir", refuse)
    with pytest.raises(RefusedError):
        place_all(moves, [], old)
    assert files_in(out)["a"] == "before"
