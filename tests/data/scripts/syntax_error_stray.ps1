Get-Process -Name powershell }
Invoke-Command -ComputerName SRV02 -ScriptBlock { Get-Content \\FS02\list.txt })
if ($true) { Get-Date -Format s
