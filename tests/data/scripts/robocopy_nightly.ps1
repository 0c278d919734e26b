$servers = 'WEB01', 'WEB02', 'WEB03'
foreach ($server in $servers) {
    Invoke-Command -ComputerName $server -ScriptBlock {
        robocopy \\FS01\Releases\Current D:\Site /MIR /R:2 /W:5 /NP /LOG+:C:\Logs\robocopy.log
        if ($LASTEXITCODE -ge 8) { throw "robocopy ended with $LASTEXITCODE" }
        iisreset /noforce
    }
}
