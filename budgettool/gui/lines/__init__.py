"""The line grid: the pages of income and expenditure, where every amount is typed or pasted."""
