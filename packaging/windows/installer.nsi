; Installer of Plumbline for one person, without administrator rights. packaging/windows/build.sh gives VERSION, TREE, ICON and OUT.
; The same file removes the program; the person's settings and history stay.
; 64 bit, as the program: it does not start on a Windows that could not run it.
Target amd64-unicode
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh

!define NAME "Plumbline"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Plumbline"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Plumbline"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT or Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\plumbline.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "PortugueseBR"

LangString RUNNING ${LANG_ENGLISH} "Plumbline is running. Close it (in the menu of its tray icon: Quit), then continue."
LangString RUNNING ${LANG_GERMAN} "Plumbline läuft. Beende es (im Menü seines Symbols in der Taskleiste) und fahre dann fort."
LangString RUNNING ${LANG_SPANISH} "Plumbline se está ejecutando. Ciérralo (en el menú de su icono) y continúa."
LangString RUNNING ${LANG_FRENCH} "Plumbline est en cours d’exécution. Quittez-le (dans le menu de son icône), puis continuez."
LangString RUNNING ${LANG_PORTUGUESEBR} "O Plumbline está em execução. Feche-o (no menu do seu ícone) e continue."

; Waits until the program that would be replaced is closed. A silent run ends with an error instead.
!macro WAIT_FOR_END
  retry:
  IfFileExists "$INSTDIR\plumbline.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\plumbline.exe" a
  IfErrors 0 free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY retry
  SetErrorLevel 3
  Quit
  free:
  FileClose $0
  closed:
!macroend

Section
  !insertmacro WAIT_FOR_END
  SetOutPath "$INSTDIR"
  ; Files that a newer version no longer has do not stay.
  RMDir /r "$INSTDIR\licences"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Plumbline.lnk" "$INSTDIR\plumbline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\plumbline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ; So that `plumbline` can be typed in the Run dialog.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\plumbline.exe" "" "$INSTDIR\plumbline.exe"
SectionEnd

Section "un."
  !insertmacro WAIT_FOR_END
  Delete "$INSTDIR\plumbline.exe"
  Delete "$INSTDIR\plumbline.com"
  Delete "$INSTDIR\plumbline.png"
  Delete "$INSTDIR\onnxruntime.dll"
  Delete "$INSTDIR\README.txt"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Plumbline.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\plumbline.exe"
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\org.plumbline.Plumbline"
  ; The start at login would lead to nothing.
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Plumbline"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "Plumbline"
SectionEnd
