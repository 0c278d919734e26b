using namespace System.Collections.Generic

enum Level { Info = 1; Warning = 2; Error = 3 }

class Inventory {
    [string]$Name
    hidden [List[string]]$Hosts = [List[string]]::new()
    [Level]$Level = [Level]::Info

    Inventory([string]$name) { $this.Name = $name }

    [void] Add([string]$computer) {
        if (Test-Connection -ComputerName $computer -Count 1 -Quiet) { $this.Hosts.Add($computer) }
    }
    [object[]] Collect([pscredential]$credential) {
        return Invoke-Command -ComputerName $this.Hosts -Credential $credential -ScriptBlock {
            Get-CimInstance -ClassName Win32_OperatingSystem | Select-Object Caption, Version
        }
    }
    static [Inventory] FromFile([string]$path) {
        $new = [Inventory]::new([IO.Path]::GetFileNameWithoutExtension($path))
        Get-Content -Path $path | ForEach-Object { $new.Add($_) }
        return $new
    }
}
[Inventory]::FromFile('C:\Lists\web.txt').Collect((Get-Credential)) | Format-List
