Invoke-Command -ComputerName SRV01 -ScriptBlock {
    schtasks /query /s SRV02 /fo list
    schtasks.exe /create /tn nightly /tr "robocopy \\FS01\a D:\b /mir" /sc daily /ru CORP\svc /rp $Using:pw
    Register-ScheduledTask -TaskName copy -Action (New-ScheduledTaskAction -Execute robocopy -Argument '\\FS01\a D:\b') -User SYSTEM
    sc.exe \\SRV02 query spooler
    reg query \\SRV02\HKLM\SOFTWARE\Contoso
    quser /server:SRV02
}
