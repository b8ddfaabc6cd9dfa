#!/bin/busybox sh
# Init process of the emulated machine. Runs the scenes. Each scene writes to the results folder:
# NAME.out, NAME.err, NAME.code (exit code and seconds), and pictures in NAME.pictures/.
/bin/busybox mkdir -p /bin /tmp
/bin/busybox --install -s /bin
export PATH=/bin HOME=/root PLUMBLINE_BACKEND=tract
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in $(cat /modules/order); do
  insmod "/modules/$module" || echo "proof: module $module did not load"
done
results=/proof
mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 proof "$results" || {
  echo "proof: the results folder could not be mounted"
  reboot -f
}
cd /tmp

now_s() { cut -d. -f1 /proc/uptime; }

# scene NAME LIMIT_S COMMAND...: runs COMMAND to its end or to the time limit.
scene() {
  name=$1 limit_s=$2
  shift 2
  begin=$(now_s)
  timeout "$limit_s" "$@" >"$results/$name.out" 2>"$results/$name.err"
  code=$?
  echo "$code $(($(now_s) - begin))" >"$results/$name.code"
  echo "proof: $name: exit code $code after $(($(now_s) - begin)) s"
}

# pictures NAME FRAMES [SOURCE]: analyses FRAMES frames and saves them as PNG.
pictures() {
  scene "$1" 900 plumbline analyze --source "${3:-camera:0}" --frames "$2" --json \
    --annotate "$results/$1.pictures"
}

# until_lines FILE N LIMIT_S: waits until FILE has N lines.
until_lines() {
  limit=$(($(now_s) + $3))
  while [ "$(wc -l <"$1" 2>/dev/null || echo 0)" -lt "$2" ] && [ "$(now_s)" -lt "$limit" ]; do
    sleep 1
  done
}

camera() { insmod /modules/vivid.ko n_devs=1 num_inputs=1 input_types=0 "$@"; }
control() { v4l2-ctl -d /dev/video0 --set-ctrl "$1" >>"$results/control.log" 2>&1; }

holds_camera() { ls -l "/proc/$(pidof plumbline)/fd" 2>/dev/null | grep -q /dev/video; }

# streaming_then NAME COMMAND...: starts plumbline, and after two frames runs COMMAND, which affects
# the camera. Records the time of COMMAND and the time when plumbline closed the device.
streaming_then() {
  streaming=$1
  shift
  scene "$streaming" 1200 plumbline analyze --source camera:0 --frames 100000 --json &
  until_lines "$results/$streaming.out" 2 900
  wc -l <"$results/$streaming.out" >"$results/$streaming.before"
  holds_camera && echo held >"$results/$streaming.held"
  now_s >"$results/$streaming.at"
  "$@"
  limit=$(($(now_s) + 120))
  while holds_camera && [ "$(now_s)" -lt "$limit" ]; do sleep 1; done
  now_s >>"$results/$streaming.at"
  wait
}

uname -srv >"$results/kernel"

# No camera at all.
scene none_list 300 plumbline cameras
scene none_analyze 300 plumbline analyze --source camera --frames 1

# A webcam. The pattern is 75 % colour bars, with counters written over its upper part.
camera node_types=0x1
ls /dev/video* >"$results/nodes" 2>&1
v4l2-ctl -d /dev/video0 --all >"$results/driver" 2>&1
v4l2-ctl -d /dev/video0 --list-formats-ext >>"$results/driver" 2>&1
scene list 300 plumbline cameras
scene list_json 300 plumbline cameras --json
pictures bars 5
v4l2-ctl -d /dev/video0 --get-fmt-video --get-parm >"$results/bars.format" 2>&1
# From here on the driver drops four of five frames: unpacking 15 frames per second leaves the
# emulated processor little time to measure one.
thin_out() { v4l2-ctl -d "${1:-/dev/video0}" --set-ctrl percentage_of_dropped_buffers=80; }
thin_out
control horizontal_movement=4
pictures moving 3
control horizontal_movement=3
control test_pattern=1
pictures bars_100 1
control test_pattern=0

# RGB frames of the same pattern from the driver without plumbline: the reference for the colours.
own_rgb() {
  v4l2-ctl -d /dev/video0 --set-fmt-video=width=640,height=480,pixelformat=RGB3 \
    --stream-mmap --stream-count=1 --stream-to="$results/$1.rgb" >"$results/$1.log" 2>&1
}
own_rgb bars_driver
control test_pattern=1
own_rgb bars_100_driver
control test_pattern=0

