/* Drawing: the same bytes each time, things where they were put, broken images told. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/resource.h>

#include <cairo.h>
#include <cmocka.h>

#include "draw/draw.h"
#include "desk.h"
#include "hand.h"

#define ASSETS "content/lukashenko-2020/assets/"

static Hand *letter_new(void)
{
    Hand *hand = hand_new();
    hand->pages.author = "Nobody";
    hand->pages.date = "2020-09-24";
    size_t title = hand_element(hand, ELEMENT_HEADING, 0, "An office in Łódź");
    size_t figure = hand_element(hand, ELEMENT_FIGURE, 0, NULL);
    hand_page(hand, "1");
    hand_text(hand, title, "An office in Łódź", 99, 82, 18);
    hand_item(hand, (PageItem){ITEM_IMAGE,
                               figure,
                               99,
                               200,
                               {.image = {ASSETS "specimen-scribble-1.svg", 113, 40}}});
    hand_item(hand, (PageItem){ITEM_IMAGE,
                               figure,
                               99,
                               300,
                               {.image = {ASSETS "specimen-scribble-3.png", 113, 40}}});
    hand_page(hand, "2");
    hand_text(hand, title, "An office in Łódź", 99, 82, 18);
    return hand;
}

/* Draws a PDF, and gives its bytes; NULL when drawing failed. */
static char *pdf_bytes(Desk *desk, const Pages *pages, size_t *length)
{
    const char *path = desk_path(desk, "out.pdf");
    FileWriter *file = file_open(desk->diagnostics, path, desk->folder);
    assert_non_null(file);
    if (!pages_draw_pdf(desk->diagnostics, pages, file)) {
        file_discard(file);
        return NULL;
    }
    assert_true(file_commit(file));
    char *bytes = NULL;
    assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

static void assert_same(Desk *desk, const Pages *a, const Pages *b, bool same)
{
    size_t n, m;
    g_autofree char *one = pdf_bytes(desk, a, &n);
    g_autofree char *other = pdf_bytes(desk, b, &m);
    assert_non_null(one);
    assert_non_null(other);
    assert_memory_equal(one, "%PDF-1.5", 8);
    assert_int_equal(n == m && memcmp(one, other, n) == 0, same);
}

static void same_pages_same_bytes(void **state)
{
    Hand *one = letter_new(), *other = letter_new();
    Bookmark marks[] = {{"Title", 1, 0, 82.4}, {"Part", 3, 1, 20}, {"Next", 1, 1, 90}};
    one->pages.bookmarks = other->pages.bookmarks = marks;
    one->pages.n_bookmarks = other->pages.n_bookmarks = 3;
    assert_same(*state, hand_pages(one), hand_pages(other), true);
    assert_reports((Desk *)*state, "");
    hand_free(one);
    hand_free(other);
}

static void date_comes_from_outside(void **state)
{
    Hand *one = letter_new(), *other = letter_new();
    other->pages.date = "2020-09-25";
    assert_same(*state, hand_pages(one), hand_pages(other), false);
    g_setenv("SOURCE_DATE_EPOCH", "1600000000", TRUE);
    assert_same(*state, hand_pages(one), hand_pages(other), true);
    g_setenv("SOURCE_DATE_EPOCH", "yesterday", TRUE);
    assert_same(*state, hand_pages(one), hand_pages(other), false);
    g_unsetenv("SOURCE_DATE_EPOCH");
    hand_free(one);
    hand_free(other);
}

static void no_pages_is_a_file(void **state)
{
    Hand *hand = hand_new();
    assert_same(*state, hand_pages(hand), hand_pages(hand), true);
    hand_free(hand);
}

/* Draws page 0 at 72 dpi: one pixel a point. */
static cairo_surface_t *page_pixels(Desk *desk, const Pages *pages)
{
    const char *path = desk_path(desk, "out.png");
    FileWriter *file = file_open(desk->diagnostics, path, desk->folder);
    assert_true(pages_draw_png(desk->diagnostics, pages, 0, 72, file));
    assert_true(file_commit(file));
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    return surface;
}

static bool pixel_dark(cairo_surface_t *surface, int x, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    return data[y * cairo_image_surface_get_stride(surface) + 4 * x] < 128;
}

static void rule_stands_where_it_is_put(void **state)
{
    Hand *hand = hand_new();
    hand_page(hand, "1");
    hand_item(hand, (PageItem){ITEM_RULE, 0, 100, 200, {.rule = {50, 2}}});
    cairo_surface_t *page = page_pixels(*state, hand_pages(hand));
    assert_int_equal(cairo_image_surface_get_width(page), 595);
    assert_true(pixel_dark(page, 100, 200) && pixel_dark(page, 149, 201));
    assert_false(pixel_dark(page, 99, 200) || pixel_dark(page, 150, 201));
    assert_false(pixel_dark(page, 100, 199) || pixel_dark(page, 100, 202));
    cairo_surface_destroy(page);
    hand_free(hand);
}

/* Glyphs count from their line's start: the second of two runs must not move twice. */
static void run_stands_where_it_is_put(void **state)
{
    Hand *hand = hand_new();
    hand_page(hand, "1");
    hand_text(hand, 0, "ab", 100, 300, 40);
    PageItem *item = &g_array_index(hand->items[0], PageItem, 0);
    GlyphRun run = *item->as.run;
    RunGlyph glyphs[] = {{run.glyphs[0].id, 300, 0}, {run.glyphs[1].id, 320, 0}};
    run.glyphs = glyphs;
    run.x = 300;
    *item = (PageItem){ITEM_RUN, 0, 400, 300, {.run = &run}};
    cairo_surface_t *page = page_pixels(*state, hand_pages(hand));
    bool before = false, inside = false;
    for (int y = 260; y < 310; y++)
        for (int x = 90; x < 450; x++) {
            before = before || (x < 398 && pixel_dark(page, x, y));
            inside = inside || (x >= 400 && pixel_dark(page, x, y));
        }
    assert_true(inside);
    assert_false(before);
    cairo_surface_destroy(page);
    hand_free(hand);
}

/* An image of 20 by 10 in a box of 40 by 60 is 40 by 20, at the box's foot. */
static void image_stands(Desk *desk, const char *name, const char *content)
{
    const char *path = desk_path(desk, name);
    if (content)
        assert_true(g_file_set_contents(path, content, -1, NULL));
    Hand *hand = hand_new();
    hand_page(hand, "1");
    hand_item(hand, (PageItem){ITEM_IMAGE, 0, 100, 200, {.image = {path, 40, 60}}});
    cairo_surface_t *page = page_pixels(desk, hand_pages(hand));
    assert_true(pixel_dark(page, 102, 242) && pixel_dark(page, 137, 257));
    assert_false(pixel_dark(page, 120, 237) || pixel_dark(page, 120, 262));
    assert_false(pixel_dark(page, 97, 250) || pixel_dark(page, 142, 250));
    cairo_surface_destroy(page);
    hand_free(hand);
}

static void svg_stands_at_the_foot(void **state)
{
    image_stands(*state, "sized.svg",
                 "<svg xmlns='http://www.w3.org/2000/svg' width='20mm' height='10mm'>"
                 "<rect width='100%' height='100%'/></svg>");
    image_stands(*state, "boxed.svg",
                 "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 100'>"
                 "<rect width='200' height='100'/></svg>");
}

static void png_stands_at_the_foot(void **state)
{
    Desk *desk = *state;
    const char *path = desk_path(desk, "black.png");
    cairo_surface_t *black = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 20, 10);
    cairo_surface_write_to_png(black, path);
    cairo_surface_destroy(black);
    image_stands(desk, "black.png", NULL);
}

