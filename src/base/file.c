/*
 * Files read whole and written whole. A file is read without ever blocking on a pipe or
 * device; its first wrong byte is told with line and column, and with what it would be
 * in Windows-1252, the encoding that it most often turns out to be. A file is written
 * under another name in a staging folder, synced, and renamed onto its target: readers
 * see the old file or the new one. A staging folder on another file system cannot give
 * that, so the file is then staged beside its target instead.
 *
 * A staged file is locked from its birth until it has taken its place or is discarded;
 * one that nobody locks was left by a process that was killed, and may go. Names with a
 * process's number were the alternative: they say nothing about other machines, and
 * numbers come again.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/guise.h"
#include "base/sum.h"

#define LARGEST_TEXT ((size_t)16 << 20)
#define LARGEST_TEXT_NAME "16 MiB"
#define BUFFER_BYTES ((size_t)64 << 10)
#define STAGED_PREFIX ".openletter-"

/* Opens a regular file for reading; -1 and errno otherwise. */
static int regular_open(const char *path, struct stat *status)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, status) == 0 && S_ISREG(status->st_mode))
        return fd;
    int error = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
    close(fd);
    errno = error;
    return -1;
}

static const char *open_problem(int error)
{
    return error == EINVAL ? "it is not a regular file" : g_strerror(error);
}

/* Reads up to `size` bytes; -1 and errno on failure. */
static ssize_t bytes_read(int fd, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t n = read(fd, bytes + length, size - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        length += (size_t)n;
    }
    return (ssize_t)length;
}

/* The whole file, NUL-terminated, in the arena; NULL: reported. */
static char *file_read_bytes(Diagnostics *diagnostics, Arena *arena, const char *path,
                             Place place, size_t *length)
{
    struct stat status = {0};
    int fd = regular_open(path, &status);
    if (fd < 0) {
        report(diagnostics, FILE_UNREADABLE, place, path, open_problem(errno));
        return NULL;
    }
    char *bytes = NULL;
    if (status.st_size > (off_t)LARGEST_TEXT) {
        report(diagnostics, FILE_TOO_LARGE, place, path, LARGEST_TEXT_NAME);
        goto out;
    }
    bytes = arena_alloc(arena, (size_t)status.st_size + 1);
    ssize_t n = bytes_read(fd, bytes, (size_t)status.st_size);
    if (n < 0) {
        report(diagnostics, FILE_UNREADABLE, place, path, g_strerror(errno));
        bytes = NULL;
        goto out;
    }
    bytes[n] = '\0';
    *length = (size_t)n;
out:
    close(fd);
    return bytes;
}

/* The place of a byte, all bytes before which are valid. */
static Place byte_place(const char *path, const char *text, const char *byte)
{
    unsigned line = 1, column = 1;
    for (; text < byte; text++) {
        bool line_end = *text == '\n' || (*text == '\r' && text[1] != '\n');
        if (line_end)
            line++;
        column = line_end ? 1 : column + (((unsigned char)*text & 0xc0) != 0x80);
    }
    return place_at(path, line, column);
}

