"""Packs: the table definitions of one region and year, as data, and the notation they use."""
