$option = New-CimSessionOption -Protocol Wsman -UseSsl
$cim = New-CimSession -ComputerName SRV01, SRV02 -SessionOption $option -Authentication Negotiate -Credential (Get-Credential)
Get-CimInstance -CimSession $cim -ClassName Win32_QuickFixEngineering | Sort-Object InstalledOn | Select-Object -Last 5
Invoke-CimMethod -CimSession $cim -ClassName Win32_Process -MethodName Create -Arguments @{ CommandLine = 'gpupdate /force' }
Remove-CimSession $cim
