#!/usr/bin/env bash
# Runs the packages for Windows under wine, on a virtual display, and prints what happened. Ends with an error as soon as
# something is not as it should be. What wine cannot show is listed in docs/packages.md.
#   packaging/windows/prove.sh VERSION [PART …]     parts: console window tray desktop history installer; default: all
# Must run as root. Needs debootstrap, xvfb, openbox, trayer, xdotool, imagemagick, unzip and Python. Variables:
#   WINE_ROOT=FOLDER   a Debian 13 with wine, made by debootstrap if it is missing; default: target/cross/wine
#   SHOTS=FOLDER       where the screenshots are written; default: target/packages/screenshots-windows
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.."

if [ -z "${PROVE_IN_OWN_MOUNTS:-}" ]; then
  [ "$(id -u)" = 0 ] || { echo "packaging/windows/prove.sh: run it as root" >&2; exit 1; }
  # All mounts, and every process that is left, end with this script.
  PROVE_IN_OWN_MOUNTS=1 exec unshare --mount --pid --fork --mount-proc --kill-child "$0" "$@"
fi

version=$1
shift
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(console window tray desktop history installer)
packages=$PWD/target/packages
root=${WINE_ROOT:-$PWD/target/cross/wine}
shots=${SHOTS:-$packages/screenshots-windows}
port=8098
mkdir -p "$shots"

say() { printf '%s\n' "-- $*"; }
fail() { printf '%s\n' "FAILED: $*"; exit 1; }

make_root() {
  [ -d "$root/usr/lib/wine" ] || debootstrap --variant=minbase \
    --include=wine64,wine,libgl1,libgl1-mesa-dri,libegl1,fonts-dejavu-core trixie "$root" http://deb.debian.org/debian > /dev/null
  mount --make-rprivate /
  mount -t tmpfs tmpfs "$root/tmp"
  mkdir -p "$root/tmp/.X11-unix" "$root/proc" "$root/dev" "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  drive=$root/tmp/prefix/drive_c
  wine wineboot -i > /dev/null 2>&1 || fail "wine cannot make its folder"
  # Windows 11; without the font of Windows, menus have none.
  wine reg add 'HKCU\Software\Wine' /v Version /d win11 /f > /dev/null
  say "$(in_root /usr/lib/wine/wine64 --version), Windows 11 as it shows itself to programs"
}

in_root() {
  chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root LANG="${speak:-C.UTF-8}" DISPLAY="${display:-}" WINEPREFIX=/tmp/prefix \
    WINEDEBUG=-all LIBGL_ALWAYS_SOFTWARE=1 "$@"
}

wine() { in_root /usr/lib/wine/wine64 "$@"; }

window() { DISPLAY=$display xdotool search --onlyvisible --name '^Plumbline$' 2> /dev/null | head -1; }

shot() {
  DISPLAY=$display import -window root "$shots/$1.png"
  say "screenshot $1.png"
}

keys() { DISPLAY=$display xdotool key --delay 120 "$@"; }

# Waits until command $2… succeeds, at most $1 seconds.
wait_for() {
  local limit=$1
  shift
  for _ in $(seq "$((limit * 2))"); do
    ! "$@" > /dev/null 2>&1 || return 0
    sleep 0.5
  done
  fail "after $limit s: $*"
}

has_window() { [ -n "$(window)" ]; }
has_no_window() { [ -z "$(window)" ]; }
has_ended() { ! pgrep -f '[P]lumbline.plumbline\.exe' > /dev/null; }

# Starts the program with a window, with arguments $@.
start_window() {
  wine 'C:\Plumbline\plumbline.exe' "$@" > "$work/window.log" 2>&1 &
  wait_for 120 has_window
  DISPLAY=$display xdotool windowfocus "$(window)" 2> /dev/null || true
}

quit_window() {
  DISPLAY=$display xdotool windowactivate "$(window)" 2> /dev/null || true
  keys ctrl+q
  wait_for 60 has_ended
}

