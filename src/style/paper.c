/* ISO 216 and the papers of the United States (ANSI/ASME Y14.1). */
#include "style/paper.h"

#include <math.h>
#include <string.h>

#include "base/base.h"

#define EXACT (0.5 * POINTS_PER_MM)  /* A4 is called 595 × 842 points, too */
#define AROUND (1.5 * POINTS_PER_MM) /* of an odd width in millimetres half is lost */
#define EIGHTH 9.0                   /* of an inch, points */

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

static const char *paper_near(double width, double height, double slack)
{
    double less = fmin(width, height), more = fmax(width, height);
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
        if (fabs(papers[i].width - less) < slack &&
            fabs(papers[i].height - more) < slack)
            return papers[i].name;
    return NULL;
}

const char *paper_name(double width, double height)
{
    return paper_near(width, height, EXACT);
}

const char *paper_around(double width, double height)
{
    return paper_near(width, height, AROUND);
}

static bool length_inches(double length)
{
    return fabs(remainder(length, EIGHTH)) < 0.01;
}

bool paper_inches(double width, double height)
{
    return length_inches(width) && length_inches(height);
}
