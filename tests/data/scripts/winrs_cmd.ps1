winrs -r:SRV01 ipconfig /all
winrs -r:SRV01 dir \\FS01\Data
winrs -r:SRV01 -u:CORP\admin -p:secret "copy \\FS01\Data\a.txt C:\Temp"
winrs -r:SRV01 -ad -u:CORP\admin -p:secret "copy \\FS01\Data\a.txt C:\Temp"
winrs /r:https://SRV02:5986 hostname
