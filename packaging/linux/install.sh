#!/bin/sh
# Installs Plumbline for one person, without root, or removes it. Settings, baselines and history are never touched.
#   ./install.sh                      install in ~/.local
#   ./install.sh --prefix FOLDER      install in another folder
#   ./install.sh --uninstall          remove what was installed (also: PREFIX/lib/plumbline/uninstall)
set -eu

prefix=$HOME/.local
action=install
here=$(cd "$(dirname "$0")" && pwd)
# The copy that was installed removes itself from the folder where it is.
if [ "$(basename "$0")" = uninstall ]; then
  action=uninstall
  prefix=$(cd "$here/../.." && pwd)
fi
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=${2:?--prefix needs a folder}; shift 2 ;;
    --uninstall) action=uninstall; shift ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
case "$prefix" in /*) ;; *) prefix=$(pwd)/$prefix ;; esac
list=$prefix/lib/plumbline/installed-files

# Removes the files of list $1, then the folders that this leaves empty.
remove_listed() {
  while IFS= read -r file; do
    rm -f "$prefix/$file"
    folder=$(dirname "$file")
    while [ "$folder" != . ] && rmdir "$prefix/$folder" 2>/dev/null; do
      folder=$(dirname "$folder")
    done
  done < "$1"
}

# A changed time of this folder makes the desktop read the icons again.
refresh_icons() {
  [ ! -d "$prefix/share/icons/hicolor" ] || touch "$prefix/share/icons/hicolor"
}

# An entry for the start at login that starts the removed copy would stay without effect.
remove_login_entry() {
  entry=${XDG_CONFIG_HOME:-$HOME/.config}/autostart/plumbline.desktop
  if [ -f "$entry" ] && grep -qF -e "\"$prefix/bin/plumbline\"" -e "\"$prefix/lib/plumbline/plumbline\"" "$entry"; then
    rm -f "$entry"
  fi
}

if [ "$action" = uninstall ]; then
  [ -f "$list" ] || { echo "Plumbline is not installed in $prefix." >&2; exit 1; }
  copy=$(mktemp)
  trap 'rm -f "$copy"' EXIT
  cat "$list" > "$copy"
  remove_login_entry
  remove_listed "$copy"
  refresh_icons
  echo "Plumbline was removed from $prefix. Your settings and history are kept in .config/plumbline,"
  echo ".local/share/plumbline and .local/state/plumbline of your home folder."
  exit 0
fi

[ -f "$here/lib/plumbline/plumbline" ] || { echo "Run install.sh in the unpacked folder." >&2; exit 1; }
new=$(mktemp)
trap 'rm -f "$new"' EXIT
(cd "$here" && find bin lib share ! -type d | sort; echo lib/plumbline/uninstall; echo lib/plumbline/installed-files) > "$new"

# Files of an older version that this one does not have.
if [ -f "$list" ]; then
  old=$(mktemp)
  grep -vxFf "$new" "$list" > "$old" || true
  remove_listed "$old"
  rm -f "$old"
fi
# A file is replaced, not overwritten: the old version may be running.
while IFS= read -r file; do
  [ -e "$here/$file" ] || continue
  mkdir -p "$prefix/$(dirname "$file")"
  cp -P "$here/$file" "$prefix/$file.new"
  mv -f "$prefix/$file.new" "$prefix/$file"
done < "$new"
cp "$here/install.sh" "$prefix/lib/plumbline/uninstall"
cat "$new" > "$list"
# The folder with the commands may be missing in the search path of the desktop. A quoted path of the entry may not
# contain some characters unescaped, and the value as a whole has escapes of its own.
exec_path=$(printf '%s' "$prefix/bin/plumbline" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g; s/[&|]/\\&/g')
sed "s|^Exec=plumbline|Exec=\"$exec_path\"|" "$here/share/applications/plumbline.desktop" \
  > "$prefix/share/applications/plumbline.desktop"
refresh_icons
echo "Plumbline is installed. Start it from the menu, or with $prefix/bin/plumbline"
echo "Remove it with $prefix/lib/plumbline/uninstall"
"$prefix/bin/plumbline" --version >/dev/null || {
  echo "It does not start here; see the message above. Needed: glibc 2.35 or newer, ALSA (libasound.so.2)." >&2; exit 1; }
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "To use the command plumbline, add $prefix/bin to PATH." ;; esac
