Enable-WSManCredSSP -Role Client -Force
Enable-WSManCredSSP -Role Client -DelegateComputer 'APP01, APP02' -Force
Enable-WSManCredSSP -Role Server -Force
$cred = Get-Credential
Invoke-Command -ComputerName APP01 -Authentication CredSSP -Credential $cred -ScriptBlock { dir \\FS01\Data }
