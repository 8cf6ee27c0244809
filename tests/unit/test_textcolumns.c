/* Columns of text, filled with texts of chance: what must hold for each. */
#include "flow/galley.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST_SLABS = 12, MOST_LINES = 20, ROUNDS = 3000 };

typedef struct Heap {
    Arena *arena;
    GRand *chance;
    Layout layout;
    Story story;
    Galley galley;
    Break breaks[MOST_LINES + 1];
    LineCut lines[MOST_LINES];
    Shaped shaped;
    StoryBlock block;
} Heap;

static Heap *heap_new(guint32 seed)
{
    Heap *heap = g_new0(Heap, 1);
    heap->arena = arena_new();
    heap->chance = g_rand_new_with_seed(seed);
    heap->layout.page = (PageStyle){
        .columns = (unsigned)g_rand_int_range(heap->chance, 2, 5), .gutter = 10};
    heap->story.layout = &heap->layout;
    unsigned lines = seed % 2 ? 1000 : (unsigned)g_rand_int_range(heap->chance, 8, 40);
    heap->galley = (Galley){.story = &heap->story, .grid = 10, .lines = lines};
    heap->galley.whole = heap->galley.text = (Side){.width = 100};
    for (size_t i = 0; i < MOST_LINES; i++) {
        heap->lines[i] = (LineCut){.from = i, .to = i + 1};
        heap->breaks[i + 1].kind =
            g_rand_int_range(heap->chance, 0, 3) ? BREAK_SPACE : BREAK_HYPHEN;
    }
    heap->shaped.breaks = heap->breaks;
    return heap;
}

static void heap_free(Heap *heap)
{
    g_rand_free(heap->chance);
    arena_free(heap->arena);
    g_free(heap);
}

/* A paragraph, or before it, now and then, a heading or a rule. */
static void slab_put(Heap *heap, GArray *slabs)
{
    Slab slab = {.block = &heap->block,
                 .side = &heap->galley.text,
                 .shaped = &heap->shaped,
                 .n_settings = 1,
                 .leading = 10,
                 .divisible = true};
    int kind = g_rand_int_range(heap->chance, 0, 5);
    slab.settings[0].lines = heap->lines;
    slab.settings[0].n_lines = (size_t)g_rand_int_range(heap->chance, 1, MOST_LINES);
    slab.before = (unsigned)g_rand_int_range(heap->chance, 0, 3);
    slab.after = (unsigned)g_rand_int_range(heap->chance, 0, 2);
    Slab first = slab;
    first.settings[0].n_lines = 1;
    first.divisible = false;
    first.keep = kind == 0;
    if (kind == 1) {
        first.shaped = NULL;
        first.height = 1;
        first.settings[0].n_lines = 0;
    }
    if (kind < 2)
        g_array_append_val(slabs, first);
    g_array_append_val(slabs, slab);
}

static size_t slab_count(const Slab *slab)
{
    return slab->settings[0].n_lines;
}

/* Which line of which text comes next. */
typedef struct Next {
    size_t slab, line;
} Next;

/* Every line of every text once, in order, within the height of the columns, and that
 * within the page's. */
static void assert_whole(const Heap *heap, const Slab *joined, Next *next)
{
    const TextColumns *columns = joined->columns;
    size_t column = 0;
    unsigned used = 0;
    assert_true(joined->height <= heap->galley.lines);
    for (size_t i = 0; i < columns->n_parts; i++) {
        const TextPart *part = &columns->parts[i];
        const Slab *of = &columns->slabs[part->slab];
        size_t n = part->to - part->from;
        assert_int_equal(part->slab, next->slab);
        assert_int_equal(part->from, next->line);
        assert_true(part->column >= column);
        used = part->column > column ? 0 : used;
        column = part->column;
        assert_true(part->line >= used);
        used = part->line + (unsigned)(of->shaped ? n : of->height);
        assert_true(used <= joined->height);
        next->line = part->to == slab_count(of) ? 0 : part->to;
        next->slab += part->to == slab_count(of);
    }
    assert_true(column < heap->layout.page.columns);
}

