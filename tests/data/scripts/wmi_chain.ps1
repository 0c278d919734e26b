Invoke-Command -ComputerName MON01 -ScriptBlock {
    Get-WmiObject -Class Win32_LogicalDisk -ComputerName SRV09 -Filter 'DriveType = 3'
    Get-CimInstance -ClassName Win32_Service -ComputerName SRV09
    Get-Service -ComputerName SRV09 -Name Spooler
    Get-WinEvent -ComputerName SRV09 -LogName System -MaxEvents 5
    Get-WmiObject -Class Win32_BIOS
    Get-Service -ComputerName localhost -Name Spooler
    Test-Connection -ComputerName SRV09 -Count 1
}
Get-WmiObject Win32_BIOS -ComputerName SRV09