/* Draws a page with one image of this content, and wants the report `why`. */
static void image_fails(Desk *desk, const char *content, gssize length, const char *why)
{
    size_t length_pdf, errors = diagnostics_errors(desk->diagnostics);
    const char *path = desk_path(desk, arena_print(desk->arena, "image-%zu", errors));
    if (content)
        assert_true(g_file_set_contents(path, content, length, NULL));
    Hand *hand = hand_new();
    size_t figure = hand_element(hand, ELEMENT_FIGURE, 0, NULL);
    hand_page(hand, "1");
    hand_item(hand,
              (PageItem){ITEM_IMAGE, figure, 100, 200, {.image = {path, 40, 60}}});
    assert_null(pdf_bytes(desk, hand_pages(hand), &length_pdf));
    assert_int_equal(diagnostics_errors(desk->diagnostics), errors + 1);
    assert_told(desk, "signatories.csv:2:1: error: cannot draw the image");
    assert_told(desk, "[image-unreadable]");
    assert_told(desk, why);
    hand_free(hand);
}

static void broken_images_are_told(void **state)
{
    static const char vast[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0";
    image_fails(*state, NULL, 0, "No such file");
    image_fails(*state, "", 0, "neither a PNG nor");
    image_fails(*state, "no image", -1, "neither a PNG nor");
    image_fails(*state, "<svg xmlns='http://www.w3.org/2000/svg'><g>", -1,
                "well-formed SVG");
    image_fails(*state, vast, 16, "cut short");
    image_fails(*state, vast, sizeof vast - 1, "36 million pixels");
    image_fails(*state, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0", 27,
                "damaged");
}

typedef bool DrawFunction(Diagnostics *diagnostics, const Pages *pages,
                          FileWriter *file);

static bool draw_png(Diagnostics *diagnostics, const Pages *pages, FileWriter *file)
{
    return pages_draw_png(diagnostics, pages, 0, 72, file);
}

static bool draw_svg(Diagnostics *diagnostics, const Pages *pages, FileWriter *file)
{
    return pages_draw_svg(diagnostics, pages, 0, file);
}

/* Checks what is told when the disk takes nothing more while the page is drawn. */
static void assert_full(DrawFunction *draw, const char *told)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Hand *hand = letter_new();
    struct rlimit old, tight;
    getrlimit(RLIMIT_FSIZE, &old);
    tight = old;
    tight.rlim_cur = 0;
    signal(SIGXFSZ, SIG_IGN);
    FileWriter *file =
        file_open(desk.diagnostics, desk_path(&desk, "full"), desk.folder);
    static const char block[1 << 19];
    setrlimit(RLIMIT_FSIZE, &tight);
    file_write(file, block, sizeof block);
    bool drawn = draw(desk.diagnostics, hand_pages(hand), file);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_string_equal(file_problem(file), "File too large");
    file_discard(file);
    assert_false(drawn);
    assert_told(&desk, told);
    hand_free(hand);
}

