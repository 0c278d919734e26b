Register-PSSessionConfiguration -Name Maintenance -RunAsCredential (Get-Credential CORP\svc_maint) -Force
Invoke-Command -ComputerName SRV01 -ConfigurationName Maintenance -ScriptBlock {
    Get-ChildItem \\FS01\Data
}
