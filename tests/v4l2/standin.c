/* Test double of a USB camera: a library that is preloaded (LD_PRELOAD) into a program that uses V4L2.
 *
 * /dev/video0 captures pictures, /dev/video1 is the metadata node that a UVC camera also has. Other
 * cameras may come before them. All nodes are memfds, so mmap, fcntl and close of a node are those of the kernel. This library answers only the
 * calls that find a node (readdir, open, also of files of sysfs and udev about it), wait for it (poll)
 * and control it (ioctl, which the v4l crate calls through syscall). All other calls are passed to the
 * real functions. The visible rules of the kernel's videobuf2 apply: buffers are filled in the order of
 * queueing and at the frame rate, a buffer keeps its old bytes behind a shorter picture, and the size
 * cannot be set while buffers are allocated.
 *
 * Environment:
 *   STANDIN_MODES            offered modes, "YUYV 640x480 30 15/2; MJPG 1280x720 30". A range of sizes with
 *                            its step is "YUYV 32x32-2592x1944/2 30", a range of rates "1-90"
 *   STANDIN_LISTS            0: no formats are listed; the present one can be read and used
 *   STANDIN_PADDING          unused bytes at the end of each row of the first plane; the pictures have them
 *   STANDIN_FRAMES           folder of the pictures: YUYV-640x480-0.raw, -1.raw and so on, repeated
 *   STANDIN_NAME             name of the camera, default "Stand-in Camera"
 *   STANDIN_LEFT_AT          number of the mode that is set at the start, default 0
 *   STANDIN_GIVES            "800x600 20": the mode that is set for every request
 *   STANDIN_COLORSPACE       colour space that G_FMT returns, default 8 (sRGB)
 *   STANDIN_FAIL             call and error: "open EACCES", "S_FMT EBUSY", "STREAMON ENOSPC", "DQBUF EIO";
 *                            with a format the call fails only for it: "STREAMON ENOSPC YUYV"
 *   STANDIN_OTHERS           cameras with lower numbers, "NAME|FAULT;NAME|FAULT". A fault is a call and its
 *                            error, "silent", or a format, "GREY", in which it would send pictures
 *   STANDIN_STALL_AFTER      number of pictures after which no more are sent until it is unplugged
 *   STANDIN_CUT_EVERY        every Nth picture is truncated to half its length
 *   STANDIN_ERROR_EVERY      every Nth picture has a gap and V4L2_BUF_FLAG_ERROR
 *   STANDIN_UNPLUG_AFTER     number of pictures after which it is unplugged
 *   STANDIN_REPLUG_AFTER_MS  time after which it is plugged in again, default never
 *   STANDIN_UNPLUGGED_WHILE  file; the camera is unplugged while it exists
 *   STANDIN_ZOOM             value of the zoom control (100 is the widest view), default: no zoom
 *   STANDIN_UDEV             0: udev does not report which node captures pictures
 *   STANDIN_LOG              file that receives one line per event ("open", "stream on" and so on)
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MAX_OTHERS = 8, MAX_MODES = 32, MAX_RATES = 8, MAX_BUFFERS = 16, MAX_PICTURES = 8, MAX_HANDLES = 64 };

struct mode {
    uint32_t fourcc, width, height;
    uint32_t max_width, max_height, step; /* step 0: one size */
    struct v4l2_fract interval[MAX_RATES];
    uint32_t rates;
    bool is_rate_range; /* the first interval is the shortest, the second the longest */
};

/* Another camera, which does not send any picture. */
struct other {
    const char *name, *fault;
};

struct picture {
    uint8_t *bytes;
    size_t length;
};

/* Configuration from the environment. */
static struct {
    struct mode mode[MAX_MODES];
    uint32_t modes, left_at, colorspace, padding;
    int32_t zoom;
    struct other other[MAX_OTHERS];
    int others;
    uint32_t given_width, given_height, given_rate;
    const char *name, *frames, *unplugged_while;
    long stall_after, unplug_after, replug_after_ms, cut_every, error_every;
    bool has_udev, is_listing;
    int log;
} config;

/* State of the camera. Protected by `lock`. */
static struct {
    bool is_plugged;
    uint64_t replug_ns;
    unsigned plugged_times; /* handles opened before the last plugging are invalid */
    struct mode now;        /* current mode; only interval[0] is used */
    int owner;              /* descriptor that owns the buffers, or -1 */
    uint8_t *memory;
    uint32_t buffers, buffer_bytes;
    struct v4l2_buffer buffer[MAX_BUFFERS];
    uint32_t queued[MAX_BUFFERS], queued_count, done[MAX_BUFFERS], done_count;
    bool is_streaming;
    uint64_t due_ns;
    long taken; /* number of pictures since the start of the program */
    uint32_t sequence;
    struct picture picture[MAX_PICTURES];
    uint32_t pictures;
} camera;

static struct handle {
    int fd, node;
    unsigned plugged_times;
} handles[MAX_HANDLES];
static size_t handle_count;

/* The open listing of /dev, and the number of names of the test double it has returned. */
static DIR *dev_listing;
static int dev_listed;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long (*true_syscall)(long, ...);
static int (*true_open)(const char *, int, ...);
static int (*true_close)(int);
static int (*true_poll)(struct pollfd *, nfds_t, int);
static DIR *(*true_opendir)(const char *);
static struct dirent64 *(*true_readdir64)(DIR *);
static int (*true_closedir)(DIR *);

