Sub Measure()
  Dim asked(0) As New com.sun.star.beans.PropertyValue
  Dim started As Long, told As String, n As Integer
  Dim document As Object, cell As Object
  On Error Goto Failed
  asked(0).Name = "Hidden"
  asked(0).Value = True
  started = GetSystemTicks()
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, asked())
  told = CStr(GetSystemTicks() - started)
  started = GetSystemTicks()
  document.calculateAll()
  told = told & " " & CStr(GetSystemTicks() - started)
  cell = document.Sheets.getByIndex(0).getCellByPosition({column}, {row})
  For n = 1 To 5
    started = GetSystemTicks()
    cell.Value = cell.Value + 1
    document.calculate()
    told = told & " " & CStr(GetSystemTicks() - started)
  Next n
  document.close(True)
Finish:
  n = FreeFile
  Open "{report}" For Output As #n
  Print #n, told
  Close #n
  StarDesktop.terminate()
  Exit Sub
Failed:
  told = Error$
  Resume Finish
End Sub
