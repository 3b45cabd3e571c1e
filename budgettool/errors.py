"""The root of what this program refuses to do; each floor adds the errors of its own nouns."""


class BudgetToolError(Exception):
    """What was asked cannot be done; the message is Chinese and says what to do."""