/* What the wrong byte at `wrong` most likely is; to be freed. */
static char *encoding_hint(const char *text, size_t length, const char *wrong)
{
    bool utf16 = length >= 2 &&
                 (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
    if (utf16)
        return g_strdup("; the file seems to be UTF-16");
    g_autofree char *letter =
        g_convert(wrong, 1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
    return letter ? g_strdup_printf(", which is '%s' in Windows-1252", letter)
                  : g_strdup("");
}

/* Whether the text is UTF-8 without U+0000; false: reported. */
static bool text_check(Diagnostics *diagnostics, const char *path, const char *text,
                       size_t length)
{
    const char *end = NULL;
    const Guise *guise = guise_find(text, length);
    if (guise)
        report(diagnostics, NOT_TEXT, place_file(path), guise->name, guise->help);
    if (guise || g_utf8_validate_len(text, length, &end))
        return !guise;
    Place place = byte_place(path, text, end);
    if (*end == '\0') {
        report(diagnostics, NUL_CHARACTER, place);
        return false;
    }
    g_autofree char *hint = encoding_hint(text, length, end);
    char byte[8];
    g_snprintf(byte, sizeof byte, "0x%02x", (unsigned char)*end);
    report(diagnostics, NOT_UTF8, place, byte, hint);
    return false;
}

bool file_read_text(Diagnostics *diagnostics, Arena *arena, const char *path,
                    Place place, const char **text, size_t *length)
{
    char *bytes = file_read_bytes(diagnostics, arena, path, place, length);
    if (!bytes)
        return false;
    size_t mark = g_str_has_prefix(bytes, "\xef\xbb\xbf") ? 3 : 0;
    *text = bytes + mark;
    *length -= mark;
    return text_check(diagnostics, path, *text, *length);
}

bool file_holds(const char *path, const char *bytes, size_t length)
{
    struct stat status;
    int fd = regular_open(path, &status);
    if (fd < 0)
        return false;
    bool same = status.st_size == (off_t)length;
    g_autofree char *read = same ? g_malloc(length + 1) : NULL;
    same = same && bytes_read(fd, read, length + 1) == (ssize_t)length &&
           memcmp(read, bytes, length) == 0;
    close(fd);
    return same;
}

/* Adds the file's bytes to a sum, a buffer at a time; errno of what failed, 0: nothing. */
static int bytes_sum(int fd, Sum *sum)
{
    g_autofree char *buffer = g_malloc(BUFFER_BYTES);
    ssize_t n;
    while ((n = bytes_read(fd, buffer, BUFFER_BYTES)) > 0)
        sum_add(sum, buffer, (size_t)n);
    return n < 0 ? errno : 0;
}

const char *file_sum(Diagnostics *diagnostics, Arena *arena, const char *path,
                     Place place)
{
    struct stat status = {0};
    int fd = regular_open(path, &status), error = fd < 0 ? errno : 0;
    bool large = fd >= 0 && status.st_size > (off_t)LARGEST_IMAGE;
    Sum sum = sum_begin();
    if (fd >= 0 && !large)
        error = bytes_sum(fd, &sum);
    if (fd >= 0)
        close(fd);
    if (large)
        report(diagnostics, FILE_TOO_LARGE, place, path, LARGEST_IMAGE_NAME);
    else if (error)
        report(diagnostics, FILE_UNREADABLE, place, path, open_problem(error));
    bool summed = !large && !error;
    return summed ? arena_string(arena, sum_end(&sum).text) : NULL;
}

struct FileWriter {
    Diagnostics *diagnostics;
    char *path, *staged;
    FILE *stream;
    char *buffer; /* of the stream */
    int lock;     /* the staged file once more, locked; -1: none */
    bool hasty;   /* not synced */
    int error;    /* errno of the first failure; 0: none */
};

static void writer_fail(FileWriter *writer)
{
    if (!writer->error)
        writer->error = errno ? errno : EIO;
}

/* Makes the folder and those above it; false: errno says why. */
static bool folders_make(const char *folder)
{
    return g_mkdir_with_parents(folder, 0777) == 0;
}

bool folder_make(Diagnostics *diagnostics, const char *folder)
{
    bool made = folders_make(folder);
    if (!made)
        report(diagnostics, FILE_UNWRITABLE, PLACE_NONE, folder, g_strerror(errno));
    return made;
}

int folder_lock(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ; /* where a file system has no locks, nobody is waited for */
    return fd;
}

void folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

/* Locks the staged file; false: a sweep came between its birth and the lock. */
static bool staged_lock(int fd)
{
    struct stat status;
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ; /* a file system without locks is not swept either */
    return fstat(fd, &status) != 0 || status.st_nlink > 0;
}

/* Makes the staged file; false: errno says why. */
static bool staged_open(FileWriter *writer, const char *folder)
{
    do {
        if (writer->lock >= 0)
            close(writer->lock);
        g_free(writer->staged);
        writer->staged = g_build_filename(folder, STAGED_PREFIX "XXXXXX", NULL);
        writer->lock = g_mkstemp_full(writer->staged, O_RDWR | O_CLOEXEC, 0666);
        if (writer->lock < 0)
            return false;
    } while (!staged_lock(writer->lock));
    int fd = fcntl(writer->lock, F_DUPFD_CLOEXEC, 0);
    writer->stream = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!writer->stream) {
        int error = errno;
        g_unlink(writer->staged);
        errno = error;
        return false;
    }
    writer->buffer = g_malloc(BUFFER_BYTES);
    setvbuf(writer->stream, writer->buffer, _IOFBF, BUFFER_BYTES);
    return true;
}

/* Takes a staged file away if nobody writes to it any more; locked while it goes, so
 * that one just born is not taken for it. */
static void stale_remove(const char *path)
{
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status;
    bool stale = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                 flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (stale)
        g_unlink(path);
    if (fd >= 0)
        close(fd);
}

void staging_sweep(const char *folder)
{
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    for (const char *name; names && (name = g_dir_read_name(names));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_prefix(name, STAGED_PREFIX))
            stale_remove(path);
    }
}

/* Which folder the file for `target` (a folder) is staged in; lent. */
static const char *staging_choose(const char *staging, const char *target)
{
    struct stat a, b;
    if (stat(staging, &a) == 0 && stat(target, &b) == 0 && a.st_dev == b.st_dev)
        return staging;
    staging_sweep(target);
    return target;
}

static void writer_close(FileWriter *writer)
{
    if (writer->stream && fclose(writer->stream) != 0)
        writer_fail(writer);
    writer->stream = NULL;
    g_clear_pointer(&writer->buffer, g_free);
}

