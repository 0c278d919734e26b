$s = New-PSSession -ComputerName SRV01 -Name long
$null = Invoke-Command -Session $s -InDisconnectedSession -ScriptBlock { Start-Sleep 600 }
Connect-PSSession -ComputerName SRV01 -Name long | Receive-PSSession
Connect-WSMan -ComputerName SRV01 -Authentication Kerberos
Get-ChildItem WSMan:\SRV01\Service\Auth
Test-WSMan -ComputerName SRV01 -Authentication Negotiate
Restart-Computer -ComputerName SRV01 -Wait -For PowerShell -Timeout 300 -Force
