# Somebody cut the end off.
$s = New-PSSession SRV01
Invoke-Command -Session $s -ScriptBlock {
    Get-ChildItem \\FS01\Data | ForEach-Object {
        Write-Output $_.FullName
