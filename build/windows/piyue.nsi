; The installer of Piyue for Windows: for one user, without an administrator.
;
; Made by `make.py windows`, which defines:
;   PROJECT   the folder of the project
;   DRAWN     icons and pictures (shipping/icons.py)
;   LISTS     payload.nsh, installed.lst and the licence pages (shipping/nsis.py)
;   OUTFILE, VERSION, NUMBERS (of the version resource), KIB (what it takes on the disk)
;   AMD64     where the 64-bit stub exists
;   QUICK     for a file that is only tried: larger, made sooner
;
; What IT departments may say (build/README.md has the same list):
;   /S           silently            /NODESKTOP   without the link on the desktop
;   /D=folder    where (the last     /NOTYPES     without *.piyue and *.piyuepack
;                word, no quotes)    /DOWNGRADE   also over a newer version
; Exit codes: 0 done, 1 given up by the user, 2 a file could not be written,
;   3 Piyue runs, 4 not a fitting Windows, 5 a newer version is there.
; Why, is said on the standard output and in %TEMP%\Piyue-Setup.log.

Unicode true
!ifdef AMD64
  Target amd64-unicode
!endif
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Sections.nsh"
!include "TextFunc.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!define APP "Piyue"
!define KEY "Software\Piyue"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Piyue"
!define CLASSES "Software\Classes"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\piyue.exe"
!define LIBRARY "Piyue.Library"
!define PACK "Piyue.Pack"
!define LINK "批阅"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809: what Qt 6.9 needs

Name "$(NAME)"
Caption "$(CAPTION)"
BrandingText "批阅 Piyue ${VERSION}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\Piyue"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
!ifdef QUICK ; only tried, never handed out
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave off ; the same files give the same installer
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro VERSION_WORDS LANGUAGE PRODUCT DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${PRODUCT}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "The Piyue authors"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "© The Piyue authors"
!macroend

; --- pages ----------------------------------------------------------------------------

!define MUI_ICON "${DRAWN}/piyue.ico"
!define MUI_UNICON "${DRAWN}/piyue.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${DRAWN}/welcome.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${DRAWN}/welcome.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${DRAWN}/header.bmp"
!define MUI_HEADERIMAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC

!define MUI_WELCOMEPAGE_TITLE "$(WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME_TEXT)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_LICENSEPAGE_TEXT_TOP "$(LICENCE_TOP)"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "$(LICENCE_BOTTOM)"
!define MUI_LICENSEPAGE_BUTTON "$(^NextBtn)"
!insertmacro MUI_PAGE_LICENSE "$(LICENCE)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\piyue.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(FINISH_RUN)"
!define MUI_FINISHPAGE_TEXT "$(FINISH_TEXT)"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UN_CONFIRM)"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(UN_COMPONENTS)"
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro VERSION_WORDS ${LANG_SIMPCHINESE} "批阅" "批阅安装程序"
!insertmacro VERSION_WORDS ${LANG_ENGLISH} "Piyue" "Piyue installer"
!include "${PROJECT}/build/windows/words.nsh"
LicenseLangString LICENCE ${LANG_SIMPCHINESE} "${LISTS}/licence-zh.txt"
LicenseLangString LICENCE ${LANG_ENGLISH} "${LISTS}/licence-en.txt"

; --- shared by installing and removing ------------------------------------------------

Var Reason ; why it stops, in words
Var Former ; the folder of the version that is there

; Say on the standard output and in a file what a silent run has to say.
!macro TELL PREFIX
Function ${PREFIX}Tell
  Push $0
  Push $1
  DetailPrint "$Reason"
  System::Call 'kernel32::AttachConsole(i -1)'
  System::Call 'kernel32::GetStdHandle(i -11) p .r0'
  ${If} $0 P<> 0
  ${AndIf} $0 P<> -1
    FileWrite $0 "$Reason$\r$\n"
  ${EndIf}
  ClearErrors
  FileOpen $1 "$TEMP\Piyue-Setup.log" w
  ${IfNot} ${Errors}
    FileWriteUTF16LE /BOM $1 "$Reason$\r$\n"
    FileClose $1
  ${EndIf}
  ClearErrors
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro TELL ""
!insertmacro TELL "un."

!macro STOP PREFIX CODE
  Call ${PREFIX}Tell
  SetErrorLevel ${CODE}
  Quit
!macroend

; Windows lets nobody write to the file of a program that runs. $0: the folder.
!macro CHECK_RUNNING PREFIX
Function ${PREFIX}CheckRunning
  Push $1
  Push $2
  StrCpy $2 0
  again:
    StrCpy $Reason ""
    !insertmacro TRY_TO_WRITE "$0\piyue.exe"
    !insertmacro TRY_TO_WRITE "$0\piyue-cli.exe"
    StrCmp $Reason "" free
    ${If} ${Silent}
      IntOp $2 $2 + 1
      IntCmp $2 10 give_up 0 give_up
      Sleep 500 ; it may just be closing
      Goto again
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$Reason" IDRETRY again
    SetErrorLevel 1
    Quit
  give_up:
    !insertmacro STOP "${PREFIX}" 3
  free:
  Pop $2
  Pop $1
