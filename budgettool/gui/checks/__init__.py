"""Checks in the window: findings that follow every key, where they are shown, and what is done."""
