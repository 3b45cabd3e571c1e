"""Tables that somebody typed or published, read back into sheets so that they can be checked.

`json_tables` and `workbook_tables` find the rows and columns of each table in a file; `placing`
says which row of the pack each is; `sheets` makes the sheets. A figure keeps what was printed.
"""

from budgettool.importing.tables.reading import ReadTables, read_tables

__all__ = ["ReadTables", "read_tables"]
