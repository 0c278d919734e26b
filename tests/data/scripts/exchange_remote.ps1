$ex = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri http://EX01.corp.example/PowerShell/ -Authentication Kerberos -Credential $UserCredential
Import-PSSession $ex -DisableNameChecking -AllowClobber | Out-Null
Get-Mailbox -ResultSize Unlimited |
    Get-MailboxStatistics |
    Sort-Object TotalItemSize -Descending |
    Select-Object -First 20 DisplayName, TotalItemSize, ItemCount |
    Format-Table -AutoSize
Remove-PSSession $ex
