"""The page 总览: what the budget looks like, in charts that lead to the lines."""
