$body = @"
Hello $env:USERNAME,

Invoke-Command -ComputerName NOT01 { dir \\FS01\x }
Free space: $((Get-PSDrive C).Free / 1GB) GB on $(hostname)
"@
$query = @'
SELECT name FROM sys.databases WHERE name LIKE '%$(x)%' -- Get-Nothing -Here
'@
Send-MailMessage -To ops@corp.example -From reports@corp.example -Subject 'Disk' -Body $body -SmtpServer mail.corp.example
Invoke-Command SQLAPP01 -ScriptBlock {
    Invoke-Sqlcmd -Query $using:query -ServerInstance SQL02 |
        Out-File \\FS01\Reports\databases.txt
}
