"""Checks (审核关系): what is wrong in lines, books and tables, and how it is mended."""
