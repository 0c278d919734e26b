Enable-WSManCredSSP Client 'app01.corp.example' -Force
$c = Get-Credential
icm APP01 -Auth Credssp -Cred $c { Get-ChildItem \\FS01\Data }
icm app01.corp.example -Auth Credssp -Cred $c { Get-ChildItem \\FS01\Data }
