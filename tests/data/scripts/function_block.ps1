function Get-ShareReport {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string[]]$ComputerName,

        [ValidateScript({ Test-Path -Path $_ -PathType Container })]
        [string]$OutputPath = (Join-Path -Path $env:TEMP -ChildPath 'shares')
    )
    begin { $all = New-Object System.Collections.ArrayList }
    process {
        foreach ($computer in $ComputerName) {
            $rows = Invoke-Command -ComputerName $computer -ErrorAction SilentlyContinue -ScriptBlock {
                Get-SmbShare | Where-Object { -not $_.Special } | Select-Object Name, Path
            }
            $null = $all.Add($rows)
        }
    }
    end { $all | Export-Clixml -Path (Join-Path $OutputPath 'all.xml') }
}
Get-Content .\servers.txt | Get-ShareReport -OutputPath C:\Reports
