$cred = Get-Credential
Invoke-Command -ComputerName SRV01 -ScriptBlock {
    New-PSDrive -Name S -PSProvider FileSystem -Root \\FS01\Software -Credential $Using:cred | Out-Null
    Copy-Item S:\agent\*.* C:\Temp -Recurse
    Remove-PSDrive S
    net use \\FS02\Logs /user:CORP\svc_logs $Using:password
    Copy-Item C:\Temp\setup.log \\FS02\Logs\
    net use \\FS02\Logs /delete
    net use Z: \\FS03\Home
}