settings=
find_settings() { settings=$(find "$drive/users" -path '*Roaming/plumbline/config/settings.toml' | head -1); }

# Writes the settings of a person who has been welcomed.
write_settings() {
  local folder
  folder=$(echo "$drive"/users/*/AppData/Roaming | head -1)/plumbline/config
  mkdir -p "$folder"
  printf '%s\n' "$@" > "$folder/settings.toml"
  find_settings
}

unpack() {
  rm -rf "$drive/Plumbline"
  unzip -q "$packages/plumbline-$version-windows-x86_64.zip" -d "$work"
  mv "$work/plumbline-$version" "$drive/Plumbline"
  cp tests/fixtures/desk_1280x720.jpg "$drive/desk.jpg"
}

prove_console() {
  wine 'C:\Plumbline\plumbline.com' doctor > "$work/doctor" || { cat "$work/doctor"; fail "doctor"; }
  cat "$work/doctor"
  grep -q 'native ONNX Runtime 1.28' "$work/doctor" || fail "the native runtime is not used"
  local code=0
  wine 'C:\Plumbline\plumbline.com' status > "$work/status" 2>&1 || code=$?
  say "status without a running program: exit code $code: $(tr -d '\r' < "$work/status")"
  [ "$code" = 6 ] || fail "the exit code is not that of the program"
  local backend
  for backend in native tract; do
    in_root env PLUMBLINE_BACKEND=$backend /usr/lib/wine/wine64 'C:\Plumbline\plumbline.com' analyze --model full --json 'C:\desk.jpg' > "$work/$backend.json" || fail "analyze with $backend"
  done
  python3 - "$work/native.json" "$work/tract.json" <<'PY' || fail "the two runtimes differ"
import json, sys
native, tract = (json.loads(open(path).readline()) for path in sys.argv[1:])
far = max(abs(a - b) for p, q in list(zip(native["landmarks"], tract["landmarks"]))[:13] for a, b in zip(p[:2], q[:2]))
print(f"-- analyze: head and shoulders of the two runtimes differ by at most {far:.2f} pixels;",
      f"forward head {native['measures']['forward_head_deg']}")
sys.exit(far > 2)
PY
}

prove_window() {
  rm -rf "$drive"/users/*/AppData/*/plumbline
  start_window
  sleep 15
  shot welcome
  quit_window
  write_settings 'source = "demo"' 'welcomed = true'
  start_window
  wait_for 60 sh -c "chroot '$root' env WINEPREFIX=/tmp/prefix WINEDEBUG=-all /usr/lib/wine/wine64 'C:\\Plumbline\\plumbline.com' status | grep -qi watching"
  say "status: $(wine 'C:\Plumbline\plumbline.com' status | tr -d '\r')"
  sleep 10
  shot now
  say "second start: $(wine 'C:\Plumbline\plumbline.com' 2>&1 | tr -d '\r')"
  [ "$(pgrep -fc '[P]lumbline.plumbline\.exe')" = 1 ] || fail "a second instance runs"
  wine 'C:\Plumbline\plumbline.com' pause || fail pause
  sleep 3
  wine 'C:\Plumbline\plumbline.com' status --json | tee "$work/paused" | grep -q '"why":"paused"' || { cat "$work/paused"; fail "it is not paused"; }
  wine 'C:\Plumbline\plumbline.com' resume || fail resume
  wine 'C:\Plumbline\plumbline.com' snooze 30m || fail snooze
  sleep 3
  wine 'C:\Plumbline\plumbline.com' status | grep -q 30 || fail "it is not snoozed"
  wine 'C:\Plumbline\plumbline.com' snooze off || fail "snooze off"
  say "pause, resume and snooze from another process"
  watch_alert
  keys ctrl+4
  sleep 4
  shot settings
  keys ctrl+plus
  sleep 2
  quit_window
  find_settings
  local before
  before=$(grep -E '^zoom' "$settings") || fail "the zoom was not saved"
  start_window
  sleep 10
  shot restarted
  [ "$(grep -E '^zoom' "$settings")" = "$before" ] || fail "the settings changed"
  say "settings after a restart: $before"
  quit_window
}

# The demonstration comes to its alert; then its stretch.
watch_alert() {
  wine 'C:\Plumbline\plumbline.com' upright || fail upright
  wine 'C:\Plumbline\plumbline.com' status --follow --json > "$work/events" &
  wait_for 180 grep -q '"event":"alert"' "$work/events"
  say "alert: $(grep -m 1 '"event":"alert"' "$work/events" | tr -d '\r')"
  sleep 3
  shot alert
  wine 'C:\Plumbline\plumbline.com' stretch || fail stretch
  sleep 6
  shot stretch
  keys ctrl+1
}

# Closes the window, which hides it, and shows the tray icon with its text. A second start shows the window again. wine does not
# say where an icon is, which the library for the tray needs for clicks: the menu cannot be shown here.
prove_tray() {
  write_settings 'source = "demo"' 'welcomed = true' 'keep_watching_when_closed = true'
  start_window
  sleep 12
  DISPLAY=$display xdotool windowactivate --sync "$(window)" key alt+F4
  wait_for 20 has_no_window
  say "closed: no window; status: $(wine 'C:\Plumbline\plumbline.com' status | tr -d '\r')"
  DISPLAY=$display xdotool mousemove 11 844
  sleep 3
  shot tray
  say "second start: $(wine 'C:\Plumbline\plumbline.com' | tr -d '\r')"
  wait_for 20 has_window
  quit_window
}

# What the program reads from the registry of Windows: an entry of the start at login for a program that is gone, the dark theme, and
# another program that uses the microphone. A start in the background shows no window.
prove_desktop() {
  local run='HKCU\Software\Microsoft\Windows\CurrentVersion\Run' themes='HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize'
  local store='HKCU\Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone\NonPackaged\C:#windows#explorer.exe'
  write_settings 'source = "demo"' 'welcomed = true'
  wine reg add "$run" /v Plumbline /d '"C:\gone\plumbline.exe" --background' /f > /dev/null
  wine reg add "$themes" /v AppsUseLightTheme /t REG_DWORD /d 0 /f > /dev/null
  # 100 ns since 1601.
  wine reg add "$store" /v LastUsedTimeStart /t REG_QWORD /d $((($(date +%s) + 11644473600) * 10000000)) /f > /dev/null
  wine reg add "$store" /v LastUsedTimeStop /t REG_QWORD /d 0 /f > /dev/null
  wine 'C:\Plumbline\plumbline.exe' --background > "$work/window.log" 2>&1 &
  wait_for 60 is_quiet call
  say "another program uses the microphone: alerts are quiet (call)"
  has_no_window || fail "a start in the background shows a window"
  say "start in the background: no window"
  wine reg add "$store" /v LastUsedTimeStop /t REG_QWORD /d $((($(date +%s) + 11644473600) * 10000000)) /f > /dev/null
  wait_for 60 is_quiet null
  say "the microphone is free: alerts are on"
  wine reg query "$run" /v Plumbline | tr -d '\r' | grep -F '"C:\Plumbline\plumbline.exe" --background' || fail "the start at login is not corrected"
  wine 'C:\Plumbline\plumbline.com' > /dev/null
  wait_for 20 has_window
  sleep 6
  shot dark
  wine reg add "$themes" /v AppsUseLightTheme /t REG_DWORD /d 1 /f > /dev/null
  quit_window
}

is_quiet() { wine 'C:\Plumbline\plumbline.com' status --json | grep -q "\"quiet\":\"\?$1"; }

prove_history() {
  write_settings 'welcomed = true'
  wine 'C:\Plumbline\plumbline.com' monitor --no-window --source "http://127.0.0.1:$port/desk_1280x720.jpg" --calibrate --for 75 \
    > "$work/monitor" 2>&1 || { cat "$work/monitor"; fail monitor; }
  wine 'C:\Plumbline\plumbline.com' history --days 3 --json > "$work/history"
  [ -s "$work/history" ] || fail "no history"
  say "history: $(head -c 160 "$work/history")…"
  say "files of the person:"
  (cd "$drive/users" && find . -path '*plumbline*' -type f | sort)
  start_window demo --history
  sleep 12
  keys ctrl+3
  sleep 8
  shot history
  quit_window
  measure
}

# CPU time and memory of watching without a window, for a minute after the start.
measure() {
  wine 'C:\Plumbline\plumbline.exe' monitor --no-window --source "http://127.0.0.1:$port/desk_1280x720.jpg" --calibrate --for 100 > /dev/null 2>&1 &
  sleep 30
  local pid before after
  pid=$(pgrep -f '[P]lumbline.plumbline\.exe' | head -1)
  before=$(ticks "$pid")
  sleep 60
  after=$(ticks "$pid")
  say "watching a still person for 60 s under wine: $(python3 -c "print(round(($after - $before) / $(getconf CLK_TCK), 2))") CPU-seconds, $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status") MiB resident"
  wait_for 60 has_ended
}

ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

prove_installer() {
  local setup=plumbline-$version-windows-x86_64-setup.exe place key
  cp "$packages/$setup" "$drive/setup.exe"
  wine 'C:\setup.exe' /S || fail "the installer ends with an error"
  place=$(find "$drive/users" -path '*Local/Programs/Plumbline/plumbline.exe' | head -1)
  [ -n "$place" ] || fail "nothing was installed"
  say "installed: $(find "$(dirname "$place")" -maxdepth 1 -printf "%f ")"
  find "$drive" -name 'Plumbline.lnk' | grep -q . || fail "no entry in the start menu"
  key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Plumbline'
  wine reg query "$key" 2> /dev/null | tr -d '\r' | grep -E 'DisplayVersion|EstimatedSize|QuietUninstallString'
  wine 'C:\setup.exe' /S || fail "the installer over the installed program"
  local own
  own=$(wine reg query "$key" /v InstallLocation | tr -d '\r' | sed -n 's/^ *InstallLocation *REG_SZ *//p')
  wine "$own\\plumbline.com" --version || fail "the installed program does not start"
  wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' /v Plumbline /d "\"$own\\plumbline.exe\" --background" /f > /dev/null
  wine "$own\\uninstall.exe" /S || fail "the uninstaller ends with an error"
  wait_for 30 test ! -e "$place"
  ! find "$drive" -name 'Plumbline.lnk' | grep -q . || fail "the entry in the start menu is left"
  ! wine reg query "$key" > /dev/null 2>&1 || fail "the entry of the program is left"
  ! wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' /v Plumbline > /dev/null 2>&1 || fail "the start at login is left"
  [ -z "$(find "$(dirname "$place")" -type f 2> /dev/null)" ] || fail "files are left"
  say "removed; kept of the person: $(cd "$drive/users" && find . -path '*plumbline*' -type f | wc -l) files"
}

work=$(mktemp -d)
display=
chosen=$work/display
: > "$chosen"
Xvfb -displayfd 3 -screen 0 1280x860x24 -nolisten tcp -ac 3> "$chosen" > /dev/null 2>&1 &
# A network camera that shows one picture.
python3 -m http.server --bind 127.0.0.1 --directory tests/fixtures "$port" > /dev/null 2>&1 &
for _ in $(seq 60); do [ ! -s "$chosen" ] || break; sleep 0.5; done
display=:$(cat "$chosen")
DISPLAY=$display openbox > /dev/null 2>&1 &
DISPLAY=$display trayer --edge bottom --align left --widthtype request --height 32 > /dev/null 2>&1 &
trap 'kill $(jobs -p) 2> /dev/null; wait' EXIT
make_root
unpack
for part in "${parts[@]}"; do
  printf '\n== %s\n' "$part"
  "prove_$part"
done
printf '\nEvery check passed.\n'
