/* Private to cli: what is shown while editions are made. */
#ifndef CLI_SCREEN_H
#define CLI_SCREEN_H

#include "batch/batch.h"
#include "batch/report.h"

typedef struct Screen {
    FILE *out;           /* NULL: nothing is shown */
    bool live;           /* a terminal, where a line can change */
    bool line;           /* whether that line stands there now */
    gint64 start, drawn; /* microseconds */
    size_t n_all;        /* editions of the letter in hand */
    GPtrArray *outcomes; /* const Outcome *: all that were told */
} Screen;

void screen_begin(Screen *screen, bool quiet);
void screen_end(Screen *screen);

/* What the screen wants to be told. */
Watcher screen_watcher(Screen *screen);

/* How many editions were built, stand, failed and why, where there were several. */
void summary_print(const Report *report, FILE *out);

#endif
