$value = $null
$name = $value ?? 'SRV01'
$count = (Get-Process).Count -gt 100 ? 'many' : 'few'
Test-Path C:\Temp && Get-ChildItem C:\Temp -File || Write-Warning 'none'
$null = Invoke-Command -ComputerName $name { Test-Path \\FS01\Data } -ErrorAction SilentlyContinue
Get-Date -Format o
| Out-File C:\Temp\now.txt
