Set-Item WSMan:\localhost\Client\TrustedHosts -Value '10.0.0.15' -Force
$s = New-PSSession 10.0.0.15 -Credential (Get-Credential)
Invoke-Command -Session $s { Get-ChildItem \\10.0.0.20\share }
