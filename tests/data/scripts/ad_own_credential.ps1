$cred = Get-Credential
Invoke-Command TOOLS01 {
    Import-Module ActiveDirectory
    Get-ADUser jdoe -Server DC01 -Credential $Using:cred
    Set-ADUser jdoe -Department 'IT' -Credential $using:cred -Server DC01
    Get-ADGroupMember 'Domain Admins'
}
