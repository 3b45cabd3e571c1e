"""Backups as they are listed and restored, in a folder that others use too."""

from budgettool.gui.backups import describe_backup, restore_copy


def test_a_file_that_is_no_backup_or_has_gone_is_listed_by_its_name(tmp_path):
    assert describe_backup(tmp_path / "99999999-999999.ysb") == "99999999-999999"
    assert describe_backup(tmp_path / "20261122-093000 手工.ysb") == "20261122-093000 手工"


def test_a_restored_copy_never_takes_the_place_of_another(tmp_path):
    book, backup = tmp_path / "甲.ysb", tmp_path / "20261122-093000.ysb"
    backup.write_bytes(b"x")
    copies = {restore_copy(book, backup) for _ in range(101)}
    assert len(copies) == 101
    assert all(copy.read_bytes() == b"x" for copy in copies)
    assert not list(tmp_path.glob("*.part"))