/* ---- configuration ------------------------------------------------------------------------- */

static void fail(const char *what, const char *about)
{
    fprintf(stderr, "standin: %s: %s\n", what, about);
    abort();
}

static long number(const char *variable, long otherwise)
{
    const char *text = getenv(variable);
    return text ? strtol(text, NULL, 0) : otherwise;
}

static void read_mode(char *text)
{
    struct mode *mode = &config.mode[config.modes];
    char fourcc[5];
    int used = 0;
    if (config.modes == MAX_MODES
        || sscanf(text, " %4s %ux%u%n", fourcc, &mode->width, &mode->height, &used) != 3)
        fail("bad STANDIN_MODES", text);
    if (text[used] == '-') {
        int more = 0;
        if (sscanf(text + used, "-%ux%u/%u%n", &mode->max_width, &mode->max_height, &mode->step,
                   &more) != 3)
            fail("bad range in STANDIN_MODES", text);
        used += more;
    }
    mode->fourcc = v4l2_fourcc(fourcc[0], fourcc[1], fourcc[2], fourcc[3]);
    char *save = NULL;
    for (char *rate = strtok_r(text + used, " ", &save); rate; rate = strtok_r(NULL, " ", &save)) {
        unsigned frames = 0, seconds = 1, most = 0;
        if (sscanf(rate, "%u-%u", &frames, &most) == 2 && frames && most) {
            mode->is_rate_range = true;
            mode->rates = 2;
            mode->interval[0] = (struct v4l2_fract){ 1, most };
            mode->interval[1] = (struct v4l2_fract){ 1, frames };
            continue;
        }
        if (mode->rates == MAX_RATES || sscanf(rate, "%u/%u", &frames, &seconds) < 1 || !frames)
            fail("bad rate in STANDIN_MODES", rate);
        mode->interval[mode->rates++] = (struct v4l2_fract){ seconds, frames };
    }
    if (mode->rates == 0)
        fail("no rate in STANDIN_MODES", fourcc);
    config.modes++;
}

static void read_others(char *text)
{
    char *save = NULL;
    for (char *name = strtok_r(text, ";", &save); name; name = strtok_r(NULL, ";", &save)) {
        char *fault = strchr(name, '|');
        if (!fault || config.others == MAX_OTHERS)
            fail("bad STANDIN_OTHERS", name);
        *fault++ = 0;
        config.other[config.others++] = (struct other){ name, fault };
    }
}

/* The numbers of the nodes: the other cameras, the camera, and its metadata. */
static int picture_node(void)
{
    return config.others;
}

static int node_count(void)
{
    return config.others + 2;
}

static const char *name_of_node(int node)
{
    return node < config.others ? config.other[node].name : config.name;
}

static void plug_in(void)
{
    camera.is_plugged = true;
    camera.plugged_times++;
    camera.now = config.mode[config.left_at];
    camera.owner = -1;
}

__attribute__((constructor)) static void begin(void)
{
    true_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    true_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    true_close = (int (*)(int))dlsym(RTLD_NEXT, "close");
    true_poll = (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
    true_opendir = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
    true_readdir64 = (struct dirent64 * (*)(DIR *)) dlsym(RTLD_NEXT, "readdir64");
    true_closedir = (int (*)(DIR *))dlsym(RTLD_NEXT, "closedir");

    const char *modes = getenv("STANDIN_MODES"), *given = getenv("STANDIN_GIVES");
    const char *name = getenv("STANDIN_NAME"), *log = getenv("STANDIN_LOG");
    char *list = strdup(modes ? modes : "YUYV 640x480 30"), *save = NULL;
    for (char *mode = strtok_r(list, ";", &save); mode; mode = strtok_r(NULL, ";", &save))
        read_mode(mode);
    free(list);
    if (getenv("STANDIN_OTHERS"))
        read_others(strdup(getenv("STANDIN_OTHERS")));
    if (given && sscanf(given, "%ux%u %u", &config.given_width, &config.given_height,
                        &config.given_rate) < 2)
        fail("bad STANDIN_GIVES", given);
    config.name = name ? name : "Stand-in Camera";
    config.frames = getenv("STANDIN_FRAMES");
    config.unplugged_while = getenv("STANDIN_UNPLUGGED_WHILE");
    config.left_at = number("STANDIN_LEFT_AT", 0) % config.modes;
    config.colorspace = number("STANDIN_COLORSPACE", V4L2_COLORSPACE_SRGB);
    config.stall_after = number("STANDIN_STALL_AFTER", -1);
    config.unplug_after = number("STANDIN_UNPLUG_AFTER", -1);
    config.replug_after_ms = number("STANDIN_REPLUG_AFTER_MS", -1);
    config.cut_every = number("STANDIN_CUT_EVERY", 0);
    config.error_every = number("STANDIN_ERROR_EVERY", 0);
    config.has_udev = number("STANDIN_UDEV", 1) != 0;
    config.is_listing = number("STANDIN_LISTS", 1) != 0;
    config.padding = number("STANDIN_PADDING", 0);
    config.zoom = number("STANDIN_ZOOM", 0);
    config.log = log ? true_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    plug_in();
}

static void note(const char *what)
{
    if (config.log >= 0)
        dprintf(config.log, "%s\n", what);
}

/* The error that `text` sets for `call`, or 0. */
static int error_in(const char *text, const char *call)
{
    static const struct {
        const char *name;
        int number;
    } errors[] = { { "EACCES", EACCES }, { "EPERM", EPERM },   { "EBUSY", EBUSY },
                   { "ENOSPC", ENOSPC }, { "ENODEV", ENODEV }, { "ENXIO", ENXIO },
                   { "EIO", EIO },       { "EPROTO", EPROTO }, { "EPIPE", EPIPE },
                   { "EINVAL", EINVAL } };
    char where[16], which[16], format[5];
    int words = text ? sscanf(text, "%15s %15s %4s", where, which, format) : 0;
    if (words < 2 || strcmp(where, call) != 0)
        return 0;
    if (words == 3 && memcmp(&camera.now.fourcc, format, 4) != 0)
        return 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, which) == 0)
            return errors[i].number;
    fail("unknown error", which);
    return 0;
}

