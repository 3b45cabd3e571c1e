import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def load_compiler():
    spec = importlib.util.spec_from_file_location("compile_ui", ROOT / "installer/compile_ui.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_modules_are_what_the_layouts_make():
    compiler = load_compiler()
    made = compiler.compile_all()
    committed = {path: path.read_text(encoding="utf-8") for path in compiler.MODULES.glob("*.py")}
    assert committed == made
