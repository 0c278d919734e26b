Write-Host "start"
Invoke-Command SRV01 { Test-Path '\\FS01\Data' }
Write-Host 'this quote is never closed
Get-Process -Name notepad
