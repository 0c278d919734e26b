Invoke-Command SRV01 {
    Import-Module \\FS01\Modules\Contoso.Tools
    Update-Help -SourcePath \\FS01\Help -Force
    Set-Location \\FS01\Data
    Get-Content C:\a.txt > \\FS01\Data\a.txt
    Import-Csv \\FS01\Data\users.csv -Delimiter ';' | ForEach-Object { $_.Name }
}