/* The error that STANDIN_FAIL sets for `call`, or 0. */
static int configured_error(const char *call)
{
    return error_in(getenv("STANDIN_FAIL"), call);
}

static int refuse(int error)
{
    errno = error;
    return -1;
}

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* ---- the camera ---------------------------------------------------------------------------- */

static void unplug(uint64_t replug_ns)
{
    note("unplugged");
    camera.is_plugged = false;
    camera.is_streaming = false;
    camera.queued_count = camera.done_count = 0;
    camera.replug_ns = replug_ns;
    config.stall_after = -1; /* after plugging in again it does not stall */
}

static void update_plug_state(void)
{
    bool is_pulled = config.unplugged_while && access(config.unplugged_while, F_OK) == 0;
    if (camera.is_plugged && is_pulled) {
        unplug(0);
    } else if (!camera.is_plugged && !is_pulled && now_ns() >= camera.replug_ns) {
        plug_in();
        note("plugged in");
    }
}

static uint64_t interval_ns(void)
{
    const struct v4l2_fract *interval = &camera.now.interval[0];
    return 1000000000ull * interval->numerator / interval->denominator;
}

static void load_pictures(void)
{
    while (camera.pictures > 0)
        free(camera.picture[--camera.pictures].bytes);
    for (; camera.pictures < MAX_PICTURES; camera.pictures++) {
        const char *code = (const char *)&camera.now.fourcc; /* V4L2 codes are little endian */
        char path[4096];
        snprintf(path, sizeof path, "%s/%.4s-%ux%u-%u.raw", config.frames ? config.frames : ".",
                 code, camera.now.width, camera.now.height, camera.pictures);
        int fd = true_open(path, O_RDONLY | O_CLOEXEC);
        struct stat status;
        if (fd < 0 && camera.pictures > 0)
            return;
        if (fd < 0 || fstat(fd, &status) != 0)
            fail("no picture", path);
        struct picture *picture = &camera.picture[camera.pictures];
        picture->length = (size_t)status.st_size;
        picture->bytes = malloc(picture->length);
        if (read(fd, picture->bytes, picture->length) != status.st_size)
            fail("cannot read", path);
        true_close(fd);
    }
}

static bool is_nth(long every)
{
    return every > 0 && camera.taken % every == 0;
}

static void fill(uint32_t index)
{
    const struct picture *picture = &camera.picture[camera.sequence % camera.pictures];
    struct v4l2_buffer *buffer = &camera.buffer[index];
    uint8_t *to = camera.memory + (size_t)index * camera.buffer_bytes;
    size_t length = picture->length;
    if (length > camera.buffer_bytes)
        fail("a picture is larger than the buffer", config.frames);
    buffer->flags &= ~(uint32_t)V4L2_BUF_FLAG_ERROR;
    camera.taken++;
    if (is_nth(config.cut_every)) {
        length /= 2;
        memcpy(to, picture->bytes, length);
    } else if (is_nth(config.error_every)) {
        /* A lost packet: the second quarter is missing and the following bytes move up. */
        size_t quarter = length / 4;
        memcpy(to, picture->bytes, quarter);
        memcpy(to + quarter, picture->bytes + 2 * quarter, length - 2 * quarter);
        length -= quarter;
        buffer->flags |= V4L2_BUF_FLAG_ERROR;
    } else {
        memcpy(to, picture->bytes, length);
    }
    buffer->bytesused = (uint32_t)length;
    buffer->sequence = camera.sequence++;
    buffer->timestamp.tv_sec = (time_t)(camera.due_ns / 1000000000u);
    buffer->timestamp.tv_usec = (suseconds_t)(camera.due_ns % 1000000000u / 1000u);
}

/* Produces the pictures that are due since the last call. */
static void catch_up(void)
{
    update_plug_state();
    while (camera.is_streaming && camera.due_ns <= now_ns()) {
        if (config.stall_after >= 0 && camera.taken >= config.stall_after)
            return;
        if (config.unplug_after >= 0 && camera.taken >= config.unplug_after) {
            long after_ms = config.replug_after_ms;
            config.unplug_after = -1;
            return unplug(after_ms < 0 ? UINT64_MAX : now_ns() + (uint64_t)after_ms * 1000000u);
        }
        /* Without a queued buffer the picture is lost. */
        if (camera.queued_count > 0) {
            uint32_t index = camera.queued[0];
            camera.queued_count--;
            memmove(camera.queued, camera.queued + 1, camera.queued_count * sizeof(uint32_t));
            fill(index);
            camera.done[camera.done_count++] = index;
        }
        camera.due_ns += interval_ns();
    }
}

