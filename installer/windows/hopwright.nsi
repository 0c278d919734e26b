; makensis -DVERSION=0.1.0 -DBUNDLE=FOLDER -DUNINSTALL_LIST=FILE -DICON=FILE -DLICENSE=FILE -DOUTFILE=FILE hopwright.nsi: `package` does.
;
; setup.exe never asks for rights: it installs for the user who starts it. Started as administrator it asks for whom.
;   /S            silent
;   /CurrentUser  /AllUsers (as administrator)
;   /PATH         hopwright-cli can be called by its name; /PATH=no takes that back
;   /D=C:\folder  another folder; last, without quotes
; Exit codes: 0; 1 cancelled; 2 not done: the program runs, or an older one could not be removed.
Unicode true
Target amd64-unicode  ; The usual stub has 32 bits: where Windows or wine has none of that, it "succeeds" and installs nothing.
SetCompressor /SOLID lzma
ManifestDPIAware true

!define NAME "Hopwright"
!define PUBLISHER "The Hopwright developers"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OWN_KEY "Software\${NAME}"

; HKCU and %LOCALAPPDATA%\Programs, or HKLM and %ProgramFiles%.
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${OWN_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallFolder"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${OWN_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallMode"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinMessages.nsh
!include WordFunc.nsh
RequestExecutionLevel user  ; After MultiUser.nsh, whose "highest" would ask an administrator for elevation for one user alone too.

Name "${NAME} ${VERSION}"
OutFile "${OUTFILE}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} setup"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "${PUBLISHER}, GPL-3.0-or-later"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"

!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\hopwright.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; ---- The search path

; Where the search path of whoever is installed for stands: $1 the root for Windows' own call, $2 the key.
!macro EnvironmentKey
  ${If} $MultiUser.InstallMode == "AllUsers"
    StrCpy $1 0x80000002
    StrCpy $2 "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
  ${Else}
    StrCpy $1 0x80000001
    StrCpy $2 "Environment"
  ${EndIf}
!macroend

!macro ReadEnvironmentPath
  ${If} $MultiUser.InstallMode == "AllUsers"
    ReadRegStr $0 HKLM "$2" "Path"
  ${Else}
    ReadRegStr $0 HKCU "$2" "Path"
  ${EndIf}
!macroend

!macro WriteEnvironmentPath
  ${If} $MultiUser.InstallMode == "AllUsers"
    WriteRegExpandStr HKLM "$2" "Path" "$0"
  ${Else}
    WriteRegExpandStr HKCU "$2" "Path" "$0"
  ${EndIf}
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
!macroend

; Takes $INSTDIR out of the search path and, where ADD is 1, puts it at its end. A path that is longer than a text of NSIS would come
; back cut off, and be lost: it stays as it is, and a message says so.
!macro SetInPath UN ADD
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  !insertmacro EnvironmentKey
  ; RRF_RT_ANY | RRF_NOEXPAND: its size alone, in bytes. 2: there is none.
  System::Call 'advapi32::RegGetValueW(p $1, w r2, w "Path", i 0x1000ffff, p 0, p 0, *i .r3) i .r4'
  StrLen $0 "$INSTDIR"
  IntOp $3 $3 / 2
  IntOp $3 $3 + $0
  IntOp $3 $3 + 4
  ${If} $4 == 2
    ${If} ${ADD} == 1
      StrCpy $0 "$INSTDIR"
      !insertmacro WriteEnvironmentPath
    ${EndIf}
  ${ElseIf} $4 != 0
  ${OrIf} $3 >= ${NSIS_MAX_STRLEN}
    MessageBox MB_ICONINFORMATION|MB_OK "The search path is too long to be changed here, so it stays as it is. The folder is $INSTDIR." /SD IDOK
  ${Else}
    !insertmacro ReadEnvironmentPath
    StrCpy $3 "$0"
    ${${UN}WordReplace} ";$0;" ";$INSTDIR;" ";" "+" $0
    ${If} ${ADD} == 1
      StrCpy $0 "$0$INSTDIR;"
    ${EndIf}
    StrCpy $0 $0 "" 1
    StrCpy $0 $0 -1
    ${If} $0 != $3
      !insertmacro WriteEnvironmentPath
    ${EndIf}
  ${EndIf}
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
!macroend

; ---- File types

; SHCTX is HKCU or HKLM. Where somebody has given the ending to another program, that stays, and this one is offered beside it.
!macro Associate ENDING PROGID WORDS
  ReadRegStr $0 SHCTX "Software\Classes\${ENDING}" ""
  ${If} $0 == ""
    WriteRegStr SHCTX "Software\Classes\${ENDING}" "" "${PROGID}"
  ${EndIf}
  WriteRegStr SHCTX "Software\Classes\${ENDING}\OpenWithProgids" "${PROGID}" ""
  WriteRegStr SHCTX "Software\Classes\${PROGID}" "" "${WORDS}"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\hopwright.exe,0"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\hopwright.exe" "%1"'
!macroend

!macro Dissociate ENDING PROGID
  DeleteRegValue SHCTX "Software\Classes\${ENDING}\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${ENDING}\OpenWithProgids"
  ReadRegStr $0 SHCTX "Software\Classes\${ENDING}" ""
  ${If} $0 == "${PROGID}"
    DeleteRegValue SHCTX "Software\Classes\${ENDING}" ""
    StrCpy $0 ""
  ${EndIf}
  ${If} $0 == ""  ; /ifempty looks at keys, not at values.
    DeleteRegKey /ifempty SHCTX "Software\Classes\${ENDING}"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${PROGID}"
!macroend

; ---- Install

; A program that runs has its file open: nothing is changed then.
!macro StopIfRunning PROGRAM
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "${PROGRAM} is running. Close it, then try again." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 2
    Quit
  ${Loop}
!macroend

Section "Programs" SecPrograms
  SectionIn RO
  !insertmacro StopIfRunning hopwright.exe
  !insertmacro StopIfRunning hopwright-cli.exe
  ; An older version takes its own files away, since a newer one may have fewer; all else it leaves.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S /FILES _?=$INSTDIR' $0
    ${If} $0 != 0
      SetErrorLevel 2
      Abort "The older version could not be removed."
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\hopwright.exe"
  !insertmacro Associate ".hopw" "Hopwright.Drawing" "Hopwright drawing"
  !insertmacro Associate ".hoprun" "Hopwright.Run" "Hopwright run"
  WriteRegStr SHCTX "Software\Classes\.hopw" "Content Type" "application/x-hopwright"
  WriteRegStr SHCTX "Software\Classes\Applications\hopwright.exe\shell\open\command" "" '"$INSTDIR\hopwright.exe" "%1"'
  WriteRegStr SHCTX "${OWN_KEY}" "InstallFolder" "$INSTDIR"
  WriteRegStr SHCTX "${OWN_KEY}" "InstallMode" "$MultiUser.InstallMode"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\hopwright.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section /o "Command line in the search path" SecPath
SectionEnd

; After both: what was chosen, also where an older setup had it otherwise.
Section "-path"
  ReadRegDWORD $R0 SHCTX "${OWN_KEY}" "InPath"
  ${If} ${SectionIsSelected} ${SecPath}
    !insertmacro SetInPath "" 1
    WriteRegDWORD SHCTX "${OWN_KEY}" "InPath" 1
  ${ElseIf} $R0 == 1
    !insertmacro SetInPath "" 0
    DeleteRegValue SHCTX "${OWN_KEY}" "InPath"
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecPrograms} "The window and the command line."
  !insertmacro MUI_DESCRIPTION_TEXT ${SecPath} "hopwright-cli can be called by its name in a new terminal."
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  !insertmacro MULTIUSER_INIT
  ReadRegDWORD $0 SHCTX "${OWN_KEY}" "InPath"
  ${If} $0 == 1
    !insertmacro SelectSection ${SecPath}
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PATH" $1
  ${IfNot} ${Errors}
    ${If} $1 == "=no"
      !insertmacro UnselectSection ${SecPath}
    ${Else}
      !insertmacro SelectSection ${SecPath}
    ${EndIf}
  ${EndIf}
FunctionEnd

; ---- Uninstall

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Uninstall"
  !insertmacro StopIfRunning hopwright.exe
  !insertmacro StopIfRunning hopwright-cli.exe
  ; What was installed, by name: never a folder with all that is in it.
  !include "${UNINSTALL_LIST}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/FILES" $1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  ReadRegDWORD $R0 SHCTX "${OWN_KEY}" "InPath"
  ${If} $R0 == 1
    !insertmacro SetInPath "un." 0
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro Dissociate ".hoprun" "Hopwright.Run"
  ReadRegStr $0 SHCTX "Software\Classes\.hopw" "Content Type"
  ${If} $0 == "application/x-hopwright"
    DeleteRegValue SHCTX "Software\Classes\.hopw" "Content Type"
  ${EndIf}
  !insertmacro Dissociate ".hopw" "Hopwright.Drawing"
  DeleteRegKey SHCTX "Software\Classes\Applications\hopwright.exe"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  ${RefreshShellIcons}
SectionEnd
