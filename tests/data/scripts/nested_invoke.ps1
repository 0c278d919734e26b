Invoke-Command -ComputerName JUMP01 -ScriptBlock {
    Get-Service W32Time
    Invoke-Command -ComputerName WEB01 -ScriptBlock {
        Restart-WebAppPool -Name DefaultAppPool
    }
    Invoke-Command -ComputerName WEB02 -Credential $Using:cred -ScriptBlock {
        Restart-WebAppPool -Name DefaultAppPool
        Copy-Item \\FS01\Config\web.config D:\Site
    }
}
