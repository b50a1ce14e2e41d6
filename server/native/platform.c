#include "platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB ((uint64_t)1 << 20)

static const uint64_t sizes[] = {256 * MIB, 64 * MIB, 16 * MIB, 4 * MIB};

uint64_t
native_thread_id(void)
{
    return (uint64_t)PyThread_get_thread_native_id();
}

#ifdef _WIN32
#include <windows.h>

/* Takes its disk space at once, so no more than 64 MiB. */
char *
map_new_file(const char *path, uint64_t *size)
{
    HANDLE file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        return (char *)PyErr_SetFromWindowsErr(0);
    }
    char *base = NULL;
    for (size_t i = 1; i < sizeof sizes / sizeof *sizes && base == NULL; i++) {
        HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READWRITE, 0, (DWORD)sizes[i], NULL);
        if (mapping != NULL) {
            base = MapViewOfFile(mapping, FILE_MAP_WRITE, 0, 0, (SIZE_T)sizes[i]);
            CloseHandle(mapping);
            *size = sizes[i];
        }
    }
    if (base == NULL) {
        PyErr_SetFromWindowsErr(0);
    }
    CloseHandle(file);
    return base;
}

int
reserve_in_file(uint64_t from, uint64_t to)
{
    (void)from;
    (void)to;
    return 1;
}

static void (*thread_ended)(void *);

static void WINAPI
call_thread_ended(void *value)
{
    if (value != NULL) {
        thread_ended(value);
    }
}

int
at_thread_end(void (*ended)(void *), void *value)
{
    static DWORD index = FLS_OUT_OF_INDEXES;
    thread_ended = ended;
    if (index == FLS_OUT_OF_INDEXES) {
        index = FlsAlloc(call_thread_ended);
    }
    return index != FLS_OUT_OF_INDEXES && FlsSetValue(index, value);
}

void
at_fork(void (*before)(void), void (*in_parent)(void), void (*in_child)(void))
{
    (void)before;
    (void)in_parent;
    (void)in_child;
}

int
map_copy(char *base, uint64_t used, uint64_t reserved, uint64_t size, char *parent, size_t room)
{
    (void)base, (void)used, (void)reserved, (void)size, (void)parent, (void)room;
    return 0; /* nothing forks */
}

static char *file_path;

const char *
mapped_path(void)
{
    return file_path;
}

#else
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

/* The file is opened anew for every step: a descriptor kept open would change the numbers that the program gets. */
static char *file_path;

char *
map_new_file(const char *path, uint64_t *size)
{
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return (char *)PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
    }
    void *base = MAP_FAILED;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && base == MAP_FAILED; i++) {
        *size = sizes[i];
        if (ftruncate(file, (off_t)*size) == 0) {
            base = mmap(NULL, (size_t)*size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        }
    }
    if (base == MAP_FAILED) {
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
    } else {
        madvise(base, (size_t)*size, MADV_RANDOM); /* page by page: else the first touch may take and clear 2 MiB */
    }
    close(file);
    free(file_path);
    file_path = strdup(path);
    return base == MAP_FAILED ? NULL : base;
}

static int
write_zeros(int file, uint64_t from, uint64_t to)
{
    static const char zeros[4096];
    while (from < to) {
        size_t size = to - from < sizeof zeros ? (size_t)(to - from) : sizeof zeros;
        ssize_t written = pwrite(file, zeros, size, (off_t)from);
        if (written <= 0) {
            return 0;
        }
        from += (uint64_t)written;
    }
    return 1;
}

const char *
mapped_path(void)
{
    return file_path;
}

/* A file that was not there, "" or a number telling it from those of processes that had this one's number before. */
static int
open_childs_file(const char *folder, size_t length, char *path, size_t room)
{
    for (int number = 0; number < 1000; number++) {
        char more[16] = "";
        if (number > 0) {
            snprintf(more, sizeof more, "-%d", number);
        }
        int written = snprintf(path, room, "%.*schild-%ld%s.counters", (int)length, folder, (long)getpid(), more);
        if (written < 0 || (size_t)written >= room) {
            return -1;
        }
        int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file >= 0 || errno != EEXIST) {
            return file;
        }
    }
    return -1;
}

static int
write_all(int file, const char *bytes, uint64_t size)
{
    for (uint64_t done = 0; done < size;) {
        ssize_t written = pwrite(file, bytes + done, (size_t)(size - done), (off_t)done);
        if (written <= 0) {
            return 0;
        }
        done += (uint64_t)written;
    }
    return 1;
}

int
map_copy(char *base, uint64_t used, uint64_t reserved, uint64_t size, char *parent, size_t room)
{
    const char *name = file_path == NULL ? NULL : strrchr(file_path, '/');
    size_t length = name == NULL ? 0 : (size_t)(name + 1 - file_path), path_room = length + 64;
    char *path = name == NULL || strlen(name + 1) >= room ? NULL : malloc(path_room);
    int file = path == NULL ? -1 : open_childs_file(file_path, length, path, path_room);
    int copied = file >= 0 && ftruncate(file, (off_t)size) == 0 && write_all(file, base, used);
    if (!copied || mmap(base, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED) {
        if (file >= 0) {
            close(file);
            unlink(path);
        }
        free(path);
        return 0;
    }
    madvise(base, (size_t)size, MADV_RANDOM);
    close(file);
    memset(parent, 0, room);
    memcpy(parent, name + 1, strlen(name + 1));
    free(file_path);
    file_path = path;
    return reserve_in_file(used, reserved);
}

/* Only ever called for bytes that nothing is kept in yet, so zeros may be written over them. */
int
reserve_in_file(uint64_t from, uint64_t to)
{
    int file = file_path == NULL ? -1 : open(file_path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return 0;
    }
#ifdef __APPLE__
    int problem = EOPNOTSUPP;
#else
    int problem = posix_fallocate(file, (off_t)from, (off_t)(to - from));
#endif
    int reserved = problem == 0;
    if (problem == EOPNOTSUPP || problem == EINVAL || problem == ENOSYS) {
        reserved = write_zeros(file, from, to);
    }
    close(file);
    return reserved;
}

int
at_thread_end(void (*ended)(void *), void *value)
{
    static pthread_key_t key;
    static int has_key = 0;
    if (!has_key) {
        has_key = pthread_key_create(&key, ended) == 0;
    }
    return has_key && pthread_setspecific(key, value) == 0;
}

void
at_fork(void (*before)(void), void (*in_parent)(void), void (*in_child)(void))
{
    pthread_atfork(before, in_parent, in_child);
}
#endif