static void full_disk_is_told(void **state)
{
    (void)state;
    assert_full(pages_draw_pdf, "cannot draw 'By hand': File too large [draw-failed]");
    assert_full(draw_png, "cannot draw 'By hand': File too large [draw-failed]");
    assert_full(draw_svg, "cannot draw 'the page': File too large [draw-failed]");
    assert_full(pages_write_text,
                "cannot draw 'the text': File too large [draw-failed]");
}

static void svg_is_the_same_twice(void **state)
{
    Desk *desk = *state;
    char *bytes[2];
    for (int i = 0; i < 2; i++) {
        Hand *hand = letter_new();
        const char *path = desk_path(desk, "out.svg");
        FileWriter *file = file_open(desk->diagnostics, path, desk->folder);
        assert_true(pages_draw_svg(desk->diagnostics, hand_pages(hand), 0, file));
        assert_true(file_commit(file));
        assert_true(g_file_get_contents(path, &bytes[i], NULL, NULL));
        hand_free(hand);
    }
    assert_string_equal(bytes[0], bytes[1]);
    assert_non_null(strstr(bytes[0], "595pt"));
    g_free(bytes[0]);
    g_free(bytes[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(same_pages_same_bytes),      TEST(date_comes_from_outside),
        TEST(no_pages_is_a_file),         TEST(rule_stands_where_it_is_put),
        TEST(run_stands_where_it_is_put), TEST(svg_stands_at_the_foot),
        TEST(png_stands_at_the_foot),     TEST(broken_images_are_told),
        TEST(full_disk_is_told),          TEST(svg_is_the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
