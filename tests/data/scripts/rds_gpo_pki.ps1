Invoke-Command RDCB01 {
    Get-RDUserSession -ConnectionBroker rdcb02.corp.example
    Get-GPO -All
    gpresult /r /scope computer
    Get-Certificate -Template WebServer -CertStoreLocation Cert:\LocalMachine\My
}
