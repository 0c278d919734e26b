Invoke-Command `
    -ComputerName SRV01, `
                  SRV02 `
    -Credential $cred `
    -ScriptBlock {
        Get-ChildItem `
            -Path \\FS01\Data `
            -Recurse
    }
