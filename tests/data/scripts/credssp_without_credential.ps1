Enable-WSManCredSSP -Role Client -DelegateComputer '*.corp.example' -Force
Enter-PSSession -ComputerName JUMP01.corp.example -Authentication CredSSP
