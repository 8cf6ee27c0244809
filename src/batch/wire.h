/* Private to batch: what a worker and its foreman say to each other. */
#ifndef BATCH_WIRE_H
#define BATCH_WIRE_H

#include "batch/outcome.h"

/* What an edition came to, with what was reported on the way. */
typedef struct Message {
    const Outcome *outcome;
    GVariant *reports; /* of DIAGNOSTICS_PACKED, owned */
} Message;

/* Says which edition is next, by its number in the batch. False: nobody listens. */
bool task_send(int socket, size_t number);

/* Waits for that. False: nobody will say. */
bool task_receive(int socket, size_t *number);

/* Says what an edition came to; takes a floating `reports` over. False: nobody
 * listens. */
bool message_send(int socket, const Outcome *outcome, GVariant *reports);

/* Adds what there is to read to `received`. False: there will be no more. */
bool bytes_receive(int socket, GByteArray *received);

/* Takes a message off the front of what was received, its outcome in the arena. False:
 * it is not there as a whole. */
bool message_take(Arena *arena, GByteArray *received, Message *message);

#endif
