"""Where the bundled faces are, for the outputs and the window alike; loads no library."""

from functools import cache
from importlib import resources
from pathlib import Path


@cache
def bundled_folder() -> Path:
    """Tell where the bundled faces are."""
    return Path(str(resources.files("budgettool.exporting") / "fonts"))
