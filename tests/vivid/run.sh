#!/usr/bin/env bash
# Tests the camera code (V4L2) with a real kernel driver: boots the distribution's kernel in
# an emulator, loads `vivid`, the kernel's virtual webcam, and runs plumbline there.
#
#   tests/vivid/run.sh [PATH_TO_PLUMBLINE_BINARY]
#
# Needs Debian (tested on 12) on x86-64, 2 GB of memory and 20 to 45 minutes. The processor is
# emulated, so the host needs no virtualisation support and no video driver. Downloads one kernel
# package (about 70 MB), which is unpacked and not installed. Exit code 0 only if every check holds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$repo/target}/vivid
time_limit_s=7200

fail() { echo "vivid: $*" >&2; exit 1; }
say() { echo "vivid: $*"; }

[ "$(uname -m)" = x86_64 ] || fail "this test runs on x86-64 only"
command -v dpkg-deb >/dev/null || fail "this test needs Debian's kernel and package tools"

binary=${1:-$repo/target/debug/plumbline}
[ -x "$binary" ] || fail "no binary at $binary; run cargo build --locked first, or give the path of a binary"

# Programs that the host needs. busybox and v4l2-ctl are also copied into the guest.
declare -A package_of=(
  [qemu-system-x86_64]=qemu-system-x86 [busybox]=busybox-static [cpio]=cpio [modprobe]=kmod
  [v4l2-ctl]=v4l-utils [gcc]=gcc [python3]=python3 [xz]=xz-utils
)
missing=()
for program in "${!package_of[@]}"; do
  PATH=$PATH:/sbin:/usr/sbin command -v "$program" >/dev/null || missing+=("${package_of[$program]}")
done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" -eq 0 ] || fail "please install first: sudo apt-get install --no-install-recommends ${missing[*]}"
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
PATH=$PATH:/sbin:/usr/sbin
mkdir -p "$work"

# The kernel is unpacked once. Delete the folder to get a newer one.
kernel=$work/kernel
if ! compgen -G "$kernel/boot/vmlinuz-*" >/dev/null; then
  depends_on() { apt-cache depends "$1" 2>/dev/null | sed -n 's/^ *Depends: \(linux-[a-z]*-[0-9].*\)/\1/p'; }
  [ -n "$(depends_on linux-image-amd64)" ] || { say "updating the package lists"; apt-get update -qq; }
  image=$(depends_on linux-image-amd64 | head -1)
  [ -n "$image" ] || fail "the package lists contain no linux-image-amd64"
  rm -rf "$kernel" "$work/deb"
  mkdir -p "$kernel" "$work/deb"
  # In some releases the modules are in a separate package.
  for package in "$image" $(depends_on "$image"); do
    say "fetching $package"
    (cd "$work/deb" && apt-get -o APT::Sandbox::User=root -qq download "$package")
  done
  for deb in "$work"/deb/*.deb; do dpkg-deb -x "$deb" "$kernel"; done
fi
vmlinuz=$(compgen -G "$kernel/boot/vmlinuz-*" | head -1)
version=${vmlinuz##*/vmlinuz-}
modules=$kernel/lib/modules/$version
[ -d "$modules" ] || modules=$kernel/usr/lib/modules/$version
[ -d "$modules" ] || fail "no modules of $version in $kernel"
[ -f "$modules/modules.dep" ] || depmod -b "${modules%/lib/modules/*}" "$version"

# Root file system of the guest: busybox, the modules with their loading order, plumbline, v4l2-ctl
# and their libraries.
root=$work/root
rm -rf "$root"
mkdir -p "$root"/{bin,dev,etc,lib64,modules,proc,proof,root,sys,tmp}
cp "$(command -v busybox)" "$root/bin/busybox"
ldd "$root/bin/busybox" 2>/dev/null | grep -q '=>' && fail "this busybox is not the static one: install busybox-static"
install -m 755 "$here/guest.sh" "$root/init"
printf 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/tmp:/bin/sh\n' >"$root/etc/passwd"

for module in virtio_pci 9pnet_virtio 9p vivid; do
  # Built-in modules are listed as `builtin` and need no file.
  modprobe -d "${modules%/lib/modules/*}" -S "$version" --show-depends "$module" \
    | sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | awk '!seen[$0]++' >"$work/modules"
grep -q '/vivid\.ko' "$work/modules" || fail "kernel $version has no vivid module"
while read -r path; do
  name=$(basename "$path")
  case $name in
    *.xz) xz -dc "$path" >"$root/modules/${name%.xz}" ;;
    *) cp "$path" "$root/modules/$name" ;;
  esac
  name=${name%.xz}
  # The scenes load vivid themselves, with their own options.
  [ "$name" = vivid.ko ] || echo "$name" >>"$root/modules/order"
done <"$work/modules"

install -m 755 "$binary" "$root/bin/plumbline"
strip --strip-debug "$root/bin/plumbline" 2>/dev/null || true
install -m 755 "$(command -v v4l2-ctl)" "$root/bin/v4l2-ctl"
gcc -shared -fPIC -O2 -Wall -Wextra -o "$root/lib64/one_format.so" "$here/one_format.c" -ldl
for program in plumbline v4l2-ctl; do
  ldd "$root/bin/$program" | grep -q 'not found' && fail "$program lacks a library here: $(ldd "$root/bin/$program" | grep 'not found')"
  ldd "$root/bin/$program" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -Lu "$library" "$root$library"
  done
done
(cd "$root" && find . | cpio --quiet -o -H newc) >"$work/initramfs"

# The guest writes its results into this folder.
results=$work/results
rm -rf "$results"
mkdir -p "$results"
say "booting Linux $version in the emulator; the name of each scene is printed when it ends"
begin=$SECONDS
timeout --foreground "$time_limit_s" qemu-system-x86_64 \
  -machine q35,accel=tcg -cpu max -smp 2 -m 2048 -nodefaults -no-reboot \
  -display none -monitor none -serial stdio \
  -kernel "$vmlinuz" -initrd "$work/initramfs" -append "console=ttyS0 panic=-1 quiet" \
  -virtfs "local,path=$results,mount_tag=proof,security_model=none" \
  </dev/null 2>&1 | tee "$work/serial.log" | sed -un 's/\r$//; /^proof: /p' || true
[ -f "$results/finished" ] || fail "the guest did not reach its end; see $work/serial.log"
say "the guest ran for $((SECONDS - begin)) s"

{
  echo "date $(date -u +%Y-%m-%d)"
  echo "emulator $(qemu-system-x86_64 --version | head -1)"
} >"$results/host"
python3 "$here/check.py" "$results"
