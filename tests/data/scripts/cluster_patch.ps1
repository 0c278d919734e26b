param($ClusterNode = 'HV01')
Invoke-Command -ComputerName $ClusterNode -ScriptBlock {
    Import-Module FailoverClusters
    Suspend-ClusterNode -Name $env:COMPUTERNAME -Drain -Wait
    Get-ClusterGroup | Where-Object OwnerNode -eq $env:COMPUTERNAME | Move-ClusterGroup
    Install-WindowsFeature Telnet-Client
    Restart-Service Spooler -Force
}
