"""Layouts of the window, made from `forms/ui` by `installer/compile_ui.py`."""
