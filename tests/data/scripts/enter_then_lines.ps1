Enter-PSSession -ComputerName JUMP01
cd C:\Temp
Get-ChildItem \\FS01\Data
Exit-PSSession
Get-ChildItem \\FS01\Data
