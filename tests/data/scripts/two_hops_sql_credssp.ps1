$secret = Get-Content C:\Secure\pw.txt | ConvertTo-SecureString
$cred = New-Object System.Management.Automation.PSCredential('CORP\svc_sql', $secret)
$a = New-PSSession -ComputerName APP01.corp.example -Credential $cred
$b = New-PSSession -ComputerName APP02.corp.example -Credential $cred -Authentication CredSSP
Invoke-Command -Session $a { Invoke-Sqlcmd -ServerInstance SQL01 -Query 'exec dbo.Nightly' }
Invoke-Command -Session $b { Invoke-Sqlcmd -ServerInstance SQL01 -Query 'exec dbo.Nightly' }
Invoke-Command -Session $a, $b { Get-ChildItem \\FS01\Out }
