[DSCLocalConfigurationManager()]
$meta = @{ RefreshMode = 'Push'; RebootNodeIfNeeded = $false }
Start-DscConfiguration -Path C:\Dsc\Web -ComputerName WEB01 -Wait -Verbose -Force
Invoke-Command -ComputerName WEB01 {
    Invoke-DscResource -Name File -ModuleName PSDesiredStateConfiguration -Method Set -Property @{
        SourcePath      = '\\FS01\Dsc\site.config'
        DestinationPath = 'D:\Site\web.config'
    }
    Test-DscConfiguration -Detailed
}