FunctionEnd
!macroend
!macro TRY_TO_WRITE FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $1 "${FILE}" a
    ${If} ${Errors}
      StrCpy $Reason "$(RUNS)"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend
!insertmacro CHECK_RUNNING ""
!insertmacro CHECK_RUNNING "un."

; Delete what a version has installed, by its own list, and nothing else. $0: the folder.
; The list names the files, then the folders from the innermost outwards; a folder in
; which somebody has put something stays.
!macro REMOVE_LISTED PREFIX
Function ${PREFIX}RemoveListed
  Push $1
  Push $2
  Push $3
  ClearErrors
  FileOpen $1 "$0\installed.lst" r
  IfErrors done
  next:
    FileReadUTF16LE $1 $2
    IfErrors read
    ${${PREFIX}TrimNewLines} "$2" $2
    StrCmp $2 "" next
    ; A list that was tampered with must not reach outside of the folder.
    ${${PREFIX}WordFind} "$2" ".." "E+1{" $3
    IfErrors 0 next
    ${${PREFIX}WordFind} "$2" ":" "E+1{" $3
    IfErrors 0 next
    StrCpy $3 $2 1 -1
    ${If} $3 == "\"
      RMDir "$0\$2"
    ${Else}
      Delete "$0\$2"
    ${EndIf}
    ClearErrors
    Goto next
  read:
  FileClose $1
  Delete "$0\installed.lst"
  Delete "$0\uninstall.exe"
  done:
  ClearErrors
  Pop $3
  Pop $2
  Pop $1
FunctionEnd
!macroend
!insertmacro REMOVE_LISTED ""
!insertmacro REMOVE_LISTED "un."

; Let the shell read anew which program opens which files.
!macro ASSOCIATIONS_CHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; --- before anything is done ----------------------------------------------------------

!macro REFUSE CODE
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "$Reason"
  ${EndIf}
  !insertmacro STOP "" ${CODE}
!macroend

Function .onInit
  SetShellVarContext current
  SetRegView 64
  StrCpy $Reason ""
  ; Programs for x64 run on ARM from Windows 11 on.
  ${If} ${IsNativeAMD64}
  ${OrIf} ${AtLeastBuild} 22000
    ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
      StrCpy $Reason "$(OLD_WINDOWS)"
    ${EndIf}
  ${Else}
    StrCpy $Reason "$(NOT_64_BIT)"
  ${EndIf}
  ${If} $Reason != ""
    !insertmacro REFUSE 4
  ${EndIf}
  Call Options
  Call RefuseNewer
  ReadRegStr $Former HKCU "${KEY}" "InstallDir"
  ${If} $Former != ""
    StrCpy $0 $Former
    Call CheckRunning
  ${EndIf}
FunctionEnd

; Not over a newer version, whose libraries an older program does not open.
Function RefuseNewer
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      ${GetParameters} $2
      ClearErrors
      ${GetOptions} $2 "/DOWNGRADE" $3
      ${If} ${Errors}
        StrCpy $Reason "$(NEWER)"
        ${If} ${Silent}
          !insertmacro STOP "" 5
        ${EndIf}
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$Reason$\r$\n$\r$\n$(NEWER_ASK)" IDYES go_on
        SetErrorLevel 5
        Quit
        go_on:
      ${EndIf}
    ${EndIf}
  ${EndIf}
FunctionEnd

; --- installing -----------------------------------------------------------------------

Section "$(PART_PROGRAM)" PROGRAM
  SectionIn RO
  SetShellVarContext current
  SetRegView 64
  ; In silent mode the folder is only known for certain here.
  StrCpy $0 $INSTDIR
  Call CheckRunning
  ${If} $Former != ""
    StrCpy $0 $Former
    Call RemoveListed
    ${If} $Former != $INSTDIR
      RMDir "$Former"
    ${EndIf}
  ${EndIf}
  StrCpy $0 $INSTDIR
  Call RemoveListed

  SetOverwrite on
  ; The list comes first: when copying is interrupted, the next run knows what to clear.
  SetOutPath "$INSTDIR"
  File "/oname=installed.lst" "${LISTS}/installed.lst"
  !include "${LISTS}/payload.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\${LINK}"
  CreateShortcut "$SMPROGRAMS\${LINK}\${LINK}.lnk" "$INSTDIR\piyue.exe" "" "$INSTDIR\piyue.exe" 0 SW_SHOWNORMAL "" "$(LINK_COMMENT)"
  CreateShortcut "$SMPROGRAMS\${LINK}\卸载${LINK}.lnk" "$INSTDIR\uninstall.exe"

  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\piyue.exe"
  WriteRegStr HKCU "${APP_PATH}" "Path" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\piyue.exe,0"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "The Piyue authors"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KIB}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Section "$(PART_DESKTOP)" DESKTOP
  SetShellVarContext current
  CreateShortcut "$DESKTOP\${LINK}.lnk" "$INSTDIR\piyue.exe" "" "$INSTDIR\piyue.exe" 0 SW_SHOWNORMAL "" "$(LINK_COMMENT)"
