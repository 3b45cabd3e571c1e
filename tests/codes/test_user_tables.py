import os

import pytest

from budgettool.codes import (
    UserTableError,
    codes_from_rows,
    load_classification,
    load_user_codes,
    save_user_codes,
)


def table(year, name):
    return codes_from_rows("income", year, ["编码", "名称"], [["101", "税收收入"], ["10101", name]])


def test_saved_codes_come_back(tmp_path):
    codes = table(2026, "增值税，含“附加”")
    save_user_codes(tmp_path / "codes", 2026, "income", codes)
    assert load_user_codes(tmp_path / "codes", 2026) == codes
    assert load_classification(2026, [codes]).get("income", "10101").name == "增值税，含“附加”"


def test_the_newest_table_that_is_not_later_serves_a_year(tmp_path):
    for year in (2024, 2026):
        save_user_codes(tmp_path, year, "income", table(year, f"增值税{year}"))
    assert load_user_codes(tmp_path, 2023) == ()
    assert load_user_codes(tmp_path, 2025)[1].name == "增值税2024"
    assert load_user_codes(tmp_path, 2027)[1].name == "增值税2026"


def test_a_missing_folder_holds_nothing(tmp_path):
    assert load_user_codes(tmp_path / "none", 2026) == ()


def test_two_runs_write_the_same_bytes_and_leave_nothing_else(tmp_path):
    path = save_user_codes(tmp_path, 2026, "income", table(2026, "增值税"))
    first = path.read_bytes()
    save_user_codes(tmp_path, 2026, "income", table(2026, "增值税"))
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_table(tmp_path, monkeypatch):
    path = save_user_codes(tmp_path, 2026, "income", table(2026, "增值税"))
    before = path.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserTableError, match="磁盘空间"):
        save_user_codes(tmp_path, 2026, "income", table(2026, "改过的"))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"a,b\n1,2\n",
        b"code,name\n30x,\xe7\x94\xb2\n",
        b'code,name\n"101,\xe7\x94\xb2\n',
        "code,name,level\n101,甲,款\n".encode(),
        "code,name,valid_from\n101,甲,MMXX\n".encode(),
        b"code,name\n101,\n",
    ],
)
def test_a_damaged_table_is_refused_with_its_name(tmp_path, data):
    (tmp_path / "income-2026.csv").write_bytes(data)
    with pytest.raises(UserTableError, match=r"income-2026\.csv"):
        load_user_codes(tmp_path, 2026)
