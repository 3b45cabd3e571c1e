"""Files appear whole or not at all."""

import errno

import pytest

from budgettool.files import cause, whole_file, write_whole


def test_a_file_that_fails_half_way_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "表.pdf"
    write_whole(path, b"old")

    def fail():
        with whole_file(path) as file:
            file.write(b"new, but")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_takes_the_place_of_the_old_one(tmp_path):
    path = tmp_path / "表.pdf"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError) as refused:
        write_whole(tmp_path / "没有" / "表.pdf", b"")
    assert cause(refused.value) == "没有这个文件或文件夹"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_causes_are_told_in_chinese(number):
    assert not any(char.isascii() and char.islower() for char in cause(OSError(number, "english")))
