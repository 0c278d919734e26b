$share = '\\FS01\Public'
$log = "$share\logs\run.log"
Invoke-Command -ComputerName SRV01 {
    $local = 'C:\Temp'
    Copy-Item -Path "$local\result.csv" -Destination $Using:share
    Add-Content -Path $Using:log -Value (Get-Date)
    Get-ChildItem $local
}
Add-Content $log 'done'
