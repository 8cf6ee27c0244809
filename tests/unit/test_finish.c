/* The finishing pass: pages by hand become a file, or are told why they do not. */
#include "press/finish.h"

#include "desk.h"
#include "hand.h"
#include "press/press.h"
#include "press/structure.h"

static const char *const paths[] = {".", NULL};
static const Folders folders = {paths};

/* A heading, a list with a label, a name, and a page more if asked for. */
static Hand *pages_new(size_t n_pages, const char *alternate)
{
    Hand *hand = hand_new();
    hand->pages.layout = hand->type->layout;
    hand->pages.language = "en";
    size_t heading = hand_element(hand, ELEMENT_HEADING, 0, "A heading");
    g_array_index(hand->elements, Element, heading).level = 1;
    size_t list = hand_element(hand, ELEMENT_LIST, 0, NULL);
    size_t item = hand_element(hand, ELEMENT_LIST_ITEM, list, NULL);
    size_t label = hand_element(hand, ELEMENT_LABEL, item, "1.");
    size_t text = hand_element(hand, ELEMENT_PARAGRAPH, item, "first");
    size_t group = hand_element(hand, ELEMENT_GROUP, 0, NULL);
    size_t figure = hand_element(hand, ELEMENT_FIGURE, group, alternate);
    size_t name = hand_element(hand, ELEMENT_NAME, group, "Specimen Oak");
    hand_page(hand, "1");
    hand_text(hand, heading, "A heading", 99, 82, 18);
    hand_text(hand, label, "1.", 99, 120, 10);
    hand_text(hand, text, "first", 120, 120, 10);
    hand_item(hand, (PageItem){ITEM_IMAGE,
                               figure,
                               99,
                               150,
                               {.image = {"content/lukashenko-2020/assets/"
                                          "specimen-scribble-1.svg",
                                          113, 40}}});
    hand_text(hand, name, "Specimen Oak", 99, 220, 10);
    for (size_t i = 1; i < n_pages; i++) {
        hand_page(hand, "2");
        hand_text(hand, text, "and on", 99, 82, 10);
    }
    return hand;
}

static bool finish(Desk *desk, const Pages *pages, const Pages *drawn, bool screen)
{
    g_autoptr(Profiles) profiles = profiles_new(&folders);
    FileWriter *file =
        file_open(desk->diagnostics, desk_path(desk, "out.pdf"), desk->folder);
    GByteArray *bytes = g_byte_array_new();
    GArray *chunks = chunks_make(pages, screen), *other = chunks_make(drawn, screen);
    double coarsest;
    Pressed pressed;
    assert_true(pages_draw_chunks(desk->diagnostics, drawn, other, bytes, &coarsest));
    bool good = drawn_finish(profiles, desk->diagnostics, pages, screen, chunks, bytes,
                             file, &pressed);
    g_byte_array_free(bytes, TRUE);
    g_array_free(chunks, TRUE);
    g_array_free(other, TRUE);
    if (good)
        assert_true(file_commit(file));
    else
        file_discard(file);
    return good;
}

static void pages_are_finished(void **state)
{
    Hand *hand = pages_new(2, "A scribble");
    const Pages *pages = hand_pages(hand);
    for (int screen = 0; screen < 2; screen++) {
        assert_true(finish(*state, pages, pages, screen));
        assert_reports((Desk *)*state, "");
        assert_true(pdf_read_back(((Desk *)*state)->diagnostics, pages,
                                  desk_path(*state, "out.pdf"), "out.pdf"));
    }
    hand_free(hand);
}

static void an_image_without_words_is_told(void **state)
{
    Hand *hand = pages_new(1, NULL);
    assert_false(finish(*state, hand_pages(hand), hand_pages(hand), false));
    assert_reports((Desk *)*state, "8:1 image-without-text");
    hand_free(hand);
}

static void another_drawing_is_refused(void **state)
{
    Hand *hand = pages_new(1, "A scribble"), *other = pages_new(2, "A scribble");
    assert_false(finish(*state, hand_pages(hand), hand_pages(other), false));
    assert_reports((Desk *)*state, "press-failed");
    hand_free(hand);
    hand_free(other);
}

/* The tree as "P(0 1)L(LI(…))", marks by their numbers. */
static void tree_print(const TagTree *tree, size_t index, GString *out)
{
    const TagNode *node = &g_array_index(tree->nodes, TagNode, index);
    g_string_append_printf(out, "%s(", node->role);
    for (size_t i = node->first; i != SIZE_MAX;) {
        const TagKid *kid = &g_array_index(tree->kids, TagKid, i);
        if (kid->is_node)
            tree_print(tree, kid->index, out);
        else
            g_string_append_printf(out, "%zu ", kid->index);
        i = kid->next;
    }
    g_string_append(out, ")");
}

static void elements_become_roles(void **state)
{
    (void)state;
    Hand *hand = pages_new(2, "A scribble");
    const Pages *pages = hand_pages(hand);
    GArray *chunks = chunks_make(pages, false);
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    for (size_t i = 0; i < chunks->len; i++) {
        Mark mark = {.chunk = i, .mcid = i};
        g_array_append_val(marks, mark);
    }
    TagTree tree = tags_make(pages, chunks, marks);
    g_autoptr(GString) out = g_string_new(NULL);
    tree_print(&tree, 0, out);
    assert_string_equal(out->str, "Document(H1(0 )L(LI(Lbl(1 )LBody(P(2 5 ))))"
                                  "L(LI(LBody(Figure(3 )4 ))))");
    tags_clear(&tree);
    g_array_free(chunks, TRUE);
    g_array_free(marks, TRUE);
    hand_free(hand);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pages_are_finished),
        TEST(an_image_without_words_is_told),
        TEST(another_drawing_is_refused),
        TEST(elements_become_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
