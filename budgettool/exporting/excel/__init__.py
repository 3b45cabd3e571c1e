"""Excel workbooks: the published one, and the working one (工作底稿) with its lines.

A writer draws sheets and computes no figure. Reading workbooks belongs to `importing`.
"""

from budgettool.exporting.excel.workbook import write_workbook

__all__ = ["write_workbook"]