/* Lets the lock go last: until then the staged file is nobody else's. */
static void writer_free(FileWriter *writer)
{
    writer_close(writer);
    if (writer->lock >= 0)
        close(writer->lock);
    g_free(writer->path);
    g_free(writer->staged);
    g_free(writer);
}

/* Whether the folders are there and the target is no folder; false: errno says why. */
static bool target_check(const char *path, const char *folder, const char *staging)
{
    struct stat status;
    if (!folders_make(folder) || !folders_make(staging))
        return false;
    errno = EISDIR;
    return lstat(path, &status) != 0 || !S_ISDIR(status.st_mode);
}

FileWriter *file_open(Diagnostics *diagnostics, const char *path, const char *staging)
{
    FileWriter *writer = g_new(FileWriter, 1);
    *writer =
        (FileWriter){.diagnostics = diagnostics, .path = g_strdup(path), .lock = -1};
    g_autofree char *folder = g_path_get_dirname(path);
    if (target_check(path, folder, staging) &&
        staged_open(writer, staging_choose(staging, folder)))
        return writer;
    if (diagnostics)
        report(diagnostics, FILE_UNWRITABLE, PLACE_NONE, path, g_strerror(errno));
    writer_free(writer);
    return NULL;
}

void file_hasten(FileWriter *writer)
{
    writer->hasty = true;
}

bool file_write(FileWriter *writer, const void *bytes, size_t length)
{
    g_assert(writer->stream);
    if (!writer->error && length && fwrite(bytes, 1, length, writer->stream) != length)
        writer_fail(writer);
    return !writer->error;
}

const char *file_problem(const FileWriter *writer)
{
    return writer->error ? g_strerror(writer->error) : NULL;
}

const char *file_staged_path(const FileWriter *writer)
{
    return writer->staged;
}

bool file_flush(FileWriter *writer)
{
    if (!writer->error && writer->stream && fflush(writer->stream) != 0)
        writer_fail(writer);
    return !writer->error;
}

bool file_finish(FileWriter *writer)
{
    if (!writer->stream)
        return !writer->error;
    bool synced =
        !file_flush(writer) || writer->hasty || fsync(fileno(writer->stream)) == 0;
    if (!synced)
        writer_fail(writer);
    writer_close(writer);
    return !writer->error;
}

bool file_commit(FileWriter *writer)
{
    bool done = file_finish(writer);
    if (done && g_rename(writer->staged, writer->path) != 0) {
        writer_fail(writer);
        done = false;
    }
    if (!done) {
        g_unlink(writer->staged);
        if (writer->diagnostics)
            report(writer->diagnostics, FILE_UNWRITABLE, PLACE_NONE, writer->path,
                   g_strerror(writer->error));
    }
    writer_free(writer);
    return done;
}

void file_discard(FileWriter *writer)
{
    g_unlink(writer->staged);
    writer_free(writer);
}

/* The real path of the nearest thing on the way up that exists; to be freed. What does
 * not exist must not climb: nobody can say where it would lead. */
static char *real_ancestor(const char *path, bool climbs)
{
    g_autofree char *at = g_strdup(path);
    for (;;) {
        char *real = realpath(at, NULL);
        if (real || climbs || (errno != ENOENT && errno != ENOTDIR))
            return real;
        char *up = g_path_get_dirname(at);
        if (strcmp(up, at) == 0) {
            g_free(up);
            return NULL;
        }
        g_free(at);
        at = up;
    }
}

static bool path_climbs(const char *relative)
{
    g_auto(GStrv) parts = g_strsplit(relative, "/", -1);
    return g_strv_contains((const char *const *)parts, "..");
}

bool path_within(Arena *arena, const char *folder, const char *relative,
                 const char **path)
{
    if (g_path_is_absolute(relative) || !*relative)
        return false;
    char *root = realpath(folder, NULL);
    if (!root)
        return false;
    g_autofree char *full = g_build_filename(folder, relative, NULL);
    char *real = real_ancestor(full, path_climbs(relative));
    size_t n = strlen(root);
    bool within = real && strncmp(real, root, n) == 0 &&
                  (real[n] == '\0' || real[n] == '/' || n == 1);
    if (within)
        *path = arena_string(arena, full);
    free(real);
    free(root);
    return within;
}

bool file_read_inside(Diagnostics *diagnostics, Arena *arena, const char *folder,
                      const char *name, const char **text, size_t *length)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    const char *ignored = NULL;
    bool linked = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    if (!linked || path_within(arena, folder, name, &ignored) ||
        !g_file_test(path, G_FILE_TEST_EXISTS))
        return file_read_text(diagnostics, arena, path, place_file(path), text, length);
    report(diagnostics, PATH_OUTSIDE, place_file(path), path);
    return false;
}
