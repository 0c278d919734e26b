trap { Write-Warning $_; continue }
$role = 'web'
switch -Regex ($role) {
    '^web' { $features = 'Web-Server', 'Web-Mgmt-Tools'; break }
    'sql|db' { $features = @('NET-Framework-Core') }
    default { throw "unknown role $role" }
}
:outer for ($i = 0; $i -lt 3; $i++) {
    while ($true) {
        Invoke-Command -ComputerName "web0$i" -ArgumentList (, $features) -ScriptBlock {
            Install-WindowsFeature -Name $args[0] -Source \\FS01\sxs
        }
        break outer
    }
}
