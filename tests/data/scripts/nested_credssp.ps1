$cred = Get-Credential
Invoke-Command -ComputerName JUMP01.corp.example -Authentication Credssp -Credential $cred -ScriptBlock {
    Invoke-Command -ComputerName APP01 -ScriptBlock {
        Get-Content \\FS01\Config\app.ini
    }
    Invoke-Command -ComputerName APP02.corp.example -Authentication Credssp -ScriptBlock {
        Get-Content \\FS01\Config\app.ini
    }
    Invoke-Command -ComputerName APP02.corp.example -Authentication Credssp -Credential $Using:cred -ScriptBlock {
        Get-Content \\FS01\Config\app.ini
    }
}
