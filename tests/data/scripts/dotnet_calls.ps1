Invoke-Command -ComputerName SRV01 -ScriptBlock {
    $text = [System.IO.File]::ReadAllText('\\FS01\Config\settings.json')
    $exists = [IO.Directory]::Exists("\\FS01\Config\$env:COMPUTERNAME")
    $reader = New-Object System.IO.StreamReader -ArgumentList '\\FS01\Config\list.txt'
    $name = [System.IO.Path]::GetFileName('\\FS01\Config\list.txt')
    $conn = New-Object System.Data.SqlClient.SqlConnection 'Server=SQL01;Database=Ops;Integrated Security=SSPI'
    $conn.Open()
}
