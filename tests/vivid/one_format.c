/* Library that is preloaded into plumbline inside the guest. It hides all formats of a V4L2 device
 * except ONLY_FOURCC, like a camera that has only NV12, for example. It is needed because plumbline
 * chooses the cheapest format, and vivid offers all of them. Only the list of formats is changed;
 * everything else comes from the kernel's driver. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

typedef long (*syscall_fn)(long, long, long, long, long, long, long);

/* Interposes syscall(), because the camera library calls ioctl through it. */
long syscall(long number, ...)
{
	static syscall_fn next;
	long arg[6];
	va_list args;

	va_start(args, number);
	for (int i = 0; i < 6; i++)
		arg[i] = va_arg(args, long);
	va_end(args);
	if (!next)
		next = (syscall_fn)dlsym(RTLD_NEXT, "syscall");

	const char *only = getenv("ONLY_FOURCC");
	if (number == SYS_ioctl && (unsigned int)arg[1] == VIDIOC_ENUM_FMT && only && strlen(only) == 4) {
		struct v4l2_fmtdesc *wanted = (struct v4l2_fmtdesc *)arg[2];
		struct v4l2_fmtdesc found = { .type = wanted->type };
		__u32 matches = 0;

		for (; next(number, arg[0], arg[1], (long)&found, 0, 0, 0) == 0; found.index++) {
			if (memcmp(&found.pixelformat, only, 4) != 0 || matches++ != wanted->index)
				continue;
			found.index = wanted->index;
			*wanted = found;
			return 0;
		}
		errno = EINVAL;
		return -1;
	}
	return next(number, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5]);
}
