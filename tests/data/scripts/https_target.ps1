$option = New-PSSessionOption -SkipCACheck -SkipCNCheck -SkipRevocationCheck -OpenTimeout 20000
$session = New-PSSession -ComputerName srv01.dmz.example -UseSSL -Port 5986 -SessionOption $option -Credential (Get-Credential) -Authentication Negotiate
Invoke-Command -Session $session -ScriptBlock {
    Get-ChildItem Cert:\LocalMachine\My | Where-Object NotAfter -lt (Get-Date).AddDays(30)
    certreq.exe -submit -config "CA01\Corp-CA" C:\Temp\web.req C:\Temp\web.cer
}
