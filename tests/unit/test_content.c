/* Content streams: what is painted is marked and inked, and what is not ours is refused. */
#include "press/content.h"

#include "desk.h"
#include "hand.h"

/* A page of a paragraph, a rule, an image and a foot, with a profile for screens, whose
 * colours stay what they are. */
typedef struct Stream {
    Desk desk;
    Hand *hand;
    Profiles *profiles;
    InkUse use;
    Colours colours;
    GArray *chunks, *marks;
} Stream;

static void chunk_put(Stream *stream, size_t element, Artifact artifact, bool image)
{
    Chunk chunk = {.element = element, .artifact = artifact, .image = image};
    g_array_append_val(stream->chunks, chunk);
}

static int stream_open(void **state)
{
    static const char *const paths[] = {".", NULL};
    static const Folders folders = {paths};
    Stream *stream = g_new0(Stream, 1);
    desk_init(&stream->desk);
    stream->hand = hand_new();
    size_t text = hand_element(stream->hand, ELEMENT_PARAGRAPH, 0, "Text");
    size_t rule = hand_element(stream->hand, ELEMENT_ARTIFACT, 0, NULL);
    size_t image = hand_element(stream->hand, ELEMENT_FIGURE, 0, "A scribble");
    hand_page(stream->hand, "1");
    stream->profiles = profiles_new(&folders);
    stream->colours =
        (Colours){.profiles = stream->profiles,
                  .profile = profile_screen(stream->profiles, stream->desk.diagnostics),
                  .layout = stream->hand->type->layout,
                  .use = &stream->use};
    stream->chunks = g_array_new(FALSE, FALSE, sizeof(Chunk));
    stream->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    chunk_put(stream, text, ARTIFACT_NONE, false);
    chunk_put(stream, rule, ARTIFACT_LAYOUT, false);
    chunk_put(stream, image, ARTIFACT_NONE, true);
    chunk_put(stream, rule, ARTIFACT_FOOT, false);
    *state = stream;
    return 0;
}

static int stream_close(void **state)
{
    Stream *stream = *state;
    profiles_free(stream->profiles);
    hand_free(stream->hand);
    g_array_free(stream->chunks, TRUE);
    g_array_free(stream->marks, TRUE);
    desk_clear(&stream->desk);
    g_free(stream);
    return 0;
}

/* The stream with @0, @1 … as the colours of chunks. */
static GString *stream_coloured(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text != '@') {
            g_string_append_c(out, *text);
            continue;
        }
        ChunkColour colour = chunk_colour((size_t)(*++text - '0'), 0);
        for (size_t i = 0; i < 3; i++)
            g_string_append_printf(out, "%.9f%s", colour.channels[i] / CHUNK_FULL,
                                   i < 2 ? " " : "");
    }
    return out;
}

static const char *finish(Stream *stream, const char *text, GString *out)
{
    g_autoptr(GString) bytes = stream_coloured(text);
    g_array_set_size(stream->marks, 0);
    return content_finish(hand_pages(stream->hand), stream->chunks, stream->marks,
                          &stream->colours, 0, bytes->str, bytes->len, out);
}

static void assert_finished(void **state, const char *text, const char *wanted)
{
    g_autoptr(GString) out = g_string_new(NULL);
    assert_null(finish(*state, text, out));
    for (char *at = out->str; *at; at++)
        if (*at == '\n')
            *at = ' ';
    g_strstrip(out->str);
    assert_string_equal(out->str, wanted);
}

static void assert_refused(void **state, const char *text, const char *problem)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *told = finish(*state, text, out);
    assert_non_null(told);
    assert_non_null(strstr(told, problem));
}

static void chunks_are_marked_and_inked(void **state)
{
    assert_finished(
        state, "q @0 rg BT /f 1 Tf (a (b\\)) )Tj [(c)1(d)]TJ ET @1 rg 1 2 3 4 re f Q",
        "q 0 0 0 rg BT /f 1 Tf /P<</MCID 0>>BDC (a (b\\)) )Tj [(c)1(d)]TJ EMC ET "
        "0 0 0 rg /Artifact<</Type/Layout>>BDC 1 2 3 4 re f Q EMC");
}

static void glyphs_for_other_characters_are_marks_of_their_own(void **state)
{
    assert_finished(state,
                    "@0 rg BT (a)Tj /Span<</ActualText<feff>>>BDC (b)Tj EMC (c)Tj ET",
                    "0 0 0 rg BT /P<</MCID 0>>BDC (a)Tj EMC "
                    "/Span<</MCID 1/ActualText<feff>>>BDC (b)Tj EMC "
                    "/P<</MCID 2>>BDC (c)Tj EMC ET");
    assert_int_equal(((Stream *)*state)->marks->len, 3);
    assert_finished(state, "@3 rg BT /Span<</ActualText<feff>>>BDC (b)Tj EMC ET",
                    "0 0 0 rg BT /Artifact<</Type/Pagination/Subtype/Footer>>BDC "
                    "/Span<</ActualText<feff>>>BDC (b)Tj EMC EMC ET");
}