# The same camera with a single format.
for fourcc in NV12 RGB3 BGR3 GREY; do
  export LD_PRELOAD=/lib64/one_format.so ONLY_FOURCC=$fourcc
  pictures "only_$fourcc" 1
  unset LD_PRELOAD ONLY_FOURCC
  v4l2-ctl -d /dev/video0 --get-fmt-video >"$results/only_$fourcc.format" 2>&1
done

# A format and a frame rate that another program has left set and plumbline does not use.
v4l2-ctl -d /dev/video0 --set-fmt-video=width=1280,height=720,pixelformat=UYVY >"$results/left.log" 2>&1
pictures left_uyvy 1
v4l2-ctl -d /dev/video0 --set-fmt-video=width=640,height=360,pixelformat=YUYV >>"$results/left.log" 2>&1
v4l2-ctl -d /dev/video0 --set-parm=12.5 --get-parm >>"$results/left.log" 2>&1
pictures left_12_5_fps 1
v4l2-ctl -d /dev/video0 --set-parm=30 --get-parm >>"$results/left.log" 2>&1
# The same while the other program is still streaming. It must not be disturbed.
v4l2-ctl -d /dev/video0 --set-fmt-video=width=640,height=360,pixelformat=UYVY \
  --stream-mmap --stream-count=1000000 >"$results/holder_uyvy.log" 2>&1 &
holder=$!
sleep 5
scene busy_uyvy 300 plumbline analyze --source camera:0 --frames 1
v4l2-ctl -d /dev/video0 --get-fmt-video >"$results/busy_uyvy.format" 2>&1
kill -9 "$holder"
wait "$holder" 2>/dev/null

# Another program holds the camera and then releases it.
v4l2-ctl -d /dev/video0 --stream-mmap --stream-count=1000000 >"$results/holder.log" 2>&1 &
holder=$!
until_lines "$results/holder.log" 1 5
sleep 3
scene busy 300 plumbline analyze --source camera:0 --frames 1
kill -9 "$holder"
wait "$holder" 2>/dev/null
scene busy_over 900 plumbline analyze --source camera:0 --frames 1
# A second plumbline while the first is streaming.
second() { scene busy_second 300 plumbline analyze --source camera:0 --frames 1; kill_plumbline; }
kill_plumbline() { pid=$(pidof plumbline) && kill -9 $pid; }
streaming_then busy_first second

# No permission.
chmod 600 /dev/video0
scene forbidden 300 su -s /bin/sh nobody -c "plumbline analyze --source camera:0 --frames 1"

# The camera opens but sends no frames.
control percentage_of_dropped_buffers=100
scene silent 900 plumbline analyze --source camera:0 --frames 1
thin_out
# The camera refuses buffers, refuses to start, and fails while streaming.
control inject_vidioc_reqbufs_error=1
scene no_buffers 300 plumbline analyze --source camera:0 --frames 1
control inject_vidioc_streamon_error=1
scene no_start 900 plumbline analyze --source camera:0 --frames 1
streaming_then broken control inject_fatal_streaming_error=1

# The camera is disconnected while streaming: first with the driver's control (the node stays), then
# by unbinding the device.
streaming_then gone_control control disconnect=1
scene gone_control_over 900 plumbline analyze --source camera:0 --frames 1
pull() { echo vivid.0 >/sys/bus/platform/drivers/vivid/unbind; }
streaming_then gone pull
ls /dev/video* >"$results/gone.nodes" 2>&1
scene gone_list 300 plumbline cameras
echo vivid.0 >/sys/bus/platform/drivers/vivid/bind
thin_out
scene gone_over 900 plumbline analyze --source camera:0 --frames 1

# Two nodes as for a UVC webcam; the one without frames comes first.
rmmod vivid
camera node_types=0x20001 meta_cap_nr=0 vid_cap_nr=1
thin_out /dev/video1
scene two_list 300 plumbline cameras
pictures two_first_usable 1 camera
scene two_metadata 300 plumbline analyze --source camera:0 --frames 1

dmesg | grep -iE 'vivid|video|BUG|WARNING|Oops' >"$results/dmesg"
touch "$results/finished"
sync
reboot -f
