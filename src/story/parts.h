/* What the files of this room share. */
#ifndef STORY_PARTS_H
#define STORY_PARTS_H

#include "story/story.h"

/* What a story is told from: story_tell's arguments, lent. `failed` is set by whoever
 * reports an error; counting the reports would not do, since one that another edition
 * had already is not counted again. */
typedef struct Teller {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const Roster *roster;
    const Edition *edition;
    const Layout *layout;
    const Language *language;
    bool *failed;
} Teller;

/* setting.c: a styled text that is being put together; a value to embed. */
typedef struct Setting {
    GString *text;
    GArray *spans;  /* of TextSpan */
    GArray *points; /* of PlacePoint */
} Setting;

void setting_init(Setting *setting);
void setting_clear(Setting *setting);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setting, setting_clear)

/* Adds `text` as a span like `like`, whose start and end are not looked at; it goes on
 * with the last span where they are alike. */
void setting_add(Setting *setting, const char *text, TextSpan like);

/* What is added from here on was read at `place`. */
void setting_point(Setting *setting, Place place);

/* The text in the arena, and an empty setting to go on with. `style` is that of the
 * text as a whole. */
StyledText setting_finish(Setting *setting, Arena *arena, const Style *style,
                          const char *language);

/* people.c: a range of a text, in bytes. */
typedef struct Range {
    size_t start, end;
} Range;

/* Where any of `words` (or names of several words) stands in the text, as whole words:
 * Ranges in order, the longest where several begin alike. A space in a word stands for
 * any blank. The array is the caller's. */
GArray *words_find(const char *text, const char *const *words, size_t n_words);

/* The same for words of the letter, in a text that has the marks of its language. */
GArray *letter_words_find(const Teller *teller, const char *text,
                          const char *const *words, size_t n_words);

/* punctuation.c: the text with the quotation marks, dashes, and spaces before marks that
 * the language writes; as it was typed where the letter is not in that language. */
RichText rich_punctuated(const Teller *teller, const RichText *rich);
const char *text_punctuated(const Teller *teller, const char *text);

/* inline.c: a text of the letter in the style of `role`, with its marks, footnote
 * numbers put in, and people's names whole. */
StyledText rich_styled(const Teller *teller, const RichText *rich, StyleRole role);

/* The same as a footnote's paragraph that begins with the note's number; 0: it does
 * not. `rich` without text gives the number alone. */
StyledText rich_note(const Teller *teller, const RichText *rich, unsigned number);

/* Its characters alone, on one line, for metadata; NULL when there is no text. */
const char *rich_plain(const Teller *teller, const RichText *rich);

/* Where it begins in its file. */
Place rich_place(const RichText *rich);

/* body.c: adds the blocks of the letter's body to `blocks` (of StoryBlock). */
void body_tell(const Teller *teller, GArray *blocks);

/* The letter's footnotes, `letter->n_notes` of them. */
const StoryNote *notes_tell(const Teller *teller);

/* A block in the style of `role` with that style's space around it and no text yet. */
StoryBlock block_begin(const Teller *teller, StoryRole role, StyleRole style,
                       Place place);

/* pair.c: tells a part of a letter in both languages, and puts the blocks of the second
 * beside those of the first. `second` NULL: in one language. */
typedef void PartTell(const Teller *teller, const NameOrder *order, GArray *blocks);
void part_tell(const Teller *teller, const Teller *second, const NameOrder *order,
               PartTell *tell, GArray *blocks);

/* The footnotes of the second language; NULL: there is none, or it was reported. */
const StoryNote *second_notes_tell(const Teller *teller, const Teller *second);

/* A mark for the foot in the languages of those that are not NULL; NULL: there are none,
 * or it was reported. */
const char *mark_tell(const Teller *teller, const Teller *second, const char *key);

/* names.c: adds the blocks of leads and roster. */
void names_tell(const Teller *teller, const NameOrder *order, GArray *blocks);

/* Names as the roster's columns have them, and leads. */
const StoryName *names_styled(const Teller *teller, const Signatory *const *members,
                              size_t n_members);
const StoryLead *leads_styled(const Teller *teller, const Signatory *const *leads,
                              size_t n_leads);

/* Where a signatory's cells beside the name are: somewhere in the row. */
Place row_place(const Signatory *signatory);

/* story.c: a date such as "2020-09-24" in a language's long form; NULL: there is none. */
const char *date_format(Arena *arena, const char *date, const char *language);

/* The names of an edition in their order, and as a list; NULL: reported. */
const NameOrder *order_tell(const Teller *teller);
const NameList *namelist_tell(const Teller *teller, const NameOrder *order);

/* Fills in what a story is told from, and the marks for its foot. `second` NULL: it has
 * one language. */
void story_begin(const Teller *teller, const Teller *second, Story *story);

/* Fills in the blocks (of StoryBlock) and the names. `order` NULL: it failed. */
void story_end(const Teller *teller, Story *story, const GArray *blocks,
               const NameOrder *order, const NameList *list);

/* A label of the language with its arguments; NULL: reported. */
const char *label_tell(const Teller *teller, const char *key,
                       const MessageArgument *arguments, size_t n_arguments);

#endif
