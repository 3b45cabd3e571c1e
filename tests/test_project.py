"""What the project promises about itself: floors, locks, versions, and no trace of one machine."""

import re
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import budgettool

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS = ("budgettool", "forms", "templates", "installer", "bench", "docs", "tests", ".ci")
TEXTS = {".py", ".toml", ".md", ".csv", ".json", ".txt", ".sh", ".lock", ""}
ELSEWHERE = re.compile(r"(?<![\w.])/(?:work|root|home)/|济源|jiyuan", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:", re.IGNORECASE)
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(.*(?:\n .*)*)", re.MULTILINE)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name):
    return {package: version for package, version, _ in PIN.findall(read(name))}


def required(specifiers):
    names = (re.match(r"[\w.-]+", specifier).group() for specifier in specifiers)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def own_files():
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in (*ROOT.glob("*"), *inside):
        if path.is_file() and path.suffix in TEXTS and path != Path(__file__):
            yield path


def test_modules_import_only_from_floors_below(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_every_command_of_the_readme_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    told = set(re.findall(r"^make ([a-z]+)$", read("README.md"), re.MULTILINE))
    assert told == {"demo", "test"}
    assert told <= targets


def test_every_measurement_is_explained():
    measured = re.findall(r'^    "(\w+)",$', read("bench/run.py"), re.MULTILINE)
    told = re.findall(r"^\| `(\w+)`", read("docs/benchmarks.md"), re.MULTILINE)
    assert sorted(told) == sorted(measured)


def test_ci_runs_what_the_makefile_offers():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z]+)(?= PYTHON=|$)", read(".ci/run"), re.MULTILINE))
    assert called == {"lint", "types", "contracts", "test"}
    assert called <= targets


def test_one_version_everywhere():
    newest = re.search(r"^## (\d\S*)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest.group(1) == budgettool.__version__ == PROJECT["project"]["version"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_what_the_program_needs(lock):
    assert required(PROJECT["project"]["dependencies"]) <= pins(lock).keys()


def test_the_lock_for_development_adds_tools_and_the_build_backend():
    tools = PROJECT["project"]["optional-dependencies"]["dev"]
    wanted = required([*tools, *PROJECT["build-system"]["requires"]])
    assert wanted <= pins("requirements-dev.lock").keys()
    assert not required(tools) & pins("requirements.lock").keys()


def test_both_locks_pin_the_same_versions():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash_and_no_address(lock):
    assert [name for name, _, rest in PIN.findall(read(lock)) if "--hash=sha256:" not in rest] == []
    assert ADDRESS.findall(read(lock)) == []


def test_no_file_knows_the_machine_or_the_place_behind_the_sample():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in own_files()
        if (match := ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_every_bundled_font_is_in_the_notices_and_the_list_of_hashes():
    folder = ROOT / "budgettool" / "exporting" / "fonts"
    notices, hashes = read("NOTICE.md"), (folder / "SHA256SUMS").read_text(encoding="ascii")
    fonts = {path.name for path in folder.glob("*.ttf")}
    assert fonts
    assert {name for name in fonts if f"`{name}`" not in notices} == set()
    assert set(re.findall(r"^[0-9a-f]{64}  (\S+)$", hashes, re.MULTILINE)) == fonts


def test_every_library_that_is_needed_is_in_the_notices():
    named = set(re.findall(r"[a-z0-9-]+", read("NOTICE.md").partition("## 依赖的库")[2]))
    assert pins("requirements.lock").keys() <= named
