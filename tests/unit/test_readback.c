/* Reading a PDF back: what is there is found, what is not is told. */
#include "press/press.h"

#include "desk.h"
#include "draw/draw.h"
#include "base/library.h"
#include "hand.h"

#define BACKWARD "שם לדוגמה"

/* Two names in columns, one that turns, and one from right to left. */
static Hand *roster_new(const char *first, const char *last)
{
    Hand *hand = hand_new();
    hand_page(hand, "1");
    size_t group = hand_element(hand, ELEMENT_GROUP, 0, NULL);
    size_t oak = hand_element(hand, ELEMENT_NAME, group, first);
    size_t elm = hand_element(hand, ELEMENT_NAME, group, "Specimen Elm 002");
    size_t turned =
        hand_element(hand, ELEMENT_NAME, group, "Specimen of a Long Name 003");
    size_t back = hand_element(hand, ELEMENT_NAME, group, last);
    hand_text(hand, oak, "Specimen Oak 001", 99, 100, 8);
    hand_text(hand, elm, "Specimen Elm 002", 240, 100, 8);
    hand_text(hand, turned, "Specimen of a", 99, 110.5, 8);
    hand_text(hand, turned, "Long Name 003", 107, 121, 8);
    hand_text(hand, back, BACKWARD, 240, 110.5, 8);
    return hand;
}

/* Draws `drawn` and looks in it for the names of `wanted`. */
static bool read_back(Desk *desk, const Pages *drawn, const Pages *wanted)
{
    const char *path = desk_path(desk, "out.pdf");
    FileWriter *file = file_open(desk->diagnostics, path, desk->folder);
    assert_non_null(file);
    assert_true(pages_draw_pdf(desk->diagnostics, drawn, file));
    assert_true(file_commit(file));
    return pdf_read_back(desk->diagnostics, wanted, path, "out.pdf");
}

static void names_are_found(void **state)
{
    Hand *hand = roster_new("Specimen Oak 001", BACKWARD);
    assert_true(read_back(*state, hand_pages(hand), hand_pages(hand)));
    assert_reports((Desk *)*state, "");
    hand_free(hand);
}

static void a_wrong_name_is_told(void **state)
{
    Hand *drawn = roster_new("Specimen Oak 001", BACKWARD),
         *wanted = roster_new("Specimen Oak 00", BACKWARD);
    assert_false(read_back(*state, hand_pages(drawn), hand_pages(wanted)));
    assert_reports((Desk *)*state, "3:1 name-lost");
    hand_free(drawn);
    hand_free(wanted);
}

static void a_wrong_name_from_right_to_left_is_told(void **state)
{
    Hand *drawn = roster_new("Specimen Oak 001", BACKWARD),
         *wanted = roster_new("Specimen Oak 001", "שם לדוגמת");
    assert_false(read_back(*state, hand_pages(drawn), hand_pages(wanted)));
    assert_reports((Desk *)*state, "6:1 name-lost");
    hand_free(drawn);
    hand_free(wanted);
}

/* The same name at another place is not that name. */
static void a_name_counts_at_its_place(void **state)
{
    Hand *drawn = roster_new("Specimen Oak 001", BACKWARD),
         *wanted = roster_new("Specimen Elm 002", BACKWARD);
    assert_false(read_back(*state, hand_pages(drawn), hand_pages(wanted)));
    assert_reports((Desk *)*state, "3:1 name-lost");
    hand_free(drawn);
    hand_free(wanted);
}

static void names_are_counted(void **state)
{
    Hand *hand = roster_new("Specimen Oak 001", BACKWARD);
    Pages *pages = arena_copy(hand->arena, hand_pages(hand), sizeof(Pages));
    pages->n_names++;
    assert_false(read_back(*state, hand_pages(hand), pages));
    assert_reports((Desk *)*state, "names-fewer");
    hand_free(hand);
}

static void pages_are_counted(void **state)
{
    Hand *drawn = roster_new("Specimen Oak 001", BACKWARD),
         *wanted = roster_new("Specimen Oak 001", BACKWARD);
    hand_page(wanted, "2");
    assert_false(read_back(*state, hand_pages(drawn), hand_pages(wanted)));
    assert_reports((Desk *)*state, "pdf-unreadable");
    hand_free(drawn);
    hand_free(wanted);
}

static void what_is_no_pdf_is_told(void **state)
{
    Desk *desk = *state;
    Hand *hand = roster_new("Specimen Oak 001", BACKWARD);
    const char *path = desk_write(desk, "out.pdf", "no PDF\n");
    assert_false(pdf_read_back(desk->diagnostics, hand_pages(hand), path, "out.pdf"));
    assert_reports(desk, "pdf-unreadable");
    hand_free(hand);
}

static void libraries_may_be_missing_or_old(void **state)
{
    Desk *desk = *state;
    void *function;
    const LibrarySymbol none[] = {{NULL, NULL}};
    const LibrarySymbol unknown[] = {{"no_such_function", &function}, {NULL, NULL}};
    assert_false(
        library_open(desk->diagnostics, "libno-such.so.1", "libno-such1", none));
    assert_false(library_open(desk->diagnostics, "libm.so.6", "libc6", unknown));
    assert_reports(desk, "library-missing, library-old");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_are_found),
        TEST(a_wrong_name_is_told),
        TEST(a_wrong_name_from_right_to_left_is_told),
        TEST(a_name_counts_at_its_place),
        TEST(names_are_counted),
        TEST(pages_are_counted),
        TEST(what_is_no_pdf_is_told),
        TEST(libraries_may_be_missing_or_old),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
