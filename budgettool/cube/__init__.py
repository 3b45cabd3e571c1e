"""The cube: the lines in memory, indexed by what the tables ask, kept current by deltas."""
