"""The pages of the window, in the order of the work."""

from typing import Final

from budgettool.gui.page import Page

PAGES: Final[tuple[type[Page], ...]] = ()
