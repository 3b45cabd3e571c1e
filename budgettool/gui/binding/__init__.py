"""The page 成册: the packet's parts, its real pages, what is still wanting, and its files."""
