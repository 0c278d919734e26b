Invoke-Command -ComputerName 10.0.0.15 -ScriptBlock { hostname }
Invoke-Command -ComputerName 10.0.0.15 -Credential $cred -ScriptBlock { hostname }
Invoke-Command -ComputerName 10.0.0.15 -Credential $cred -UseSSL -ScriptBlock { hostname }
Set-Item WSMan:\localhost\Client\TrustedHosts -Value '10.0.0.*' -Concatenate -Force
