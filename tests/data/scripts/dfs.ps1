$s = New-PSSession -ComputerName FS01
icm -Session $s {
    New-DfsnFolder -Path \\corp.example\Public\New -TargetPath \\FS02\New
    Get-DfsnRoot -Domain corp.example
    Get-DfsrBacklog -SourceComputerName FS01 -DestinationComputerName FS02 -GroupName G -FolderName F
}
