Invoke-Command <# the jump host #> JUMP01 <# no credential #> -ScriptBlock { # begin
    # Get-ChildItem \\FS01\Old
    <#
    Copy-Item \\FS01\Old C:\Temp
    #>
    Get-ChildItem 'C:\Temp' # \\FS01\Data
    Get-ChildItem \\FS01\Data#1
}
#Get-ADUser jdoe
