$cred = Import-Clixml -Path C:\Secure\deploy.xml
$connect = @{
    ComputerName   = 'JUMP01.corp.example'
    Credential     = $cred
    Authentication = 'Kerberos'
    ErrorAction    = 'Stop'
}
Invoke-Command @connect -ScriptBlock {
    $copy = @{ Path = '\\FS01\Software\agent.msi'; Destination = 'C:\Temp'; Force = $true }
    Copy-Item @copy
    Start-Process msiexec.exe -ArgumentList '/i C:\Temp\agent.msi /qn' -Wait
}
$withDelegation = @{
    ComputerName   = 'JUMP01.corp.example'
    Credential     = $cred
    Authentication = 'CredSSP'
}
Invoke-Command @withDelegation { Copy-Item -Path '\\FS01\Software\agent.msi' -Destination C:\Temp }
