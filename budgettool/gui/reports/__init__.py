"""The page 报表: the pack's tables as they will be printed, live, and the lines behind them."""
