#Requires -Modules ActiveDirectory
$report = Invoke-Command -ComputerName TOOLS01 -ScriptBlock {
    Import-Module ActiveDirectory
    Get-ADUser -Filter { Enabled -eq $true -and PasswordNeverExpires -eq $true } -Properties Department, LastLogonDate |
        Select-Object Name, Department, @{ Name = 'Last'; Expression = { $_.LastLogonDate.ToString('yyyy-MM-dd') } }
}
$report | Group-Object Department | ForEach-Object {
    '{0,-30} {1,5}' -f $_.Name, $_.Count
}
$report | Export-Csv -Path .\never-expires.csv -NoTypeInformation -Delimiter ';'
