# Pasted from a word processor.
Invoke-Command –ComputerName ‘SRV01’ –ScriptBlock {
    Get-ChildItem –Path “\\FS01\Data” –Recurse | Where-Object { $_.Length –gt 1MB }
}
Write-Host “It’s done”
