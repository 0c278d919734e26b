Invoke-Command -ComputerName srv01.corp.example -UseSSL -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567 -ScriptBlock {
    Get-ChildItem D:\Data
    Get-ChildItem \\FS01\Data
}
