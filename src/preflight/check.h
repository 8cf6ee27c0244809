/* Private to preflight: one file that is being checked, and how findings are told. */
#ifndef PREFLIGHT_CHECK_H
#define PREFLIGHT_CHECK_H

#include "preflight/document.h"
#include "preflight/preflight.h"

typedef enum Rule {
#define RULE(name, id, x4, a2a, ua1, text, help) RULE_##name,
#include "preflight/rules.def"
#undef RULE
    N_RULES
} Rule;

/* Where in the file something is: 0 where that is not known. */
typedef struct Where {
    unsigned object, page;
} Where;

typedef struct Rectangle {
    double left, bottom, right, top;
} Rectangle;

typedef enum IntentColour {
    INTENT_NONE,
    INTENT_GRAY,
    INTENT_RGB,
    INTENT_CMYK
} IntentColour;

/* What marked content or an element's claim was met with an MCID. */
typedef struct MarkState {
    bool seen;
    unsigned claims;  /* how many elements hold it */
    unsigned element; /* the object number of the last one */
} MarkState;

/* What holds marked content: a page, or a form that is drawn with MCIDs of its own. */
typedef struct Container {
    unsigned object, page;
    double struct_parents; /* -1: none */
    GArray *marks;         /* of MarkState, by MCID */
    unsigned drawn;        /* of a form: how often */
} Container;

typedef struct CheckedPage {
    unsigned object;
    const Value *dictionary;
    const Value *resources; /* its own or inherited */
    Rectangle media, crop, bleed, trim;
    bool has_trim;
    Container *container;
} CheckedPage;

typedef struct Check {
    Diagnostics *diagnostics;
    Arena *arena;
    const Preflight *ask;
    const char *shown;
    unsigned standards;
    Document *document;
    const Value *catalog;
    CheckedPage *pages;
    size_t n_pages;
    IntentColour intent;
    bool archive_intent;    /* whether one is of the kind GTS_PDFA1 */
    GHashTable *containers; /* object number to Container */
    GHashTable *fonts;      /* a font's dictionary to its Font; see font.h */
    GHashTable *cmaps;      /* a stream to the CMap that it holds */
    GHashTable *seen;       /* object numbers of what is checked once: colour spaces,
                               graphics states, patterns */
    GHashTable *colorants;  /* a spot colour's name to its colour space, an array */
    void *typeface;         /* FreeType's FT_Library; NULL: not yet needed */
    GHashTable
        *annotations;      /* object number of those that an OBJR names, to the type of
                                its element */
    GString *text;         /* of all pages, as it is drawn; NULL: nobody asks */
    bool partly;           /* whether something was too much to be looked at whole */
    bool tagged;           /* whether there is a structure tree */
    bool language;         /* whether the catalog has a Lang */
    size_t work;           /* steps that walks of trees and lists took so far */
    size_t content_work;   /* what contents cost so far; see content.c */
    size_t n_marks;        /* room made for marks in all containers */
    size_t n_other_errors; /* names and the like: what no rule is broken by */
    size_t told[N_RULES];
} Check;

/* Reports that the rule is broken at `where`; the text says by what, in lower case. Only
 * the first places of a rule are told, the others counted. */
void found(Check *check, Rule rule, Where where, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* How many more places there are than were told. */
void found_rest(Check *check);

/* The rules that were broken, in the arena; *n of them. */
const BrokenRule *found_list(Check *check, size_t *n);

/* How many places break rules of standards, or of the press alone. */
size_t found_count(const Check *check, bool advice);

/* Whether any of the asked standards has the rule, or it is advice. */
bool rule_applies(const Check *check, Rule rule);

/* Counts steps of a walk; false: there were more than the file has bytes, for the same is
 * walked again and again, and the walk must end. */
bool steps_take(Check *check, size_t n);

/* Whether a text string has no text. */
bool text_is_empty(const Value *value);

/* The object that a value refers to; `other` when it is no reference. */
unsigned value_object(const Value *value, unsigned other);

/* A rectangle; false: it is none. */
bool rectangle_read(Check *check, const Value *value, Rectangle *rectangle);

/* The container with this object number, made when `page` is given. */
Container *container_find(Check *check, unsigned object);
Container *container_make(Check *check, unsigned object, unsigned page,
                          const Value *dictionary);

/* The state of an MCID; NULL when it is out of bounds. Good until the next call. */
MarkState *container_mark(Check *check, Container *container, double mcid);

/* The parts of a check, in the order in which preflight_run calls them. */
void syntax_check(Check *check);      /* syntax.c: the bytes, every object */
void metadata_check(Check *check);    /* metadata.c: XMP and the document information */
void intents_check(Check *check);     /* intent.c: output intents; sets check->intent */
void catalog_check(Check *check);     /* catalog.c: what the catalog has */
void pages_list(Check *check);        /* page.c: fills check->pages */
void pages_check(Check *check);       /* page.c: boxes and contents */
void structure_check(Check *check);   /* structure.c */
void annotations_check(Check *check); /* annotation.c */
void typefaces_check(Check *check);   /* font.c: those that were shown */
size_t names_check(Check *check);     /* names.c: how many are missing */

/* Which standards the file claims, by its XMP and output intents. */
unsigned claims_find(Check *check);

#endif