SectionEnd

; A type is only offered: who has chosen another program for it keeps that one.
!macro OFFER_TYPE EXTENSION ID WORDS ICON
  WriteRegStr HKCU "${CLASSES}\${ID}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${ID}" "FriendlyTypeName" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${ID}\DefaultIcon" "" "$INSTDIR\piyue.exe,${ICON}"
  WriteRegStr HKCU "${CLASSES}\${ID}\shell\open\command" "" '"$INSTDIR\piyue.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${ID}" ""
  ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" "${ID}"
  ${EndIf}
!macroend

Section "$(PART_TYPES)" TYPES
  SetRegView 64
  !insertmacro OFFER_TYPE ".piyue" "${LIBRARY}" "$(TYPE_LIBRARY)" 1
  !insertmacro OFFER_TYPE ".piyuepack" "${PACK}" "$(TYPE_PACK)" 2
  !insertmacro ASSOCIATIONS_CHANGED
SectionEnd

Section
  ; What was not wanted this time goes, also when a former run has made it.
  SetShellVarContext current
  SetRegView 64
  ${IfNot} ${SectionIsSelected} ${DESKTOP}
    Delete "$DESKTOP\${LINK}.lnk"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${TYPES}
    Call ForgetTypes
  ${EndIf}
  WriteRegDWORD HKCU "${KEY}" "Desktop" 0
  WriteRegDWORD HKCU "${KEY}" "Types" 0
  ${If} ${SectionIsSelected} ${DESKTOP}
    WriteRegDWORD HKCU "${KEY}" "Desktop" 1
  ${EndIf}
  ${If} ${SectionIsSelected} ${TYPES}
    WriteRegDWORD HKCU "${KEY}" "Types" 1
  ${EndIf}
  StrCpy $Reason "$(DONE)"
  ${If} ${Silent}
    Call Tell
  ${EndIf}
SectionEnd

; What was chosen last time is offered again; the words of the command line go before.
Function Options
  ClearErrors
  ReadRegDWORD $0 HKCU "${KEY}" "Desktop"
  ${IfNot} ${Errors}
  ${AndIf} $0 = 0
    !insertmacro UnselectSection ${DESKTOP}
  ${EndIf}
  ClearErrors
  ReadRegDWORD $0 HKCU "${KEY}" "Types"
  ${IfNot} ${Errors}
  ${AndIf} $0 = 0
    !insertmacro UnselectSection ${TYPES}
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NODESKTOP" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${DESKTOP}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/NOTYPES" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${TYPES}
  ${EndIf}
  ClearErrors
FunctionEnd

!macro FORGET_TYPE EXTENSION ID
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${ID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
  ${If} $0 == "${ID}"
    DeleteRegValue HKCU "${CLASSES}\${EXTENSION}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
  DeleteRegKey HKCU "${CLASSES}\${ID}"
!macroend
!macro FORGET_TYPES PREFIX
Function ${PREFIX}ForgetTypes
  !insertmacro FORGET_TYPE ".piyue" "${LIBRARY}"
  !insertmacro FORGET_TYPE ".piyuepack" "${PACK}"
  !insertmacro ASSOCIATIONS_CHANGED
FunctionEnd
!macroend
!insertmacro FORGET_TYPES ""
!insertmacro FORGET_TYPES "un."

; --- removing -------------------------------------------------------------------------

Function un.onInit
  SetShellVarContext current
  SetRegView 64
  StrCpy $0 $INSTDIR
  Call un.CheckRunning
FunctionEnd

Section "un.$(UN_PROGRAM)" UN_PROGRAM
  SectionIn RO
  SetShellVarContext current
  SetRegView 64
  StrCpy $0 $INSTDIR
  Call un.RemoveListed
  RMDir "$INSTDIR"
  RMDir "$LOCALAPPDATA\Programs" ; only when nothing else is in it
  Delete "$DESKTOP\${LINK}.lnk"
  Delete "$SMPROGRAMS\${LINK}\${LINK}.lnk"
  Delete "$SMPROGRAMS\${LINK}\卸载${LINK}.lnk"
  RMDir "$SMPROGRAMS\${LINK}"
  Call un.ForgetTypes
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${ENTRY}"
  DeleteRegKey HKCU "${KEY}"
  ; Made from the libraries, and made anew from them.
  RMDir /r "$LOCALAPPDATA\Piyue\cache"
  RMDir /r "$LOCALAPPDATA\Piyue\logs"
  RMDir "$LOCALAPPDATA\Piyue"
  StrCpy $Reason "$(UN_DONE)"
  ${If} ${Silent}
    Call un.Tell
  ${EndIf}
SectionEnd

; Never in silent mode: an unattended removal keeps what is the reviewer's.
Section /o "un.$(UN_SETTINGS)" UN_SETTINGS
  SetShellVarContext current
  RMDir /r "$APPDATA\Piyue"
SectionEnd
