Invoke-Command -ComputerName FS01 {
    Get-ChildItem \\FS01\Data
    Get-ChildItem \\localhost\c$
    Get-ChildItem \\$env:COMPUTERNAME\Data
    Get-ChildItem \\FS02\Data
    Write-Host 'see \\FS02\Data for more'
    $note = "copied from \\FS02\Data"
}
