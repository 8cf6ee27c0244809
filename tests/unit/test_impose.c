/* Pages on sheets: which page is where, as one who folds the paper finds them. */
#include "press/impose.h"

#include "desk.h"

enum { MOST_PAGES = 20 };

/* A letter of pages that hold as many items as their number; x of each is 10. */
typedef struct Leaves {
    Desk desk;
    Layout layout;
    Pages pages;
} Leaves;

static void leaves_init(Leaves *leaves, size_t n_pages, Imposition imposition)
{
    *leaves = (Leaves){.pages = {0}};
    desk_init(&leaves->desk);
    Arena *arena = leaves->desk.arena;
    leaves->layout.page =
        (PageStyle){.width = 100, .height = 150, .left = 10, .right = 20};
    leaves->layout.press.imposition = imposition;
    Page *pages = arena_array(arena, Page, n_pages);
    PlacedLine *lines = arena_array(arena, PlacedLine, n_pages);
    for (size_t i = 0; i < n_pages; i++) {
        PageItem *items = arena_array(arena, PageItem, i + 1);
        for (size_t k = 0; k <= i; k++)
            items[k] = (PageItem){.kind = ITEM_RULE, .element = i, .x = 10, .y = 20};
        pages[i] = (Page){.items = items,
                          .n_items = i + 1,
                          .label = arena_print(arena, "%zu", i + 1)};
        lines[i] = (PlacedLine){.page = i, .element = i, .x = 10, .first_item = i};
    }
    leaves->pages = (Pages){.width = 100,
                            .height = 150,
                            .pages = pages,
                            .n_pages = n_pages,
                            .lines = lines,
                            .n_lines = n_pages};
}

static const Pages *leaves_impose(Leaves *leaves)
{
    leaves->pages.layout = &leaves->layout;
    return pages_impose(leaves->desk.diagnostics, leaves->desk.arena, &leaves->pages);
}

/* The page whose items lie in a half of a side, by how many they are; 0: it is blank. */
static size_t half_page(const Page *side, size_t half, double fold)
{
    size_t n = 0;
    for (size_t i = 0; i < side->n_items; i++)
        n += (side->items[i].x >= fold) == (half == 1);
    return n;
}

/* "8|1 2|7 6|3 4|5" */
static char *sides_shown(const Pages *sheets)
{
    GString *shown = g_string_new(NULL);
    for (size_t i = 0; i < sheets->n_pages; i++)
        g_string_append_printf(shown, "%s%zu|%zu", i > 0 ? " " : "",
                               half_page(&sheets->pages[i], 0, sheets->fold),
                               half_page(&sheets->pages[i], 1, sheets->fold));
    return g_string_free(shown, FALSE);
}

static void assert_sides(size_t n_pages, Imposition imposition, bool rtl,
                         const char *wanted)
{
    Leaves leaves;
    leaves_init(&leaves, n_pages, imposition);
    leaves.pages.rtl = rtl;
    g_autofree char *shown = sides_shown(leaves_impose(&leaves));
    assert_string_equal(shown, wanted);
    desk_clear(&leaves.desk);
}

static void sides_hold_the_pages_that_printers_put_there(void **state)
{
    (void)state;
    assert_sides(1, IMPOSE_BOOKLET, false, "0|1 0|0");
    assert_sides(4, IMPOSE_BOOKLET, false, "4|1 2|3");
    assert_sides(6, IMPOSE_BOOKLET, false, "0|1 2|0 6|3 4|5");
    assert_sides(8, IMPOSE_BOOKLET, false, "8|1 2|7 6|3 4|5");
    assert_sides(8, IMPOSE_BOOKLET, true, "1|8 7|2 3|6 5|4");
    assert_sides(3, IMPOSE_TWO_UP, false, "1|2 3|0");
    assert_sides(4, IMPOSE_TWO_UP, false, "1|2 3|4");
    assert_sides(3, IMPOSE_TWO_UP, true, "2|1 0|3");
}

/* Folds a booklet and turns its leaves: each sheet has an outer and an inner side. */
static void a_folded_booklet_reads_in_order(void **state)
{
    (void)state;
    for (size_t n = 1; n <= MOST_PAGES; n++) {
        Leaves leaves;
        leaves_init(&leaves, n, IMPOSE_BOOKLET);
        const Pages *sheets = leaves_impose(&leaves);
        size_t n_sheets = sheets->n_pages / 2, page = 1;
        assert_int_equal(sheets->n_pages, (n + 3) / 4 * 2);
        for (size_t i = 0; i < n_sheets; i++) {
            const Page *front = &sheets->pages[2 * i], *back = front + 1;
            assert_int_equal(half_page(front, 1, sheets->fold), page <= n ? page : 0);
            page++;
            assert_int_equal(half_page(back, 0, sheets->fold), page <= n ? page : 0);
            page++;
        }
        for (size_t i = n_sheets; i-- > 0; page += 2) {
            const Page *front = &sheets->pages[2 * i], *back = front + 1;
            assert_int_equal(half_page(back, 1, sheets->fold), page <= n ? page : 0);
            assert_int_equal(half_page(front, 0, sheets->fold),
                             page + 1 <= n ? page + 1 : 0);
        }
        desk_clear(&leaves.desk);
    }
}

