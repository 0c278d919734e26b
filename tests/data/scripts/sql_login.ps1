# SQL authentication: nothing is delegated.
Invoke-Command -ComputerName APP07 {
    Invoke-Sqlcmd -ServerInstance SQL01 -Username deploy -Password $Using:pw -Query 'select 1'
    sqlcmd -S SQL01 -U deploy -P secret -Q "select 1"
    sqlcmd -S SQL01 -E -i C:\Temp\a.sql
    sqlcmd -S localhost -E -Q 'select 1'
}
