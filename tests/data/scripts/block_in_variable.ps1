$collect = {
    $path = '\\FS02\Inventory'
    $info = Get-CimInstance Win32_ComputerSystem
    $info | Export-Csv -Path (Join-Path $path "$env:COMPUTERNAME.csv") -NoTypeInformation
}
$targets = 'PC001', 'PC002'
Invoke-Command -ComputerName $targets -ScriptBlock $collect
& $collect
