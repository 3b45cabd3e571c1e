"""The page 绩效: the forms of targets, filled in as they will be printed."""