static void release_buffers(void)
{
    if (camera.memory)
        munmap(camera.memory, (size_t)camera.buffers * camera.buffer_bytes);
    camera.memory = NULL;
    camera.buffers = camera.queued_count = camera.done_count = 0;
    camera.is_streaming = false;
    camera.owner = -1;
}

static uint32_t image_bytes(void)
{
    uint32_t page = (uint32_t)sysconf(_SC_PAGESIZE);
    uint32_t row = camera.now.width * 3 + 2 * config.padding;
    return (row * camera.now.height + page - 1) / page * page;
}

/* Bytes of a pixel in the first plane, or 0 for a compressed format. */
static uint32_t pixel_bytes(uint32_t fourcc)
{
    switch (fourcc) {
    case V4L2_PIX_FMT_YUYV:
    case V4L2_PIX_FMT_UYVY:
    case V4L2_PIX_FMT_YVYU:
        return 2;
    case V4L2_PIX_FMT_RGB24:
    case V4L2_PIX_FMT_BGR24:
        return 3;
    case V4L2_PIX_FMT_GREY:
    case V4L2_PIX_FMT_NV12:
    case V4L2_PIX_FMT_NV21:
    case V4L2_PIX_FMT_YUV420:
    case V4L2_PIX_FMT_YVU420:
        return 1;
    default:
        return 0;
    }
}

/* The nth distinct fourcc, size of a fourcc, or mode of a fourcc and size. NULL after the last one. */
static const struct mode *nth_mode(uint32_t n, uint32_t fourcc, uint32_t width, uint32_t height)
{
    for (uint32_t i = 0; i < config.modes; i++) {
        const struct mode *mode = &config.mode[i];
        bool is_match = (!fourcc || mode->fourcc == fourcc)
            && (!width || mode->step || (mode->width == width && mode->height == height));
        bool is_new = true;
        for (uint32_t k = 0; k < i; k++)
            is_new = is_new
                && (config.mode[k].fourcc != mode->fourcc
                    || (fourcc
                        && (config.mode[k].width != mode->width
                            || config.mode[k].height != mode->height)));
        if (is_match && is_new && n-- == 0)
            return mode;
    }
    return NULL;
}

static long distance(const struct mode *mode, const struct v4l2_pix_format *wanted)
{
    return (mode->fourcc == wanted->pixelformat ? 0 : 1000000)
        + labs((long)mode->width - (long)wanted->width)
        + labs((long)mode->height - (long)wanted->height);
}

static void answer_format(struct v4l2_pix_format *pix)
{
    memset(pix, 0, sizeof *pix);
    pix->width = camera.now.width;
    pix->height = camera.now.height;
    pix->pixelformat = camera.now.fourcc;
    pix->field = V4L2_FIELD_NONE;
    if (pixel_bytes(camera.now.fourcc))
        pix->bytesperline = camera.now.width * pixel_bytes(camera.now.fourcc) + config.padding;
    pix->sizeimage = image_bytes();
    pix->colorspace = config.colorspace;
}

static uint32_t in_steps(uint32_t wanted, uint32_t min, uint32_t max, uint32_t step)
{
    uint32_t value = wanted < min ? min : wanted > max ? max : wanted;
    return value - (value - min) % step;
}

static int set_format(struct v4l2_pix_format *pix)
{
    if (camera.owner >= 0)
        return refuse(EBUSY);
    const struct mode *best = &config.mode[0];
    for (uint32_t i = 1; i < config.modes; i++)
        if (distance(&config.mode[i], pix) < distance(best, pix))
            best = &config.mode[i];
    uint32_t width = pix->width, height = pix->height;
    camera.now = *best;
    if (best->step) {
        camera.now.width = in_steps(width, best->width, best->max_width, best->step);
        camera.now.height = in_steps(height, best->height, best->max_height, best->step);
    }
    if (config.given_width) {
        camera.now.width = config.given_width;
        camera.now.height = config.given_height;
    }
    answer_format(pix);
    return 0;
}

static void set_interval(struct v4l2_captureparm *parm)
{
    const struct mode *mode = &config.mode[0];
    for (uint32_t i = 0; i < config.modes; i++)
        if (config.mode[i].fourcc == camera.now.fourcc
            && (config.mode[i].step
                || (config.mode[i].width == camera.now.width
                    && config.mode[i].height == camera.now.height)))
            mode = &config.mode[i];
    const struct v4l2_fract *asked = &parm->timeperframe, *best = &mode->interval[0];
    if (mode->is_rate_range) {
        camera.now.interval[0] = *asked;
        return;
    }
    double wanted_s = asked->denominator ? (double)asked->numerator / asked->denominator : 0;
    double best_off_s = 1e9;
    for (uint32_t i = 0; i < mode->rates; i++) {
        double s = (double)mode->interval[i].numerator / mode->interval[i].denominator;
        double off_s = s > wanted_s ? s - wanted_s : wanted_s - s;
        if (off_s < best_off_s) {
            best_off_s = off_s;
            best = &mode->interval[i];
        }
    }
    camera.now.interval[0] = *best;
    if (config.given_rate)
        camera.now.interval[0] = (struct v4l2_fract){ 1, config.given_rate };
}

