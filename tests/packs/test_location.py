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


def test_checks_of_tables_that_a_stored_pack_does_without_are_put_off(folders):
    stored = without_checks(read_pack_files("henan-2020", folders))
    stored["pack.toml"] = stored["pack.toml"].replace('"03", ', "")
    del stored["tables/03.toml"]
    pack = load_stored_pack("henan-2020", stored)
    reasons = {rule.code: rule.off for rule in pack.rules.equations}
    assert (len(pack.tables), reasons["B0203"], reasons["B01.1"]) == (12, "本表样没有03表", "")


def test_checks_that_do_not_fit_a_stored_pack_do_not_keep_it_shut(folders):
    stored = without_checks(read_pack_files("henan-2020", folders))
    plain = stored["tables/03.toml"].replace('[{ use = "natures" }]', '[{ id = "合计数" }]')
    pack = load_stored_pack("henan-2020", {**stored, "tables/03.toml": plain})
    assert (len(pack.tables), pack.rules.equations) == (13, ())


FORMS = ("10", "11")
UNPRINTED = ("procurement", "by_project")


def without_text(files, tables=(*FORMS, *UNPRINTED)):
    """The files as a book has them that was made before packs had texts and forms."""
    kept = {
        name: text
        for name, text in files.items()
        if not name.endswith((".j2", "text.toml", "fields.toml"))
        and name.removeprefix("tables/").removesuffix(".toml") not in tables
    }
    for table in tables:
        kept["pack.toml"] = kept["pack.toml"].replace(f', "{table}"', "")
    return kept | {"rules.toml": ""}


def test_a_pack_stored_before_there_were_texts_gets_the_programs(folders):
    stored = without_text(read_pack_files("henan-2020", folders))
    pack = load_stored_pack("henan-2020", stored)
    own = find_pack("henan-2020", folders)
    assert pack.text == own.text
    assert [table.id for table in pack.tables if table.printed] == [
        table.id for table in own.tables if table.printed and table.id not in FORMS
    ]
    assert "procurement" in {table.id for table in pack.tables}
    assert pack.files == stored


def test_a_pack_stored_with_its_own_text_keeps_it(folders):
    files = read_pack_files("henan-2020", folders) | {"text.toml": ""}
    assert load_stored_pack("henan-2020", files).text.parts == ()


def test_a_text_about_tables_that_a_stored_pack_lacks_is_not_lent(folders):
    stored = without_text(read_pack_files("henan-2020", folders), tables=("08", *FORMS))
    text = load_stored_pack("henan-2020", stored).text
    assert (text.parts, text.quantities) == ((), ())
    assert text.field("duties") is not None


def test_a_text_that_does_not_fit_a_stored_pack_does_not_keep_it_shut(folders):
    stored = without_text(read_pack_files("henan-2020", folders))
    stored["tables/08.toml"] = stored["tables/08.toml"].replace('id = "预算数"', 'id = "数"')
    pack = load_stored_pack("henan-2020", stored)
    assert (len(pack.tables), pack.text) == (9, None)


def test_a_pack_that_does_without_a_form_keeps_the_text_that_it_inherits(folders):
    tables = [f"{number:02}" for number in range(1, 11)] + ["procurement"]
    listed = ", ".join(f'"{table}"' for table in tables)
    (folders[0] / "mine" / "pack.toml").write_text(f"{OWN}tables = [{listed}]", encoding="utf-8")
    pack = find_pack("mine", folders)
    assert pack.text.parts == find_pack("henan-2020", folders).text.parts


def test_a_stored_pack_of_an_id_that_leads_elsewhere_is_lent_nothing(folders):
    stored = without_checks(read_pack_files("henan-2020", folders))
    assert load_stored_pack("../forms/henan-2020", stored).rules.equations == ()


def test_a_stored_pack_that_cannot_be_understood_is_refused(folders):
    stored = without_checks(read_pack_files("henan-2020", folders)) | {"axes.toml": "["}
    with pytest.raises(PackError, match=r"axes.toml"):
        load_stored_pack("henan-2020", stored)