static void creep_moves_inner_sheets_to_the_fold(void **state)
{
    (void)state;
    Leaves leaves;
    leaves_init(&leaves, 12, IMPOSE_BOOKLET);
    leaves.layout.press.creep = 0.25;
    const Pages *sheets = leaves_impose(&leaves);
    for (size_t i = 0; i < sheets->n_pages; i++) {
        const Page *side = &sheets->pages[i];
        double creep = 0.25 * (double)(i / 2);
        assert_float_equal(side->items[0].x, 10 + creep, 1e-9);
        assert_float_equal(side->items[side->n_items - 1].x, 110 - creep, 1e-9);
    }
    /* It is as wide on sheets that make pages smaller, to four fifths. */
    leaves.layout.press.sheet_width = 120;
    leaves.layout.press.sheet_height = 160;
    const Page *inmost = &leaves_impose(&leaves)->pages[4];
    assert_float_equal(0.8 * inmost->items[0].x, 0.8 * 10 + 0.5, 1e-9);
    desk_clear(&leaves.desk);
}

static void a_small_sheet_makes_pages_smaller(void **state)
{
    (void)state;
    Leaves leaves;
    leaves_init(&leaves, 4, IMPOSE_BOOKLET);
    leaves.layout.press.sheet_width = 120;
    leaves.layout.press.sheet_height = 160;
    const Pages *sheets = leaves_impose(&leaves);
    assert_float_equal(sheets->reduction, 0.2, 1e-9);
    assert_float_equal(sheets->width, 160, 1e-9);
    assert_float_equal(sheets->height, 120, 1e-9);
    assert_float_equal(sheets->fold, 80, 1e-9);
    assert_float_equal(sheets->pages[0].items[4].x, 110, 1e-9);
    leaves.layout.press.sheet_width = 900;
    leaves.layout.press.sheet_height = 900;
    assert_float_equal(leaves_impose(&leaves)->reduction, 0, 0);
    desk_clear(&leaves.desk);
}

static void lines_and_turns_follow_their_pages(void **state)
{
    (void)state;
    Leaves leaves;
    leaves_init(&leaves, 8, IMPOSE_BOOKLET);
    const Pages *sheets = leaves_impose(&leaves);
    size_t before = 0;
    assert_int_equal(sheets->n_lines, 8);
    for (size_t i = 0; i < sheets->n_lines; i++) {
        const PlacedLine *line = &sheets->lines[i];
        const Page *side = &sheets->pages[line->page];
        const PageItem *item = &side->items[line->first_item];
        assert_true(line->page >= before);
        before = line->page;
        assert_int_equal(item->element, line->element);
        assert_float_equal(item->x, line->x, 0);
        assert_int_equal(side->turns[line->first_item < side->n_first ? 0 : 1],
                         line->element);
    }
    assert_string_equal(sheets->pages[0].label, "8, 1");
    desk_clear(&leaves.desk);
}

/* Creep may be `most`; if it is more, it is told how far pages are moved, and where to. */
static void assert_creep(Leaves *leaves, double most, const char *told)
{
    leaves->layout.press.creep = most;
    assert_non_null(leaves_impose(leaves));
    leaves->layout.press.creep = most + 0.1;
    assert_null(leaves_impose(leaves));
    assert_told(&leaves->desk, told);
}

static void creep_leaves_half_of_the_margin(void **state)
{
    (void)state;
    Leaves leaves;
    leaves_init(&leaves, 12, IMPOSE_BOOKLET);
    assert_creep(&leaves, 2.5, "moves pages 5.2pt to the fold, whose margin is 10.0pt");
    leaves.layout.page.left = 30;
    assert_creep(&leaves, 5, "moves pages 10.2pt to the fold, whose margin is 20.0pt");
    leaves.layout.page.mirrored = true;
    assert_creep(&leaves, 7.5,
                 "moves pages 15.2pt to the fold, whose margin is 30.0pt");
    leaves.layout.press.sheet_width = 120;
    leaves.layout.press.sheet_height = 160;
    assert_creep(&leaves, 6, "moves pages 12.2pt to the fold, whose margin is 24.0pt");
    leaves.layout.press.imposition = IMPOSE_TWO_UP;
    assert_non_null(leaves_impose(&leaves));
    desk_clear(&leaves.desk);
}

static void a_booklet_too_thick_to_be_stitched_is_warned_of(void **state)
{
    (void)state;
    Leaves leaves;
    leaves_init(&leaves, 96, IMPOSE_BOOKLET);
    leaves.layout.path = "mine.yaml";
    assert_non_null(leaves_impose(&leaves));
    assert_reports(&leaves.desk, "");
    desk_clear(&leaves.desk);
    leaves_init(&leaves, 97, IMPOSE_BOOKLET);
    leaves.layout.path = "mine.yaml";
    assert_non_null(leaves_impose(&leaves));
    assert_reports(&leaves.desk, "booklet-thick");
    assert_told(&leaves.desk, "97 pages are 25 sheets");
    leaves.layout.press.imposition = IMPOSE_TWO_UP;
    assert_non_null(leaves_impose(&leaves));
    assert_reports(&leaves.desk, "booklet-thick");
    desk_clear(&leaves.desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_hold_the_pages_that_printers_put_there),
        cmocka_unit_test(a_folded_booklet_reads_in_order),
        cmocka_unit_test(creep_moves_inner_sheets_to_the_fold),
        cmocka_unit_test(a_small_sheet_makes_pages_smaller),
        cmocka_unit_test(lines_and_turns_follow_their_pages),
        cmocka_unit_test(creep_leaves_half_of_the_margin),
        cmocka_unit_test(a_booklet_too_thick_to_be_stitched_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
