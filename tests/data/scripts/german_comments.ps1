# Prüft die Freigaben aller Büro-Rechner; läuft täglich um 6 Uhr
$rechner = 'BÜRO-PC1', 'BÜRO-PC2'
foreach ($r in $rechner) {
    # Größe des Ordners ermitteln
    $größe = Invoke-Command -ComputerName $r { (Get-ChildItem C:\Daten -Recurse | Measure-Object Length -Sum).Sum }
    Write-Host "Größe auf ${r}: $größe Byte"
    Invoke-Command -ComputerName $r -ScriptBlock { Copy-Item C:\Daten\Übersicht.xlsx \\FS01\Übersicht\ }
}