static void answer_interval(struct v4l2_captureparm *parm)
{
    memset(parm, 0, sizeof *parm);
    parm->capability = V4L2_CAP_TIMEPERFRAME;
    parm->timeperframe = camera.now.interval[0];
}

static int request_buffers(int fd, struct v4l2_requestbuffers *request)
{
    if (camera.is_streaming || (camera.owner >= 0 && camera.owner != fd))
        return refuse(EBUSY);
    release_buffers();
    if (request->count == 0)
        return 0;
    if (request->count > MAX_BUFFERS)
        request->count = MAX_BUFFERS;
    camera.buffer_bytes = image_bytes();
    size_t length = (size_t)request->count * camera.buffer_bytes;
    /* Truncated first, so that new buffers are zero like those of the kernel. */
    if (ftruncate(fd, 0) != 0 || ftruncate(fd, (off_t)length) != 0)
        fail("ftruncate", strerror(errno));
    camera.memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (camera.memory == MAP_FAILED)
        fail("mmap", strerror(errno));
    camera.buffers = request->count;
    camera.owner = fd;
    for (uint32_t i = 0; i < camera.buffers; i++)
        camera.buffer[i] = (struct v4l2_buffer){ .index = i,
                                                 .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
                                                 .memory = V4L2_MEMORY_MMAP,
                                                 .flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC,
                                                 .field = V4L2_FIELD_NONE,
                                                 .length = camera.buffer_bytes,
                                                 .m.offset = i * camera.buffer_bytes };
    return 0;
}

static int queue_buffer(const struct v4l2_buffer *buffer)
{
    bool is_free = buffer->index < camera.buffers;
    for (uint32_t i = 0; i < camera.queued_count; i++)
        is_free = is_free && camera.queued[i] != buffer->index;
    for (uint32_t i = 0; i < camera.done_count; i++)
        is_free = is_free && camera.done[i] != buffer->index;
    if (!is_free)
        return refuse(EINVAL);
    camera.queued[camera.queued_count++] = buffer->index;
    return 0;
}

static int dequeue_buffer(struct v4l2_buffer *buffer)
{
    if (!camera.is_streaming)
        return refuse(EINVAL);
    if (camera.done_count == 0)
        return refuse(EAGAIN); /* nodes are opened with O_NONBLOCK */
    *buffer = camera.buffer[camera.done[0]];
    camera.done_count--;
    memmove(camera.done, camera.done + 1, camera.done_count * sizeof(uint32_t));
    return 0;
}

static int stream_on(void)
{
    char words[64];
    snprintf(words, sizeof words, "stream on %.4s %ux%u %u/%u", (const char *)&camera.now.fourcc,
             camera.now.width, camera.now.height, camera.now.interval[0].denominator,
             camera.now.interval[0].numerator);
    if (camera.buffers == 0)
        return refuse(EINVAL);
    load_pictures();
    camera.is_streaming = true;
    camera.sequence = 0;
    camera.due_ns = now_ns() + interval_ns();
    note(words);
    return 0;
}

static int stream_off(void)
{
    if (camera.is_streaming)
        note("stream off");
    camera.is_streaming = false;
    camera.queued_count = camera.done_count = 0;
    return 0;
}

/* ---- ioctl --------------------------------------------------------------------------------- */

static int query_capabilities(int node, struct v4l2_capability *caps)
{
    memset(caps, 0, sizeof *caps);
    strcpy((char *)caps->driver, "uvcvideo");
    strncpy((char *)caps->card, name_of_node(node), sizeof caps->card - 1);
    strcpy((char *)caps->bus_info, "usb-standin-1");
    caps->version = 6 << 16 | 1 << 8;
    caps->device_caps = V4L2_CAP_STREAMING
        | (node <= picture_node() ? V4L2_CAP_VIDEO_CAPTURE : V4L2_CAP_META_CAPTURE);
    caps->capabilities = V4L2_CAP_STREAMING | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE
        | V4L2_CAP_DEVICE_CAPS;
    return 0;
}

static int enumerate(unsigned long request, void *argument)
{
    struct v4l2_fmtdesc *format = argument;
    struct v4l2_frmsizeenum *size = argument;
    struct v4l2_frmivalenum *interval = argument;
    const struct mode *mode;
    switch (request) {
    case VIDIOC_ENUM_FMT:
        mode = config.is_listing ? nth_mode(format->index, 0, 0, 0) : NULL;
        if (!mode)
            break;
        format->pixelformat = mode->fourcc;
        format->flags = pixel_bytes(mode->fourcc) ? 0 : V4L2_FMT_FLAG_COMPRESSED;
        return 0;
    case VIDIOC_ENUM_FRAMESIZES:
        mode = size->pixel_format ? nth_mode(size->index, size->pixel_format, 0, 0) : NULL;
        if (!mode)
            break;
        if (mode->step) {
            size->type =
                mode->step == 1 ? V4L2_FRMSIZE_TYPE_CONTINUOUS : V4L2_FRMSIZE_TYPE_STEPWISE;
            size->stepwise = (struct v4l2_frmsize_stepwise){ mode->width,  mode->max_width,
                                                             mode->step,   mode->height,
                                                             mode->max_height, mode->step };
            return 0;
        }
        size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
        size->discrete.width = mode->width;
        size->discrete.height = mode->height;
        return 0;
    default:
        mode = nth_mode(0, interval->pixel_format, interval->width, interval->height);
        if (!mode || interval->index >= (mode->is_rate_range ? 1 : mode->rates))
            break;
        if (mode->is_rate_range) {
            interval->type = V4L2_FRMIVAL_TYPE_CONTINUOUS;
            interval->stepwise = (struct v4l2_frmival_stepwise){ mode->interval[0],
                                                                 mode->interval[1], { 1, 1 } };
            return 0;
        }
        interval->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        interval->discrete = mode->interval[interval->index];
        return 0;
    }
    return refuse(EINVAL);
}

