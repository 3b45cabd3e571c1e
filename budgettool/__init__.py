"""预算编制工具: drafts a department's budget and publishes it."""

__version__ = "0.1.0"
