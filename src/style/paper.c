/* ISO 216 and the papers of the United States (ANSI/ASME Y14.1). */
#include "style/paper.h"

#include <math.h>
#include <string.h>

#include "base/base.h"

/* ISO's sizes are cut to whole millimetres: twice a half is up to one short. */
#define SLACK (1.5 * POINTS_PER_MM)

typedef struct Paper {
    const char *name;
    double width, height;
} Paper;

#define PAPER_MM(name, width, height)                                                  \
    {name, (width) * POINTS_PER_MM, (height) * POINTS_PER_MM}

static const Paper papers[] = {
    PAPER_MM("A3", 297, 420), PAPER_MM("A4", 210, 297), PAPER_MM("A5", 148, 210),
    {"Letter", 612, 792},     {"Legal", 612, 1008},     {"Tabloid", 792, 1224},
};

bool paper_find(const char *name, double *width, double *height)
{
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++) {
        if (strcmp(name, papers[i].name) != 0)
            continue;
        *width = papers[i].width;
        *height = papers[i].height;
        return true;
    }
    return false;
}

const char *paper_name(double width, double height)
{
    double less = fmin(width, height), more = fmax(width, height);
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
        if (fabs(papers[i].width - less) < SLACK &&
            fabs(papers[i].height - more) < SLACK)
            return papers[i].name;
    return NULL;
}
