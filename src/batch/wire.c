/* Messages over a socket: a number of eight bytes one way, a packed value behind its
 * length the other way. Both ends are one program on one machine. */
#include "batch/wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MESSAGE_PACKED "(" OUTCOME_PACKED DIAGNOSTICS_PACKED ")"

enum { CHUNK_BYTES = 65536 };

static bool bytes_send(int socket, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t n = write(socket, at, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        length -= (size_t)n;
    }
    return true;
}

bool task_send(int socket, size_t number)
{
    guint64 wide = number;
    return bytes_send(socket, &wide, sizeof wide);
}

bool task_receive(int socket, size_t *number)
{
    guint64 wide = 0;
    size_t length = 0;
    while (length < sizeof wide) {
        ssize_t n = read(socket, (char *)&wide + length, sizeof wide - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        length += (size_t)n;
    }
    *number = (size_t)wide;
    return true;
}

bool message_send(int socket, const Outcome *outcome, GVariant *reports)
{
    g_autoptr(GVariant) packed =
        g_variant_ref_sink(g_variant_new("(@" OUTCOME_PACKED "@" DIAGNOSTICS_PACKED ")",
                                         outcome_pack(outcome), reports));
    guint64 length = g_variant_get_size(packed);
    return bytes_send(socket, &length, sizeof length) &&
           bytes_send(socket, g_variant_get_data(packed), length);
}

bool bytes_receive(int socket, GByteArray *received)
{
    guint8 chunk[CHUNK_BYTES];
    ssize_t n;
    do
        n = read(socket, chunk, sizeof chunk);
    while (n < 0 && errno == EINTR);
    if (n > 0)
        g_byte_array_append(received, chunk, (guint)n);
    return n > 0;
}

bool message_take(Arena *arena, GByteArray *received, Message *message)
{
    guint64 length = 0;
    if (received->len < sizeof length)
        return false;
    memcpy(&length, received->data, sizeof length);
    if (received->len - sizeof length < length)
        return false;
    g_autoptr(GBytes) bytes = g_bytes_new(received->data + sizeof length, length);
    g_byte_array_remove_range(received, 0, (guint)(sizeof length + length));
    g_autoptr(GVariant) packed = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MESSAGE_PACKED), bytes, FALSE));
    g_autoptr(GVariant) outcome = g_variant_get_child_value(packed, 0);
    message->outcome = outcome_unpack(arena, outcome);
    message->reports = g_variant_get_child_value(packed, 1);
    return true;
}
