Invoke-Command -ComputerName PC042 -ScriptBlock {
    \\FS01\Software\Reader\setup.exe /sAll /rs
    & '\\FS01\Software\7zip\7z.exe' x C:\Temp\a.7z -oC:\Temp
    . \\FS01\Scripts\common.ps1
    Start-Process -FilePath '\\FS01\Software\vcredist.exe' -ArgumentList '/quiet', '/norestart' -Wait
    msiexec /i \\FS01\Software\agent.msi /qn
}
