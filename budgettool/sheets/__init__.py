"""Sheets: report tables as data, and how they are built from a cube."""
