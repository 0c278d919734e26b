$jobs = foreach ($name in Get-Content C:\Lists\servers.txt) {
    Invoke-Command -ComputerName $name -AsJob -JobName "patch-$name" -ScriptBlock {
        wusa.exe \\FS01\Patches\kb5000001.msu /quiet /norestart
    }
}
$jobs | Wait-Job -Timeout 3600 | Receive-Job
Get-Job | Where-Object State -ne 'Completed' | Stop-Job -PassThru | Remove-Job -Force
