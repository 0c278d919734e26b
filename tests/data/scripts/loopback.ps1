Invoke-Command -ComputerName localhost -ScriptBlock { Get-ChildItem \\FS01\Data }
Invoke-Command -ComputerName localhost -EnableNetworkAccess -ScriptBlock { Get-ChildItem \\FS01\Data }
Invoke-Command -ScriptBlock { Get-ChildItem \\FS01\Data }
