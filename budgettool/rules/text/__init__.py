"""BT: rules about what the text says of the tables."""
