Invoke-Command -ComputerName APP01 {
    Invoke-WebRequest -Uri http://intranet.corp.example/api/status -UseDefaultCredentials -UseBasicParsing
    Invoke-RestMethod -Uri https://api.example.com/v1/status -Headers @{ Authorization = "Bearer $Using:token" }
    Invoke-WebRequest https://www.example.com -OutFile C:\Temp\index.html
}
