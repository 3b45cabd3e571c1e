"""The explanatory text: templates and overrides become sections, and sections a document."""
