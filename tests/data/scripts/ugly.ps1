$a=gc .\s.txt;$a|%{$c=$_;icm $c {gwmi win32_bios|select serialnumber}|ft -a};$b=@();$a|?{$_ -like 'W*'}|%{$b+=$_}
if($b.Count-gt 0){foreach($x in $b){nsn $x|Out-Null;$s=gsn|?{$_.ComputerName-eq $x};icm -session $s{ls \\fs01\d$}}}
etsn srv01
exsn
