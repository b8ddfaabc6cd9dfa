#!/usr/bin/env bash
# Installs, starts, upgrades and removes the packages in clean Debian systems, and prints what happened. Ends with an
# error as soon as something is not as it should be.
#   packaging/prove.sh OLD NEW [SYSTEM …]     versions of packages in target/packages; systems: bookworm, trixie
# Must run as root. Needs debootstrap, xvfb, openbox, xdotool, imagemagick and Python. Variables:
#   ROOTS=FOLDER    where the clean systems are or are made by debootstrap; default: target/packages/roots
#   KINDS="deb rpm" only these kinds; default: deb tarball rpm appimage
#   SHOTS=FOLDER    where the screenshots are written; default: target/packages/screenshots
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."

if [ -z "${PROVE_IN_OWN_MOUNTS:-}" ]; then
  [ "$(id -u)" = 0 ] || { echo "packaging/prove.sh: run it as root" >&2; exit 1; }
  # All mounts, and every process that is left, end with this script.
  PROVE_IN_OWN_MOUNTS=1 exec unshare --mount --pid --fork --mount-proc --kill-child "$0" "$@"
fi

old=$1 new=$2
shift 2
systems=("$@")
[ ${#systems[@]} -gt 0 ] || systems=(bookworm trixie)
packages=$PWD/target/packages
roots=${ROOTS:-$packages/roots}
shots=${SHOTS:-$packages/screenshots}
machine=$(uname -m)
arch=$(dpkg --print-architecture)
port=8097
person=ada
mkdir -p "$roots" "$shots"

say() { printf '%s\n' "-- $*"; }
fail() { printf '%s\n' "FAILED: $*"; exit 1; }

# A clean system of $1 in $r: nothing but the essential packages, a person, and the launcher of desktop entries.
make_root() {
  local base=$roots/$1
  [ -d "$base" ] || debootstrap --variant=minbase "$1" "$base" http://deb.debian.org/debian > /dev/null
  layers=$(mktemp -d)
  mount -t tmpfs tmpfs "$layers"
  mkdir "$layers/changes" "$layers/work" "$layers/root"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$layers/changes,workdir=$layers/work" "$layers/root"
  r=$layers/root
  mount --rbind /dev "$r/dev"
  mount -t proc proc "$r/proc"
  mount --rbind /sys "$r/sys"
  mount -t tmpfs tmpfs "$r/tmp"
  mkdir -p "$r/tmp/.X11-unix" "$r/tmp/packages"
  chmod 1777 "$r/tmp"
  mount --bind /tmp/.X11-unix "$r/tmp/.X11-unix"
  mount --bind "$packages" "$r/tmp/packages"
  cp /etc/resolv.conf /etc/hosts "$r/etc/"
  printf '#!/bin/sh\nexit 101\n' > "$r/usr/sbin/policy-rc.d"
  chmod +x "$r/usr/sbin/policy-rc.d"
  in_root useradd --create-home --uid 1000 "$person"
  in_root install -d -o "$person" -m 700 /run/user/1000
  # shellcheck disable=SC2016
  say "$(in_root sh -c '. /etc/os-release; echo "$PRETTY_NAME, $(dpkg -l | grep -c ^ii) packages"')"
  in_root apt-get update -qq
  install_quietly libglib2.0-bin
  local tool
  for tool in gcc cc make ld cargo rustc python3; do
    [ ! -e "$r/usr/bin/$tool" ] || fail "$tool is there"
  done
  say "no gcc, make, ld, cargo, python3"
}

in_root() { chroot "$r" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }

as_person() {
  chroot "$r" setpriv --reuid 1000 --regid 1000 --clear-groups env -i PATH=/usr/local/bin:/usr/bin:/bin \
    HOME=/home/$person USER=$person LANG=C.UTF-8 XDG_RUNTIME_DIR=/run/user/1000 DISPLAY="$display" \
    LIBGL_ALWAYS_SOFTWARE=1 sh -c 'cd && exec "$@"' sh "$@"
}

install_quietly() {
  in_root apt-get install -y -qq --no-install-recommends "$@" > "$layers/apt.log" 2>&1 || { cat "$layers/apt.log"; fail "apt-get install $*"; }
}

# Every file of the system, without the records of the package manager and what belongs to the person.
list_files() {
  in_root find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /home \
    -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/cache -o -path /var/log -o -path /etc/ld.so.cache \) \
    -prune -o -print | sort
}

window() { DISPLAY=$display xdotool search --onlyvisible --name '^Plumbline$' 2>/dev/null | head -1; }

# Starts desktop entry $1 as a desktop does, waits for the window and takes screenshot $2.
start_entry() {
  as_person gio launch "$1" > "$layers/start.log" 2>&1 || { cat "$layers/start.log"; fail "gio launch $1"; }
  local i
  for i in $(seq 120); do
    [ -z "$(window)" ] || break
    ! grep -q '^No window' "$layers/start.log" || break
    sleep 1
  done
  [ -n "$(window)" ] || { cat "$layers/start.log"; fail "no window after $i s"; }
  sleep "${SETTLE_S:-12}"
  DISPLAY=$display import -window root "$shots/$2.png"
  say "started from $1: window open; screenshot $2.png"
}

pids() { pgrep -u 1000 -x plumbline || true; }

stop_program() {
  local pid
  for pid in $(pids); do kill -TERM "$pid"; done
  for _ in $(seq 60); do
    [ -n "$(pids)" ] || return 0
    sleep 0.5
  done
  fail "the program did not end on SIGTERM"
}

history_rows() { as_person plumbline history --days 3 --json; }

# The backend, the sandbox and the place of the installed program.
show_doctor() {
  as_person "${1:-plumbline}" doctor --report > "$layers/doctor" || fail "doctor"
  grep -E 'system|installed|onnx backend|sandbox' "$layers/doctor" | cut -c1-110
  grep -q 'onnx backend  native ONNX Runtime 1.28' "$layers/doctor" || fail "the native runtime is not used"
  grep -q 'files restricted, network restricted' "$layers/doctor" || fail "no sandbox"
}

# One minute of the picture of a network camera, so that there is a history; a setting; and an entry of the start at login for a
# copy that no longer exists.
make_data() {
  as_person plumbline monitor --no-window --source "http://127.0.0.1:$port/desk_1280x720.jpg" --calibrate --for 75 > "$layers/monitor.log" 2>&1 || { cat "$layers/monitor.log"; fail monitor; }
  printf 'source = "demo"\nwelcomed = true\n' | as_person sh -c 'umask 077; mkdir -p .config/plumbline .config/autostart; cat > .config/plumbline/settings.toml'
  printf '[Desktop Entry]\nType=Application\nName=Plumbline\nExec="/home/%s/old/plumbline" --background\n' "$person" |
    as_person sh -c 'cat > .config/autostart/plumbline.desktop'
  history_rows > "$layers/history"
  say "history of the old version: $(wc -l < "$layers/history") day(s): $(head -c 150 "$layers/history")…"
  [ -s "$layers/history" ] || fail "no history"
}

check_upgrade() {
  history_rows | cmp -s - "$layers/history" || fail "the history differs after the upgrade"
  grep -q 'source = "demo"' "$r/home/$person/.config/plumbline/settings.toml" || fail "the settings are gone"
  say "upgraded to $(as_person plumbline --version), package $new: history and settings are the same"
}

check_running() {
  local second
  second=$(as_person plumbline 2>&1) || fail "second start: $second"
  say "second start: $second"
  [[ $second == *"already running"* ]] || fail "a second instance started"
  [ "$(pids | wc -l)" = 1 ] || fail "not one process"
  local entry=$r/home/$person/.config/autostart/plumbline.desktop
  say "start at login, corrected by the program: $(grep ^Exec "$entry")"
  grep -q "^Exec=\"$1\" --background" "$entry" || fail "the entry does not name $1"
}

# Starts the entry of the start at login: no window is shown.
check_login() {
  as_person gio launch "/home/$person/.config/autostart/plumbline.desktop"
  sleep 20
  [ -n "$(pids)" ] || fail "the start at login did not run"
  [ -z "$(window)" ] || fail "the start at login shows a window"
  say "start at login: runs without a visible window"
  # A minimized window does not react to signals (docs/packages.md), so it is shown as a person would do it.
  # shellcheck disable=SC2046
  DISPLAY=$display xdotool windowactivate $(DISPLAY=$display xdotool search --name '^Plumbline$') 2> /dev/null
  stop_program
}

check_removed() {
  list_files > "$layers/after"
  diff "$layers/before" "$layers/after" > "$layers/difference" || { cat "$layers/difference"; fail "files were left or lost"; }
  say "removed: the system has the same $(wc -l < "$layers/after") files as before; kept of the person:"
  in_root find /home/$person -path '*plumbline*' -type f | sort
}

prove_deb() {
  list_files > "$layers/before"
  install_quietly "/tmp/packages/plumbline_${old}_$arch.deb"
  # shellcheck disable=SC2016
  say "installed plumbline $(in_root dpkg-query -W -f '${Version}' plumbline) with $(grep -c '^Setting up' "$layers/apt.log") packages"
  show_doctor
  in_root test -s /usr/share/man/man1/plumbline.1.gz || say "(the system leaves out man pages)"
  start_entry /usr/share/applications/plumbline.desktop "deb-$1-first-start"
  stop_program
  make_data
  install_quietly "/tmp/packages/plumbline_${new}_$arch.deb"
  check_upgrade
  start_entry /usr/share/applications/plumbline.desktop "deb-$1-upgraded"
  check_running /usr/bin/plumbline
  stop_program
  check_login
  in_root apt-get purge -y -qq --autoremove plumbline > "$layers/apt.log" 2>&1 || fail "apt-get purge"
  check_removed
}

# The libraries that the tarball needs; a desktop has them.
needed_libraries() {
  dpkg-deb -f "$packages/plumbline_${new}_$arch.deb" Depends | tr ',' '\n' | sed 's/(.*//; s/ //g'
}

prove_tarball() {
  local libraries
  mapfile -t libraries < <(needed_libraries)
  install_quietly xz-utils "${libraries[@]}"
  in_root rm -rf /home/$person/.config/autostart
  in_root find /home/$person | sort > "$layers/home-before"
  as_person tar -xf "/tmp/packages/plumbline-$old-linux-$machine.tar.xz" -C /tmp
  as_person "/tmp/plumbline-$old-linux-$machine/install.sh" > /dev/null
  as_person tar -xf "/tmp/packages/plumbline-$new-linux-$machine.tar.xz" -C /tmp
  as_person "/tmp/plumbline-$new-linux-$machine/install.sh"
  show_doctor "/home/$person/.local/bin/plumbline"
  start_entry "/home/$person/.local/share/applications/plumbline.desktop" "tarball-$1"
  stop_program
  as_person "/home/$person/.local/lib/plumbline/uninstall"
  in_root find /home/$person | sort > "$layers/home-after"
  # Kept: settings, data and log of the person, with their folders, and the cache of the graphics driver.
  local kept='/\.(cache|config|local/state|local/share/plumbline)(/|$)|/\.local(/share)?$'
  diff "$layers/home-before" "$layers/home-after" | grep '^[<>]' | grep -v -E "$kept" > "$layers/difference" || true
  [ ! -s "$layers/difference" ] || { cat "$layers/difference"; fail "files were left or lost in the home folder"; }
  say "removed from the home folder; nothing is left but the person's data"
}

# Files, and folders of Plumbline. Folders such as /usr/share/icons belong to other packages on Fedora, and rpm has records
# of its own.
list_without_folders() { list_files | grep -v rpm | while read -r path; do [[ -d $r$path && $path != *plumbline* ]] || echo "$path"; done; }

# Without its requirements, which have names of Fedora that Debian does not know: the files and the program only.
prove_rpm() {
  local libraries
  mapfile -t libraries < <(needed_libraries)
  install_quietly rpm "${libraries[@]}"
  list_without_folders > "$layers/before"
  in_root rpm --nodeps --quiet -i "/tmp/packages/plumbline-$old-1.$machine.rpm" 2> /dev/null
  in_root rpm --nodeps --quiet -U "/tmp/packages/plumbline-$new-1.$machine.rpm" 2> /dev/null
  in_root rpm -V --nodeps plumbline || fail "rpm -V"
  show_doctor
  start_entry /usr/share/applications/plumbline.desktop "rpm-$1"
  stop_program
  in_root rpm -e plumbline 2> /dev/null
  list_without_folders > "$layers/after"
  diff "$layers/before" "$layers/after" || fail "files were left or lost"
  say "removed: the same $(wc -l < "$layers/after") files as before"
}

prove_appimage() {
  in_root cp -a /tmp/packages/Plumbline.AppDir /opt/
  show_doctor /opt/Plumbline.AppDir/AppRun
  in_root rm -r /opt/Plumbline.AppDir
}

chosen=$(mktemp)
Xvfb -displayfd 3 -screen 0 1280x860x24 -nolisten tcp -ac 3> "$chosen" > /dev/null 2>&1 &
# A network camera that shows one picture: the systems share the network of this one.
python3 -m http.server --bind 127.0.0.1 --directory tests/fixtures "$port" > /dev/null 2>&1 &
for _ in $(seq 60); do [ ! -s "$chosen" ] || break; sleep 0.5; done
display=:$(cat "$chosen")
rm "$chosen"
DISPLAY=$display openbox > /dev/null 2>&1 &
trap 'kill $(jobs -p) 2> /dev/null; wait' EXIT
for system in "${systems[@]}"; do
  printf '\n== %s\n' "$system"
  make_root "$system"
  for kind in ${KINDS-deb tarball rpm appimage}; do
    printf -- '-- %s\n' "$kind"
    "prove_$kind" "$system"
  done
done
printf '\nEvery check passed.\n'