/* Whether a page may end after a part. */
static void assert_end(const TextColumns *columns, const TextPart *part)
{
    const Slab *of = &columns->slabs[part->slab];
    assert_false(of->keep);
    if (part->to == slab_count(of))
        return;
    assert_true(part->from > 0 || part->to >= 2);
    assert_true(slab_count(of) - part->to >= 2);
}

/* No widow, no orphan, no heading alone, at the foot of any column. */
static void assert_fair(const Slab *joined)
{
    const TextColumns *columns = joined->columns;
    for (size_t i = 0; i < columns->n_parts; i++) {
        const TextPart *part = &columns->parts[i];
        if (i + 1 == columns->n_parts || part->column != part[1].column)
            assert_end(columns, part);
    }
}

static void texts_of_chance_go_into_columns(void **state)
{
    (void)state;
    size_t several = 0, parted = 0, paged = 0;
    for (guint32 seed = 0; seed < ROUNDS; seed++) {
        Heap *heap = heap_new(seed);
        GArray *slabs = g_array_new(FALSE, TRUE, sizeof(Slab));
        gint32 n = g_rand_int_range(heap->chance, 1, MOST_SLABS);
        for (gint32 i = 0; i < n; i++)
            slab_put(heap, slabs);
        size_t n_slabs = slabs->len;
        g_autoptr(GArray) joined = slabs_column(heap->arena, &heap->galley, slabs);
        Next next = {0};
        for (guint i = 0; i < joined->len; i++) {
            const Slab *slab = &g_array_index(joined, Slab, i);
            assert_whole(heap, slab, &next);
            assert_fair(slab);
            several += slab->columns->parts[slab->columns->n_parts - 1].column > 0;
            parted += slab->columns->n_parts > slab->columns->n_slabs;
        }
        assert_int_equal(next.slab, n_slabs);
        assert_true(joined->len == 1 || heap->galley.lines < 1000);
        paged += joined->len > 1;
        heap_free(heap);
    }
    assert_true(several > ROUNDS / 2 && parted > ROUNDS / 3 && paged > ROUNDS / 8);
}

/* What stands above the columns leaves them so much of the first page. */
static void columns_begin_below_what_is_there(void **state)
{
    (void)state;
    Heap *heap = heap_new(0);
    GArray *slabs = g_array_new(FALSE, TRUE, sizeof(Slab));
    heap->galley.lines = 20;
    heap->layout.page.columns = 2;
    Slab title = {
        .block = &heap->block, .side = &heap->galley.whole, .height = 5, .after = 2};
    Slab text = {.block = &heap->block,
                 .side = &heap->galley.text,
                 .shaped = &heap->shaped,
                 .n_settings = 1,
                 .leading = 10,
                 .divisible = true};
    text.settings[0].lines = heap->lines;
    text.settings[0].n_lines = MOST_LINES;
    g_array_append_val(slabs, title);
    for (size_t i = 0; i < 3; i++)
        g_array_append_val(slabs, text);
    g_autoptr(GArray) joined = slabs_column(heap->arena, &heap->galley, slabs);
    assert_int_equal(joined->len, 3);
    assert_int_equal(g_array_index(joined, Slab, 1).height, 13);
    assert_true(g_array_index(joined, Slab, 2).height >= 17);
    heap_free(heap);
}

static void what_stands_elsewhere_parts_the_columns(void **state)
{
    (void)state;
    Heap *heap = heap_new(1);
    GArray *slabs = g_array_new(FALSE, TRUE, sizeof(Slab));
    Slab names = {.block = &heap->block, .side = &heap->galley.whole, .height = 3};
    g_array_append_val(slabs, names);
    slab_put(heap, slabs);
    guint texts = slabs->len - 1;
    g_array_append_val(slabs, names);
    slab_put(heap, slabs);
    g_autoptr(GArray) joined = slabs_column(heap->arena, &heap->galley, slabs);
    assert_int_equal(joined->len, 4);
    for (guint i = 0; i < 4; i++)
        assert_int_equal(g_array_index(joined, Slab, i).columns != NULL, i % 2);
    assert_int_equal(g_array_index(joined, Slab, 1).columns->n_slabs, texts);
    heap_free(heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_chance_go_into_columns),
        cmocka_unit_test(columns_begin_below_what_is_there),
        cmocka_unit_test(what_stands_elsewhere_parts_the_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
