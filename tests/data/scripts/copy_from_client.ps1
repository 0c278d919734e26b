# Copied from the first machine: no second hop.
$s = New-PSSession WEB01
Copy-Item \\FS01\Releases\Current\site.zip C:\Temp\site.zip
Copy-Item -Path C:\Temp\site.zip -Destination D:\Drop -ToSession $s -Force
Invoke-Command -Session $s { Expand-Archive D:\Drop\site.zip D:\Site -Force }
Get-ChildItem \\FS01\Releases | Measure-Object
Remove-PSSession $s
