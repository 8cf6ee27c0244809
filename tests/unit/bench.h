/*
 * A page in work: lines of paragraphs set by hand, one below the other, and what the judge
 * says of them.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include "judge/judge.h"

#include "desk.h"
#include "hand.h"

#define LEFT 100.0
#define TOP 100.0
#define LEADING 14.0
#define MEASURE 300.0

typedef struct Bench {
    Desk desk;
    Hand *hand;
    double y; /* of the next line */
} Bench;

static inline int setup(void **state)
{
    Bench *bench = g_new0(Bench, 1);
    desk_init(&bench->desk);
    bench->hand = hand_new();
    bench->y = TOP;
    hand_page(bench->hand, "1");
    *state = bench;
    return 0;
}

static inline int teardown(void **state)
{
    Bench *bench = *state;
    hand_free(bench->hand);
    desk_clear(&bench->desk);
    g_free(bench);
    return 0;
}

static inline void page_new(Bench *bench)
{
    hand_page(bench->hand, "");
    bench->y = TOP;
}

static inline size_t element(Bench *bench, ElementRole role, size_t parent,
                             const char *text)
{
    return hand_element(bench->hand, role, parent, text);
}

/* A line that is justified and fills its measure well. */
static inline PlacedLine well_set(void)
{
    return (PlacedLine){.x = LEFT,
                        .width = MEASURE,
                        .target = MEASURE,
                        .set = MEASURE,
                        .size = 10,
                        .justified = true,
                        .space = 0.26};
}

/* Sets the next line of an element, line `number` of `count`. A text that ends in ~ has a
 * hyphen put in, one in | a break that was asked for. */
static inline void line_like(Bench *bench, size_t index, const char *text,
                             size_t number, size_t count, PlacedLine like)
{
    g_autofree char *copy = g_strdup(text);
    size_t length = strlen(copy);
    char last = copy[length - 1];
    like.end = number == count ? BREAK_END : BREAK_SPACE;
    if (last == '-')
        like.end = BREAK_MARK;
    if (last == '~' || last == '|') {
        like.end = last == '~' ? BREAK_HYPHEN : BREAK_FORCED;
        copy[length - 1] = '\0';
    }
    like.number = number;
    like.count = count;
    like.baseline = bench->y;
    bench->y += LEADING;
    hand_line(bench->hand, index, copy, like);
}

/* Sets lines `from` to `to` of a text of an element, all alike. */
static inline void lines_like(Bench *bench, size_t index, const char *const *texts,
                              size_t from, size_t to, PlacedLine like)
{
    size_t count = g_strv_length((char **)texts);
    for (size_t i = from; i < MIN(to, count); i++)
        line_like(bench, index, texts[i], i + 1, count, like);
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Sets a whole paragraph. */
static inline void prose_like(Bench *bench, PlacedLine like, const char *const *texts)
{
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    lines_like(bench, index, texts, 0, SIZE_MAX, like);
}

static inline void prose(Bench *bench, const char *const *texts)
{
    prose_like(bench, well_set(), texts);
}

/* So many lines that nothing can be said against. */
static inline void filler(Bench *bench, size_t n)
{
    for (size_t i = 0; i < n; i++)
        prose(bench, TEXTS("Quiet"));
}

/* Judges the pages; what was reported, as desk_reports says it. */
static inline const char *judged(Bench *bench)
{
    pages_judge(bench->desk.diagnostics, hand_pages(bench->hand), "en");
    return desk_reports(&bench->desk);
}

#define assert_judged(bench, want) assert_string_equal(judged(bench), (want))

#endif
