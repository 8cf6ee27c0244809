/*
 * story: one edition as blocks in reading order.
 *
 * Makes    a Story.
 * From     a Letter, a Roster, an Edition, a Layout and a Language; for an edition in two
 *          languages the letter in the other, too.
 * Calls    story_tell, or proof_tell, or sheet_tell; story_dump.
 * Owns     the arena that is passed in.
 * Always   every text is whole and styled; each block knows its role, language, place.
 * Not      fonts, widths, lines, pages.
 */
#ifndef STORY_STORY_H
#define STORY_STORY_H

#include "lint/lint.h"
#include "text/text.h"

typedef enum StoryRole {
    STORY_TITLE,
    STORY_OPENING,
    STORY_OPENING_BY,
    STORY_DATELINE,
    STORY_ADDRESSEE,
    STORY_HEADING,
    STORY_PARAGRAPH,
    STORY_LIST_ITEM,
    STORY_QUOTE,
    STORY_RULE,
    STORY_CLOSING,
    STORY_PREVAILS, /* which of two texts does */
    STORY_COUNT,
    STORY_LEADS,
    STORY_ROSTER,
    STORY_CONTACT,
    STORY_NAME,  /* of a proof: a name as it will be printed, by itself */
    STORY_ROW,   /* of a proof: a name that will not be printed */
    STORY_BLANK, /* a text and, beside it, a line to write on */
} StoryRole;

/* A name with its office: one text, so that it turns as one; `name_length` bytes of it
 * are the name. */
typedef struct StoryName {
    StyledText text;
    size_t name_length;
    const Signatory *signatory;
} StoryName;

typedef struct StoryLead {
    StyledText name, office;        /* office.text NULL: none */
    const char *image, *image_text; /* path, and what stands for it unseen; or NULL */
    const Signatory *signatory;
} StoryLead;

typedef struct StoryGroup {
    StyledText heading;   /* text NULL: ungrouped */
    StyledText continued; /* the heading at the top of a later page or column */
    const StoryName *names;
    size_t n_names;
    StyledText run_in; /* roster form run-in: heading and all names as one paragraph;
                          text NULL otherwise */
    const size_t *name_starts; /* of each name in run_in, bytes */
} StoryGroup;

typedef struct StoryNote {
    unsigned number;
    const StyledText *paragraphs; /* the first begins with the note's number */
    size_t n_paragraphs;
} StoryNote;

typedef struct StoryBlock StoryBlock;

struct StoryBlock {
    StoryRole role;
    Place place;
    const Style *style;
    StyledText text;    /* text NULL for rules, leads and rosters */
    StyledText label;   /* list number or bullet, hung in the inset; NULL: none */
    StyledText aside;   /* beside the text, from its first line on; NULL: none */
    double aside_left;  /* from the frame's left; its end is the frame's */
    double measure;     /* of the text; 0: the style's */
    size_t name_length; /* of a name: so many bytes of the text are the name */
    double inset;       /* from the frame's left, of lists and quotations */
    bool indented;      /* the first line takes the style's indent */
    double space_before, space_after; /* as the style says, but for tight lists */
    bool keep_with_next;              /* a heading, the count line */
    unsigned level;                   /* of a heading */
    const StoryLead *leads;
    size_t n_leads;
    const StoryGroup *groups;
    size_t n_groups;
    const StoryBlock
        *second; /* the same in the other language, to be set beside it; NULL:
                                 this one stands alone */
};

typedef struct Story {
    const Letter *letter;
    const Roster *roster;
    const Edition *edition;
    const Layout *layout;
    const Language *language;
    const Letter *second_letter; /* of an edition in two languages, else NULL */
    const Language *second_language;
    const StoryBlock *blocks; /* in reading order */
    size_t n_blocks;
    const StoryNote *notes;        /* by number */
    const StoryNote *second_notes; /* in the other language; NULL as its letter is */
    size_t n_notes;
    size_t n_names, n_countries;
    const NameList *list;                     /* of the names */
    const char *title, *author, *short_title; /* plain */
    const char *specimen, *draft,
        *unreviewed; /* marks for the foot in the language, or NULL */
} Story;

/* Tells an edition. `second`, the letter in the other language of an edition in two, has
 * the same blocks in the same order; NULL, as its language: there is none. NULL:
 * reported. */
const Story *story_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language,
                        const Letter *second, const Language *second_language);

/* Tells the proof of a country: its names as an edition of it alone shows them, each with
 * its row's number and what `findings` say of it, then the rows that are not printed, and
 * where to sign. `edition` is of that country alone (ROSTER_OWN_ONLY). NULL: reported. */
const Story *proof_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language,
                        const Findings *findings);

/* Tells the sheet for translators: all messages, numbered; `edition` shows no names. NULL:
 * reported. */
const Story *sheet_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language);

/* Adds to the sums all that flow, draw and press take from a story: what of it is of the
 * names to `names`, all else to `text`. Places are not part of it, nor what the layout
 * and the languages say. */
void story_sum(const Story *story, Sum *text, Sum *names);

/* A text all in one style, read at `place`, as a story's texts are. */
StyledText plain_text(Arena *arena, const char *text, const Style *style,
                      const char *language, Place place);

/* The story as text, a row a block, for golden tests. */
void story_dump(const Story *story, GString *out);

#endif
