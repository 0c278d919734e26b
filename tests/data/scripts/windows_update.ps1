Invoke-Command -ComputerName WEB01 {
    $session = New-Object -ComObject Microsoft.Update.Session
    $downloader = $session.CreateUpdateDownloader()
    $installer = New-Object -ComObject Microsoft.Update.Installer
}
