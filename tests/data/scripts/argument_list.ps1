$source = '\\FS01\Images\win11.wim'
Invoke-Command -ComputerName DEPLOY01 -ArgumentList $source, 'D:\Images' -ScriptBlock {
    param($from, $to)
    Copy-Item -Path $from -Destination $to
}
Invoke-Command -ComputerName DEPLOY01 -ScriptBlock { Copy-Item $args[0] D:\Images } -ArgumentList '\\FS01\Images\boot.wim'
