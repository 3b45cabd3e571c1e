"""Outputs: sheets drawn as PDF and Excel, and the office's own workbooks filled with figures."""
