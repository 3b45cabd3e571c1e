"""Outputs: sheets drawn as files. A writer draws what a sheet says and computes no figure."""
