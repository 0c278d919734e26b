$s = New-PSSession -HostName linux01.corp.example -UserName ops -KeyFilePath ~/.ssh/id_ed25519 -SSHTransport
Invoke-Command -Session $s { uname -a; df -h | Select-Object -First 5 }
Invoke-Command -HostName win01.corp.example -UserName CORP\ops -ScriptBlock {
    Get-ChildItem \\FS01\Data
}
ssh ops@win02 "dir C:\Temp"
