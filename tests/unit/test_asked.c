/* What fonts lack of what styles and languages ask. */
#include "desk.h"
#include "type.h"

#include <hb-ot.h>

#define NOTO "/usr/share/fonts/truetype/noto/"

static int setup(void **state)
{
    *state = type_new("en");
    return 0;
}

static int teardown(void **state)
{
    type_free(*state);
    return 0;
}

/* The use of the font that sets the first letter of the text in this style and language;
 * all of the text is its characters. */
static FontUse use_of(Type *type, FontBook *book, const Style *style,
                      const char *language, const char *text)
{
    TextSpan like = {.style = style, .language = language};
    const Shaped *shaped =
        text_shape(book, type->diagnostics, type->arena, type_text(type, text, like),
                   type->language, false, 0);
    assert_non_null(shaped);
    GlyphLine line = shaped_line(shaped, type->arena, 0, shaped->n_breaks - 1,
                                 (LineFit){.stretch = 1});
    const GlyphRun *run = &line.runs[0];
    CharacterCount *characters = arena_array(type->arena, CharacterCount, strlen(text));
    FontUse use = {.file = fontbook_file(book, run->font),
                   .font = run->font,
                   .language = run->language,
                   .script = run->script,
                   .characters = characters};
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        characters[use.n_characters++] = (CharacterCount){g_utf8_get_char(at), 1};
    use_ask(&use, run->style);
    return use;
}

static const char *lacks(Type *type, const FontUse *use, FontAsk ask)
{
    static const char *const paths[] = {".", NULL};
    const Folders folders = {paths};
    const Language *language = language_read(type->diagnostics, type->arena, &folders,
                                             use->language, PLACE_NONE);
    const char *why = font_lacks(type->arena, use, language, ask);
    return why ? why : "nothing";
}

/* Checks what Noto Serif lacks of a language's letter forms. */
static void assert_forms(Type *type, bool italic, const char *language,
                         const char *text, const char *want)
{
    Style style = *type_style(type, STYLE_BODY);
    style.italic = italic;
    FontUse use = use_of(type, type->book, &style, language, text);
    assert_string_equal(use.file->style, italic ? "Italic" : "Regular");
    assert_string_equal(lacks(type, &use, ASK_LETTER_FORMS), want);
}

static void serbian_forms_are_there(void **state)
{
    assert_forms(*state, false, "sr", "бгдпт", "nothing");
    assert_forms(*state, true, "sr", "бгдпт", "nothing");
    assert_forms(*state, true, "mk", "бгдпт", "nothing");
}

static void bulgarian_forms_are_not(void **state)
{
    assert_forms(*state, false, "bg", "абвгде", "no form of its own for в, г, д");
    assert_forms(*state, true, "bg", "абвгде", "no form of its own for в");
    assert_forms(*state, false, "bg", "вгджзийклптцшщ",
                 "no form of its own for в, г, д, ж, з, и, й, к, л, п, т, ц …");
    assert_forms(*state, false, "bg", "аое", "nothing");
    assert_forms(*state, false, "bg", "Latin", "nothing");
}

static void other_languages_ask_for_none(void **state)
{
    assert_forms(*state, false, "be", "вгджзийклптцшщ", "nothing");
    assert_forms(*state, false, "en", "şţ", "nothing");
}

static void romanian_cedillas_become_commas(void **state)
{
    assert_forms(*state, false, "ro", "aşţŞŢ", "nothing");
    assert_forms(*state, true, "ro-MD", "aşţŞŢ", "nothing");
}

static void small_capitals_are_of_letters(void **state)
{
    Type *type = *state;
    Style style = *type_style(type, STYLE_BODY);
    FontUse use = use_of(type, type->book, &style, "en", "a letter");
    assert_string_equal(lacks(type, &use, ASK_SMALL_CAPITALS), "nothing");
    style.small_caps = true;
    use = use_of(type, type->book, &style, "en", "A Letter, 2");
    assert_string_equal(lacks(type, &use, ASK_SMALL_CAPITALS), "nothing");
    use = use_of(type, type->book, &style, "be", "Ліст");
    assert_string_equal(lacks(type, &use, ASK_SMALL_CAPITALS), "none for і, с, т");
    use = use_of(type, type->book, &style, "be", "ЛІСТ 2");
    assert_string_equal(lacks(type, &use, ASK_SMALL_CAPITALS), "nothing");
    use = use_of(type, type->book, &style, "ka", "აბ");
    assert_string_equal(use.file->family, "Noto Serif Georgian");
    assert_string_equal(lacks(type, &use, ASK_SMALL_CAPITALS), "none for ა, ბ");
}