static void the_square_before_an_image_is_taken_out(void **state)
{
    assert_finished(state, "@2 rg 9 9 0.016 0.016 re f q /x7 Do Q",
                    "0 0 0 rg  q /Figure<</MCID 0>>BDC /x7 Do Q EMC");
    assert_refused(state, "@2 rg q /x7 Do Q", "unknown colour");
    assert_refused(state, "@2 rg 9 9 5 5 re f", "unknown colour");
}

static void what_has_no_colour_of_ours_is_refused(void **state)
{
    assert_refused(state, "BT (a)Tj ET", "unknown colour");
    assert_refused(state, "0 0 0 rg BT (a)Tj ET", "not one of ours");
    assert_refused(state, "@9 rg BT (a)Tj ET", "not one of ours");
    assert_refused(state, "1 rg BT (a)Tj ET", "not one of ours");
    assert_refused(state, "q @0 rg Q 1 1 1 1 re f", "unknown colour");
    assert_refused(state, "@0 rg q @1 rg Q 1 1 1 1 re f", "unknown colour");
    assert_refused(state, "0 g BT (a)Tj ET", "unknown way");
    assert_refused(state, "@0 rg BI /W 1 ID x EI", "unknown way");
}

static void an_older_colour_may_be_given_again(void **state)
{
    assert_finished(state, "q @0 rg BT (a)Tj ET Q @0 rg BT (b)Tj ET",
                    "q 0 0 0 rg BT /P<</MCID 0>>BDC (a)Tj EMC ET Q 0 0 0 rg BT "
                    "/P<</MCID 1>>BDC (b)Tj EMC ET");
    assert_refused(state, "@1 rg 1 1 1 1 re f @0 rg BT (a)Tj ET", "out of order");
}

static void what_does_not_nest_is_refused(void **state)
{
    assert_refused(state, "@0 rg BT (a)Tj @1 rg ET", "within a text");
    assert_refused(state, "@0 rg BT EMC ET", "has not begun");
    assert_refused(state, "@0 rg /P<</MCID 0>>BDC", "not ours");
    assert_refused(state, "Q", "in pairs");
    assert_refused(state, "@0 rg BT (a", "cannot be read");
    assert_refused(state, "@0 rg BT [(a) Tj", "cannot be read");
    g_autoptr(GString) deep = g_string_new(NULL);
    for (size_t i = 0; i < 100; i++)
        g_string_append(deep, "q ");
    assert_refused(state, deep->str, "too deeply");
}

static void colours_of_drawings_are_converted(void **state)
{
    Stream *stream = *state;
    g_autoptr(GString) out = g_string_new(NULL);
    PressStyle style = {0};
    Colours print = stream->colours;
    print.profile = profile_printer(stream->profiles, stream->desk.diagnostics, &style);
    print.intent = RENDER_RELATIVE;
    assert_non_null(print.profile);
    const char grey[] = "0.2 0.2 0.2 rg 0 0 1 1 re f 0 0 0 RG";
    assert_null(content_convert(&print, grey, strlen(grey), out));
    assert_string_equal(out->str, "0 0 0 0.8 k 0 0 1 1 re f 0 0 0 1 K");
    g_string_truncate(out, 0);
    assert_null(content_convert(&print, "1 0 0 rg", 8, out));
    double cyan, magenta;
    assert_int_equal(sscanf(out->str, "%lf %lf", &cyan, &magenta), 2);
    assert_true(cyan < 0.2 && magenta > 0.8);
    assert_true(print.use->most > 150 && print.use->most < 300);
    Layout black = *print.layout;
    black.press.inks = INKS_BLACK;
    print.layout = &black;
    g_string_truncate(out, 0);
    assert_null(content_convert(&print, "1 0 0 rg", 8, out));
    assert_string_equal(out->str, "0 0 0 0.7874 k");
    assert_non_null(content_convert(&print, "BI", 2, out));
    assert_non_null(content_convert(&print, "1 rg", 4, out));
    assert_non_null(content_convert(&print, "(a", 2, out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chunks_are_marked_and_inked),
        cmocka_unit_test(glyphs_for_other_characters_are_marks_of_their_own),
        cmocka_unit_test(the_square_before_an_image_is_taken_out),
        cmocka_unit_test(what_has_no_colour_of_ours_is_refused),
        cmocka_unit_test(an_older_colour_may_be_given_again),
        cmocka_unit_test(what_does_not_nest_is_refused),
        cmocka_unit_test(colours_of_drawings_are_converted),
    };
    return cmocka_run_group_tests(tests, stream_open, stream_close);
}
