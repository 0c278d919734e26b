function Install-Agent {
    <#
    .SYNOPSIS
    Installs the agent.
    .DESCRIPTION
    Invoke-Command -ComputerName X { \\FS01\setup.exe } is what it does not do.
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory, ValueFromPipelineByPropertyName)]
        [Alias('CN', 'Host')]
        [string[]]$ComputerName,
        [Parameter(ParameterSetName = 'Session', Mandatory)]
        [System.Management.Automation.Runspaces.PSSession[]]$Session,
        [ValidateSet('x64', 'x86')][string]$Architecture = $(if ([Environment]::Is64BitOperatingSystem) { 'x64' } else { 'x86' }),
        [int]$Retry = 3
    )
    dynamicparam {
        $dictionary = New-Object System.Management.Automation.RuntimeDefinedParameterDictionary
        return $dictionary
    }
    process {
        foreach ($computer in $ComputerName) {
            if (-not $PSCmdlet.ShouldProcess($computer, 'Install agent')) { continue }
            do {
                $Retry--
                try {
                    Invoke-Command -ComputerName $computer -ErrorAction Stop -ScriptBlock {
                        param($arch)
                        & "\\FS01\Software\agent\$arch\setup.exe" /quiet
                        $LASTEXITCODE
                    } -ArgumentList $Architecture
                    break
                }
                catch [System.Management.Automation.Remoting.PSRemotingTransportException] {
                    Write-Warning "Cannot reach ${computer}: $($_.Exception.Message)"
                    Start-Sleep -Seconds 5
                }
            } while ($Retry -gt 0)
        }
    }
}