static bool is_of_pictures(unsigned long request, const void *argument)
{
    switch (request) {
    case VIDIOC_ENUM_FMT:
        return ((const struct v4l2_fmtdesc *)argument)->type == V4L2_BUF_TYPE_VIDEO_CAPTURE;
    case VIDIOC_REQBUFS:
        return ((const struct v4l2_requestbuffers *)argument)->type == V4L2_BUF_TYPE_VIDEO_CAPTURE
            && ((const struct v4l2_requestbuffers *)argument)->memory == V4L2_MEMORY_MMAP;
    case VIDIOC_QUERYBUF:
    case VIDIOC_QBUF:
    case VIDIOC_DQBUF:
        return ((const struct v4l2_buffer *)argument)->type == V4L2_BUF_TYPE_VIDEO_CAPTURE
            && ((const struct v4l2_buffer *)argument)->memory == V4L2_MEMORY_MMAP;
    case VIDIOC_G_FMT:
    case VIDIOC_S_FMT:
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM:
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF: /* the arguments begin with the buffer type */
        return *(const uint32_t *)argument == V4L2_BUF_TYPE_VIDEO_CAPTURE;
    default:
        return true;
    }
}

static const char *name_of(unsigned long request)
{
    switch (request) {
    case VIDIOC_S_FMT:
        return "S_FMT";
    case VIDIOC_S_PARM:
        return "S_PARM";
    case VIDIOC_REQBUFS:
        return "REQBUFS";
    case VIDIOC_STREAMON:
        return "STREAMON";
    case VIDIOC_QBUF:
        return "QBUF";
    case VIDIOC_DQBUF:
        return "DQBUF";
    default:
        return "another";
    }
}

/* Answers for a camera of STANDIN_OTHERS. */
static int answer_for_other(const struct handle *handle, unsigned long request, void *argument)
{
    const char *fault = config.other[handle->node].fault;
    bool is_format = strlen(fault) == 4;
    struct v4l2_fmtdesc *format = argument;
    struct v4l2_frmsizeenum *size = argument;
    struct v4l2_frmivalenum *interval = argument;
    struct v4l2_pix_format *pix = &((struct v4l2_format *)argument)->fmt.pix;
    struct v4l2_captureparm *parm = &((struct v4l2_streamparm *)argument)->parm.capture;
    struct v4l2_requestbuffers *buffers = argument;
    struct v4l2_buffer *buffer = argument;
    uint32_t fourcc = V4L2_PIX_FMT_YUYV, page = (uint32_t)sysconf(_SC_PAGESIZE);
    if (is_format)
        memcpy(&fourcc, fault, 4);
    int error = error_in(fault, name_of(request));
    if (error)
        return refuse(error);
    switch (request) {
    case VIDIOC_QUERYCAP:
        return query_capabilities(handle->node, argument);
    case VIDIOC_ENUM_FMT:
        format->pixelformat = fourcc;
        return format->index ? refuse(EINVAL) : 0;
    case VIDIOC_ENUM_FRAMESIZES:
        size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
        size->discrete = (struct v4l2_frmsize_discrete){ 640, 480 };
        return size->index ? refuse(EINVAL) : 0;
    case VIDIOC_ENUM_FRAMEINTERVALS:
        interval->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        interval->discrete = (struct v4l2_fract){ 1, 30 };
        return interval->index ? refuse(EINVAL) : 0;
    case VIDIOC_S_FMT:
    case VIDIOC_G_FMT:
        *pix = (struct v4l2_pix_format){ .width = 640, .height = 480, .pixelformat = fourcc,
                                         .field = V4L2_FIELD_NONE, .sizeimage = page,
                                         .colorspace = V4L2_COLORSPACE_SRGB };
        return 0;
    case VIDIOC_S_PARM:
    case VIDIOC_G_PARM:
        *parm = (struct v4l2_captureparm){ .capability = V4L2_CAP_TIMEPERFRAME,
                                           .timeperframe = { 1, 30 } };
        return 0;
    case VIDIOC_REQBUFS:
        return ftruncate(handle->fd, (off_t)buffers->count * page);
    case VIDIOC_QUERYBUF:
        buffer->length = page;
        buffer->m.offset = buffer->index * page;
        return 0;
    case VIDIOC_QBUF:
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
        return 0;
    case VIDIOC_DQBUF:
        return refuse(EAGAIN);
    default:
        return refuse(ENOTTY);
    }
}

