$nodes = 'HV01', 'HV02'
Invoke-Command -ComputerName HV01 -ScriptBlock {
    Move-VM -Name APP01 -DestinationHost HV02 -IncludeStorage -DestinationStoragePath D:\VMs
    Get-VM -ComputerName HV02
    Get-VM | Where-Object State -eq 'Running'
    New-VM -Name TEST01 -MemoryStartupBytes 2GB -VHDPath \\SOFS01\VMs\test01.vhdx
}
Get-VM -ComputerName $nodes | Select-Object Name, State
