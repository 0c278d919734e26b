Invoke-Command SRV01 {
    net group "Domain Admins" /domain
    net localgroup Administrators
    net user jdoe /domain
    net view \\FS01
    whoami /all
    nltest /dsgetdc:corp.example
}