/* The zoom is the only control. */
static int query_control(struct v4l2_query_ext_ctrl *control)
{
    uint32_t next = V4L2_CTRL_FLAG_NEXT_CTRL | V4L2_CTRL_FLAG_NEXT_COMPOUND;
    uint32_t id = control->id & ~next;
    bool is_zoom =
        control->id & next ? id < V4L2_CID_ZOOM_ABSOLUTE : id == V4L2_CID_ZOOM_ABSOLUTE;
    if (config.zoom <= 0 || !is_zoom)
        return refuse(EINVAL);
    *control = (struct v4l2_query_ext_ctrl){ .id = V4L2_CID_ZOOM_ABSOLUTE,
                                             .type = V4L2_CTRL_TYPE_INTEGER,
                                             .name = "Zoom, Absolute",
                                             .minimum = 100,
                                             .maximum = 500,
                                             .step = 1,
                                             .default_value = 100,
                                             .elem_size = 4,
                                             .elems = 1 };
    return 0;
}

static int get_control(struct v4l2_ext_controls *controls)
{
    if (config.zoom <= 0 || controls->count != 1
        || controls->controls[0].id != V4L2_CID_ZOOM_ABSOLUTE)
        return refuse(EINVAL);
    controls->controls[0].value = config.zoom;
    return 0;
}

static int answer(const struct handle *handle, unsigned long request, void *argument)
{
    catch_up();
    if (handle->node < config.others)
        return answer_for_other(handle, request, argument);
    if (!camera.is_plugged || handle->plugged_times != camera.plugged_times)
        return refuse(ENODEV);
    int error = configured_error(name_of(request));
    if (error)
        return refuse(error);
    if (request == VIDIOC_QUERYCAP)
        return query_capabilities(handle->node, argument);
    if (handle->node != picture_node() || !is_of_pictures(request, argument))
        return refuse(EINVAL);
    bool is_owner = camera.owner == handle->fd;
    struct v4l2_buffer *buffer = argument;
    switch (request) {
    case VIDIOC_ENUM_FMT:
    case VIDIOC_ENUM_FRAMESIZES:
    case VIDIOC_ENUM_FRAMEINTERVALS:
        return enumerate(request, argument);
    case VIDIOC_S_FMT:
        return set_format(&((struct v4l2_format *)argument)->fmt.pix);
    case VIDIOC_G_FMT:
        answer_format(&((struct v4l2_format *)argument)->fmt.pix);
        return 0;
    case VIDIOC_S_PARM:
        set_interval(&((struct v4l2_streamparm *)argument)->parm.capture);
        answer_interval(&((struct v4l2_streamparm *)argument)->parm.capture);
        return 0;
    case VIDIOC_G_PARM:
        answer_interval(&((struct v4l2_streamparm *)argument)->parm.capture);
        return 0;
    case VIDIOC_REQBUFS:
        return request_buffers(handle->fd, argument);
    case VIDIOC_QUERYBUF:
        if (!is_owner || buffer->index >= camera.buffers)
            return refuse(EINVAL);
        *buffer = camera.buffer[buffer->index];
        return 0;
    case VIDIOC_QBUF:
        return is_owner ? queue_buffer(argument) : refuse(EINVAL);
    case VIDIOC_DQBUF:
        return is_owner ? dequeue_buffer(argument) : refuse(EINVAL);
    case VIDIOC_STREAMON:
        return is_owner ? stream_on() : refuse(EINVAL);
    case VIDIOC_STREAMOFF:
        return is_owner ? stream_off() : 0;
    case VIDIOC_QUERY_EXT_CTRL:
        return query_control(argument);
    case VIDIOC_G_EXT_CTRLS:
        return get_control(argument);
    case VIDIOC_QUERYCTRL: /* the camera has no other controls */
    case VIDIOC_G_CTRL:
    case VIDIOC_S_CTRL:
    case VIDIOC_S_EXT_CTRLS:
        return refuse(EINVAL);
    default:
        return refuse(ENOTTY);
    }
}

/* ---- interposed functions ------------------------------------------------------------------ */

/* Index of `fd` in `handles`, or `handle_count`. The caller holds `lock`. */
static size_t place_of(int fd)
{
    size_t i = 0;
    while (i < handle_count && handles[i].fd != fd)
        i++;
    return i;
}

