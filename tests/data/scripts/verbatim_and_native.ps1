icacls.exe --% C:\Data /grant CORP\ops:(OI)(CI)F
cmd /c "net use Z: \\FS01\Data && dir Z:"
Invoke-Command SRV01 {
    cmd.exe /c "copy \\FS01\Data\a.txt C:\Temp"
    xcopy \\FS01\Data\*.* C:\Temp /s /y
    icacls C:\Data /save C:\acl.txt /t
    7z a C:\Temp\a.7z C:\Temp\* -mx9
}