/* A book of one family: the font files given, dropped in. */
static FontBook *book_of(Desk *desk, const char *family)
{
    const char *const paths[] = {desk->folder, NULL};
    const Folders folders = {paths};
    desk_write(desk, "layouts/mine.yaml",
               arena_print(desk->arena, "fonts:\n  text: [%s]\n  sans: [%s]\n", family,
                           family));
    const Layout *layout =
        layout_read(desk->diagnostics, desk->arena, &folders, "mine", PLACE_NONE);
    assert_non_null(layout);
    FontBook *book = fontbook_open(desk->diagnostics, &folders, layout);
    assert_non_null(book);
    return book;
}

/* A copy of Noto Serif in fonts/ whose figure 1 is narrower. */
static void narrow_put(Desk *desk)
{
    g_autofree char *bytes = NULL;
    size_t length;
    assert_true(
        g_file_get_contents(NOTO "NotoSerif-Regular.ttf", &bytes, &length, NULL));
    hb_blob_t *blob =
        hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_codepoint_t one;
    assert_true(hb_font_get_nominal_glyph(font, '1', &one));
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('h', 'm', 't', 'x'));
    size_t at = (size_t)(hb_blob_get_data(table, NULL) - bytes) + 4 * (size_t)one;
    bytes[at] = 1;
    hb_blob_destroy(table);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    desk_put(desk, "fonts/narrow.ttf", bytes, length);
}

/* What the book's font lacks for the figures of a text. */
static const char *figures_lacking(Type *type, FontBook *book, Figures figures,
                                   bool tabular, FontAsk ask, const char *text)
{
    Style style = *type_style(type, STYLE_BODY);
    style.figures = figures;
    style.tabular = tabular;
    static const char *const families[] = {"Noto Serif"};
    const FontStack stack = {.name = "text", .families = families, .n_families = 1};
    style.stack = &stack;
    FontUse use = use_of(type, book, &style, "en", text);
    return lacks(type, &use, ask);
}

static void figures_are_measured(void **state)
{
    Type *type = *state;
    FontBook *book = type->book;
    assert_string_equal(
        figures_lacking(type, book, FIGURES_LINING, false, ASK_LINING_FIGURES, "12"),
        "nothing");
    assert_string_equal(figures_lacking(type, book, FIGURES_OLD_STYLE, false,
                                        ASK_OLD_STYLE_FIGURES, "12"),
                        "nothing");
    assert_string_equal(
        figures_lacking(type, book, FIGURES_OLD_STYLE, true, ASK_TABULAR_FIGURES, "12"),
        "nothing");
}

static void figures_of_several_widths_are_no_table(void **state)
{
    Type *type = *state;
    g_auto(Desk) desk;
    desk_init(&desk);
    narrow_put(&desk);
    g_autoptr(FontBook) book = book_of(&desk, "Noto Serif");
    assert_string_equal(
        figures_lacking(type, book, FIGURES_DEFAULT, true, ASK_TABULAR_FIGURES, "12"),
        "its figures are of several widths");
    assert_string_equal(
        figures_lacking(type, book, FIGURES_DEFAULT, false, ASK_TABULAR_FIGURES, "12"),
        "nothing");
    assert_string_equal(
        figures_lacking(type, book, FIGURES_DEFAULT, true, ASK_TABULAR_FIGURES, "ab"),
        "nothing");
}

/* Noto Naskh Arabic has the figures of Europe in one form. */
static void figures_of_one_height_are_lining(void **state)
{
    Type *type = *state;
    Style style = *type_style(type, STYLE_BODY);
    static const char *const families[] = {"Noto Naskh Arabic"};
    const FontStack stack = {.name = "text", .families = families, .n_families = 1};
    style.stack = &stack;
    style.figures = FIGURES_OLD_STYLE;
    FontUse use = use_of(type, type->book, &style, "en", "12");
    assert_string_equal(lacks(type, &use, ASK_OLD_STYLE_FIGURES),
                        "its figures are all of one height");
    use.asked[ASK_LINING_FIGURES] = true;
    assert_string_equal(lacks(type, &use, ASK_LINING_FIGURES), "nothing");
}

static void asks_have_names(void **state)
{
    (void)state;
    for (FontAsk ask = 0; ask < N_ASKS; ask++) {
        assert_string_not_equal(ask_name(ask), "");
        assert_int_equal(strlen(ask_feature(ask)), 4);
        assert_int_equal(ask_figures(ask), strstr(ask_name(ask), "figures") != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serbian_forms_are_there),
        cmocka_unit_test(bulgarian_forms_are_not),
        cmocka_unit_test(other_languages_ask_for_none),
        cmocka_unit_test(romanian_cedillas_become_commas),
        cmocka_unit_test(small_capitals_are_of_letters),
        cmocka_unit_test(figures_are_measured),
        cmocka_unit_test(figures_of_several_widths_are_no_table),
        cmocka_unit_test(figures_of_one_height_are_lining),
        cmocka_unit_test(asks_have_names),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
