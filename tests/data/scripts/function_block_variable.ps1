function Get-Owner {
    param([string]$Group = 'Domain Admins')
    Get-ADGroupMember -Identity $Group
}
Invoke-Command -ComputerName TOOLS01 -ScriptBlock ${function:Get-Owner} -ArgumentList 'Helpdesk'
