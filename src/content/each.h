/* Private to content: an entry of editions.yaml with for-each. */
#ifndef CONTENT_EACH_H
#define CONTENT_EACH_H

#include "content/layers.h"

/* What `override` says of one value. */
typedef struct Override {
    const Dimension *dimension;
    const char *value;
    const YamlNode *node;
} Override;

/* Values of the columns that occur together in a row. */
typedef struct Tuple {
    const char *values[MOST_EACH];
    const char *country; /* of all its rows; NULL: they differ */
    bool several;        /* countries */
    bool confirmed;      /* whether any name is */
    bool asked;          /* whether any is confirmed or pending */
} Tuple;

/* An entry with for-each on its way to its editions. */
typedef struct Each {
    EditionsReader *reader;
    Dimensions dimensions;
    size_t n_columns; /* of the dimensions, in front in `columns` */
    const Dimension *columns[MOST_EACH];
    GArray *overrides; /* of Override */
    GArray *choices;   /* of NameFilter */
    GArray *tuples;    /* of Tuple, sorted */
    const char *const *catalogs;
    const char *values[MOST_EACH]; /* of each dimension, as far as they are settled */
} Each;

/* ---- tuples.c ------------------------------------------------------------------------- */

/* Gathers the values that occur together in rows that the editions may show; there is one
 * tuple without any where no column is asked for. */
void tuples_gather(Each *each);

/* ---- axes.c: what multiplies ----------------------------------------------------------- */

/* The languages in which there is an edition (of Tongues), and the layouts (of
 * LayoutChoice), by the layers that are settled; at least one each; to be freed. */
GArray *tongues_list(const Each *each);
GArray *layouts_list(const Each *each);

#endif