long syscall(long call, ...)
{
    va_list list;
    long a[6];
    va_start(list, call);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(list, long);
    va_end(list);
    if (!true_syscall) /* the constructor of another library may run first */
        true_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    if (call == SYS_ioctl) {
        pthread_mutex_lock(&lock);
        size_t i = place_of((int)a[0]);
        if (i < handle_count) {
            int result = answer(&handles[i], (unsigned long)a[1], (void *)a[2]);
            int error = errno;
            pthread_mutex_unlock(&lock);
            errno = error;
            return result;
        }
        pthread_mutex_unlock(&lock);
    }
    return true_syscall(call, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* The number in a path of the form `pattern`, or -1. */
static int node_in(const char *path, const char *pattern)
{
    int node = -1, used = 0;
    return sscanf(path, pattern, &node, &used) == 1 && used > 0 && !path[used] ? node : -1;
}

static int open_node(int node)
{
    catch_up();
    if (node >= node_count() || (node >= config.others && !camera.is_plugged))
        return refuse(ENOENT); /* also for the real cameras of this machine */
    int error =
        node < config.others ? error_in(config.other[node].fault, "open") : configured_error("open");
    if (error)
        return refuse(error);
    if (handle_count == MAX_HANDLES)
        return refuse(EMFILE);
    int fd = memfd_create("standin", MFD_CLOEXEC);
    if (fd >= 0) {
        handles[handle_count++] = (struct handle){ fd, node, camera.plugged_times };
        note("open");
    }
    return fd;
}

/* Opens a file of sysfs or udev about a node. */
static int open_text(int node, const char *before, const char *text)
{
    catch_up();
    if (node >= node_count() || (node >= config.others && !camera.is_plugged))
        return refuse(ENOENT);
    int fd = memfd_create("standin-text", MFD_CLOEXEC);
    dprintf(fd, "%s%s\n", before, text);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static int open_known(const char *path)
{
    char number[16];
    int node = node_in(path, "/dev/video%d%n");
    if (node >= 0)
        return open_node(node);
    if ((node = node_in(path, "/sys/class/video4linux/video%d/name%n")) >= 0)
        return node < node_count() ? open_text(node, name_of_node(node), "") : refuse(ENOENT);
    if ((node = node_in(path, "/sys/class/video4linux/video%d/dev%n")) >= 0) {
        snprintf(number, sizeof number, "%d", node);
        return open_text(node, "81:", number);
    }
    if ((node = node_in(path, "/run/udev/data/c81:%d%n")) >= 0)
        return config.has_udev ? open_text(node, "E:ID_V4L_CAPABILITIES=:",
                                           node <= picture_node() ? "capture:" : "")
                               : refuse(ENOENT);
    return -2;
}

static int open_any(const char *path, int flags, unsigned mode)
{
    pthread_mutex_lock(&lock);
    int fd = open_known(path);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd == -2 ? true_open(path, flags, mode) : fd;
}

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    unsigned mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, unsigned) : 0;
    va_end(list);
    return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    unsigned mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, unsigned) : 0;
    va_end(list);
    return open_any(path, flags, mode);
}

int close(int fd)
{
    pthread_mutex_lock(&lock);
    size_t i = place_of(fd);
    if (i < handle_count) {
        if (camera.owner == fd)
            release_buffers();
        handles[i] = handles[--handle_count];
        note("close");
    }
    pthread_mutex_unlock(&lock);
    return true_close(fd);
}

/* POLLIN, POLLERR for an unplugged device, or 0. -1 if `fd` is not a node of the test double. */
static short state_of(int fd)
{
    pthread_mutex_lock(&lock);
    size_t i = place_of(fd);
    short state = -1;
    if (i < handle_count) {
        catch_up();
        bool is_other = handles[i].node < config.others;
        bool is_alive = is_other
            || (camera.is_plugged && handles[i].plugged_times == camera.plugged_times);
        bool can_wait = is_alive && camera.is_streaming && camera.owner == fd;
        state = !is_alive ? POLLERR | POLLHUP : !can_wait && !is_other ? POLLERR : 0;
        if (can_wait && camera.done_count > 0)
            state = POLLIN | POLLRDNORM;
    }
    pthread_mutex_unlock(&lock);
    return state;
}

static int wait_for(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    if (count != 1 || state_of(fds[0].fd) < 0)
        return true_poll(fds, count, timeout_ms);
    uint64_t end_ns = now_ns() + (uint64_t)(timeout_ms < 0 ? 0 : timeout_ms) * 1000000u;
    for (;;) {
        short state = state_of(fds[0].fd);
        fds[0].revents = (short)(state & (fds[0].events | POLLERR | POLLHUP));
        if (fds[0].revents)
            return 1;
        if (timeout_ms >= 0 && now_ns() >= end_ns)
            return 0;
        /* Polling at this interval costs little CPU time. */
        nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
    }
}

/* Separate from the work, because the C library declares that poll only writes to `fds`. */
int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    return wait_for(fds, count, timeout_ms);
}

DIR *opendir(const char *path)
{
    DIR *listing = true_opendir(path);
    if (listing && strcmp(path, "/dev") == 0) {
        pthread_mutex_lock(&lock);
        dev_listing = listing;
        dev_listed = 0;
        pthread_mutex_unlock(&lock);
    }
    return listing;
}

struct dirent64 *readdir64(DIR *listing)
{
    static struct dirent64 entry;
    pthread_mutex_lock(&lock);
    bool is_dev = listing == dev_listing;
    if (is_dev)
        catch_up();
    int nodes = camera.is_plugged ? node_count() : config.others;
    if (is_dev && dev_listed < nodes) {
        /* The order in /dev has no meaning, so the last node comes first here. */
        memset(&entry, 0, sizeof entry);
        entry.d_ino = 1;
        entry.d_type = DT_CHR;
        snprintf(entry.d_name, sizeof entry.d_name, "video%d", nodes - 1 - dev_listed++);
        pthread_mutex_unlock(&lock);
        return &entry;
    }
    pthread_mutex_unlock(&lock);
    struct dirent64 *next = true_readdir64(listing);
    while (is_dev && next && strncmp(next->d_name, "video", 5) == 0)
        next = true_readdir64(listing); /* skip a real camera of this machine */
    return next;
}

int closedir(DIR *listing)
{
    pthread_mutex_lock(&lock);
    if (listing == dev_listing)
        dev_listing = NULL;
    pthread_mutex_unlock(&lock);
    return true_closedir(listing);
}
