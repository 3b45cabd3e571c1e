"""Where packs are found: the user's own folder before the program's."""

import pytest

from budgettool.errors import BudgetToolError
from budgettool.packs.location import (
    NoSuchPackError,
    find_pack,
    known_packs,
    load_stored_pack,
    pack_folders,
    read_pack_files,
)
from budgettool.packs.reading import PackError

OWN = 'id = "mine"\nextends = "henan-2020"\nname = "本市"\nversion = "1"\n'


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.toml").write_text(OWN, encoding="utf-8")
    return pack_folders(tmp_path)


def test_own_packs_are_listed_with_the_programs(folders):
    assert {"mine", "henan-2020", "national-2021"} <= set(known_packs(folders))


def test_an_own_pack_may_extend_a_shipped_one(folders):
    pack = find_pack("mine", folders)
    assert (pack.name, len(pack.tables)) == ("本市", 13)
    assert "henan-2020/tables/05.toml" in pack.files


def test_an_own_pack_comes_before_a_shipped_one_of_the_same_name(folders):
    own = folders[0] / "henan-2020"
    own.mkdir()
    (own / "pack.toml").write_text('id = "henan-2020"\nname = "改"\nversion = "2"\ntables = []')
    assert find_pack("henan-2020", folders).name == "改"


@pytest.mark.parametrize("pack_id", ["nowhere", "../henan-2020", "", "mine/tables"])
def test_an_unknown_pack_is_refused_with_those_that_there_are(folders, pack_id):
    with pytest.raises(NoSuchPackError, match=r"现有：.*henan-2020"):
        find_pack(pack_id, folders)


def test_a_pack_that_extends_an_unknown_one_is_refused(folders):
    text = OWN.replace("henan-2020", "nowhere")
    (folders[0] / "mine" / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(NoSuchPackError, match="nowhere"):
        read_pack_files("mine", folders)


def test_a_file_in_another_encoding_is_refused(folders):
    (folders[0] / "mine" / "axes.toml").write_bytes("# 各表".encode("gb18030"))
    with pytest.raises(BudgetToolError, match=r"axes.toml 不是 UTF-8"):
        find_pack("mine", folders)


def test_checks_of_tables_that_an_own_pack_does_not_print_are_put_off(folders):
    (folders[0] / "mine" / "pack.toml").write_text(f'{OWN}tables = ["05"]', encoding="utf-8")
    reasons = {rule.code: rule.off for rule in find_pack("mine", folders).rules.equations}
    assert (reasons["B05.2"], reasons["B01.1"]) == ("", "本表样没有01表")
    assert reasons["B0205"] == "本表样没有02表"


def without_checks(files):
    """The files as a book has them that was made before packs had checks."""
    return {name: text for name, text in files.items() if not name.endswith("rules.toml")}


@pytest.mark.parametrize("pack_id", ["henan-2020", "national-2021", "mine"])
def test_a_pack_stored_before_there_were_checks_gets_the_programs(folders, pack_id):
    files = read_pack_files(pack_id, folders)
    stored = without_checks(files)
    pack = load_stored_pack(pack_id, stored)
    assert pack.rules.equations == find_pack(pack_id, folders).rules.equations != ()
    assert pack.files == stored


def test_a_pack_stored_with_its_own_checks_keeps_them(folders):
    files = read_pack_files("henan-2020", folders) | {"rules.toml": ""}
    assert load_stored_pack("henan-2020", files).rules.equations == ()


def test_checks_that_do_not_fit_a_stored_pack_do_not_keep_it_shut(folders):
    stored = without_checks(read_pack_files("henan-2020", folders))
    stored["pack.toml"] = stored["pack.toml"].replace('"03", ', "")
    del stored["tables/03.toml"]
    pack = load_stored_pack("henan-2020", stored)
    assert (len(pack.tables), pack.rules.equations) == (12, ())


def test_a_stored_pack_of_an_id_that_leads_elsewhere_is_lent_nothing(folders):
    stored = without_checks(read_pack_files("henan-2020", folders))
    assert load_stored_pack("../forms/henan-2020", stored).rules.equations == ()


def test_a_stored_pack_that_cannot_be_understood_is_refused(folders):
    stored = without_checks(read_pack_files("henan-2020", folders)) | {"axes.toml": "["}
    with pytest.raises(PackError, match=r"axes.toml"):
        load_stored_pack("henan-2020", stored)
