/* Two languages side by side: pairs of blocks, their columns, where pages part them. */
#include <math.h>

#include "desk.h"
#include "flow/plan.h"
#include "judge/judge.h"

/* A letter in two languages, as it is set. */
typedef struct Sheet {
    Desk desk;
    const Layout *layout;
    FontBook *book;
    Standing *standing;
    Edition edition;
    const Letter *letters[N_SIDES];
    const Language *languages[N_SIDES];
    const Story *story;
    const Pages *pages;
} Sheet;

static const char LETTER[] = "content/lukashenko-2020";
static const char *const folders_here[] = {".", NULL};

static int sheet_open(void **state)
{
    const Folders folders = {folders_here};
    Sheet *sheet = g_new0(Sheet, 1);
    desk_init(&sheet->desk);
    sheet->layout = layout_read(sheet->desk.diagnostics, sheet->desk.arena, &folders,
                                "parallel", PLACE_NONE);
    assert_non_null(sheet->layout);
    sheet->book = fontbook_open(sheet->desk.diagnostics, &folders, sheet->layout);
    sheet->standing = standing_new(sheet->book, true);
    *state = sheet;
    return 0;
}

static int sheet_close(void **state)
{
    Sheet *sheet = *state;
    standing_free(sheet->standing);
    fontbook_free(sheet->book);
    desk_clear(&sheet->desk);
    g_free(sheet);
    return 0;
}

/* Reads one of the letters, with `keys` in its front matter. */
static void letter_put(Sheet *sheet, size_t side, const char *language,
                       const char *keys, const char *body)
{
    const Folders folders = {folders_here};
    Desk *desk = &sheet->desk;
    const char *name = arena_print(desk->arena, "%zu/letter.md", side);
    desk_write(desk, name,
               arena_print(desk->arena,
                           "---\nlanguage: %s\nroster: specimen\n%s\n---\n\n%s\n",
                           language, keys, body));
    const char *folder = arena_print(desk->arena, "%s/%zu", desk->folder, side);
    sheet->letters[side] = letter_read(desk->diagnostics, desk->arena, folder);
    assert_non_null(sheet->letters[side]);
    sheet->languages[side] =
        language_read(desk->diagnostics, desk->arena, &folders, language, PLACE_NONE);
}

static void story_write(Sheet *sheet)
{
    Desk *desk = &sheet->desk;
    const Roster *roster = arena_one(desk->arena, Roster);
    sheet->edition.name = "both";
    sheet->edition.language = sheet->letters[0]->language;
    sheet->edition.second = sheet->letters[1]->language;
    sheet->edition.selection = ROSTER_NONE;
    sheet->story = story_tell(desk->diagnostics, desk->arena, sheet->letters[0], roster,
                              &sheet->edition, sheet->layout, sheet->languages[0],
                              sheet->letters[1], sheet->languages[1]);
}

static void sheet_flow(Sheet *sheet)
{
    story_write(sheet);
    assert_non_null(sheet->story);
    sheet->pages = story_flow(sheet->standing, sheet->desk.diagnostics,
                              sheet->desk.arena, sheet->story);
    assert_non_null(sheet->pages);
}

/* So many sentences as one paragraph. */
static const char *prose(Sheet *sheet, const char *sentence, size_t n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", sentence);
    return arena_string(sheet->desk.arena, text->str);
}

static const char ENGLISH[] = "As specimen writers we say the same on either side.";
static const char BELARUSIAN[] =
    "Як узорныя аўтары мы кажам з абодвух бакоў адно і тое ж, толькі даўжэй.";
static const char HEBREW[] = "כותבים לדוגמה אומרים אותו הדבר בשני הצדדים.";

static const PlacedLine *line_at(const Sheet *sheet, size_t side, size_t index)
{
    for (size_t i = 0; i < sheet->pages->n_lines; i++)
        if (sheet->pages->lines[i].side == side && index-- == 0)
            return &sheet->pages->lines[i];
    fail();
    return NULL;
}

static const Element *element_of(const Sheet *sheet, const PlacedLine *line)
{
    return &sheet->pages->elements[line->element];
}

/* The lines of a side with which texts begin: on the same page and baseline as those of
 * the other. */
static void assert_first_lines_level(const Sheet *sheet, size_t n)
{
    size_t seen[N_SIDES] = {0};
    double baselines[N_SIDES][16] = {{0}};
    for (size_t i = 0; i < sheet->pages->n_lines; i++) {
        const PlacedLine *line = &sheet->pages->lines[i];
        if (line->number == 1)
            baselines[line->side][seen[line->side]++] =
                (double)line->page * 10000 + line->baseline;
    }
    assert_int_equal(seen[0], n);
    assert_int_equal(seen[1], n);
    for (size_t i = 0; i < n; i++)
        assert_true(fabs(baselines[0][i] - baselines[1][i]) < 0.001);
}

static void two_letters(Sheet *sheet, size_t n)
{
    letter_put(sheet, 0, "en", "title: A Specimen",
               arena_print(sheet->desk.arena, "%s\n\n## Then\n\n%s",
                           prose(sheet, ENGLISH, n), prose(sheet, ENGLISH, n)));
    letter_put(sheet, 1, "be", "title: Узорны ліст да ўсіх, хто піша па-беларуску",
               arena_print(sheet->desk.arena, "%s\n\n## Потым\n\n%s",
                           prose(sheet, BELARUSIAN, n), prose(sheet, BELARUSIAN, n)));
}

static void paragraph_stands_against_paragraph(void **state)
{
    Sheet *sheet = *state;
    two_letters(sheet, 3);
    sheet_flow(sheet);
    assert_first_lines_level(sheet, 4);
    double column = layout_parallel_column(sheet->layout);
    double left = sheet->layout->page.left;
    double second = left + column + sheet->layout->parallel_gutter;
    const PlacedLine *body[N_SIDES] = {line_at(sheet, 0, 1), line_at(sheet, 1, 2)};
    assert_true(fabs(body[0]->x - left) < 2);
    assert_true(fabs(body[1]->x - second) < 2);
    for (size_t i = 0; i < sheet->pages->n_lines; i++)
        assert_true(sheet->pages->lines[i].set < column + 1);
    assert_reports(&sheet->desk, "");
}

static void each_element_has_its_language(void **state)
{
    Sheet *sheet = *state;
    two_letters(sheet, 1);
    sheet_flow(sheet);
    for (size_t i = 2; i < sheet->pages->n_elements; i++)
        assert_string_equal(sheet->pages->elements[i].language, i % 2 ? "be" : "en");
    assert_int_equal(sheet->pages->n_elements, 2 + 4 * 2);
    assert_int_equal(sheet->pages->n_bookmarks, 2);
    assert_string_equal(sheet->pages->bookmarks[0].text, "A Specimen");
}

static void lists_hold_both(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", "1. One\n\n   more\n\n2. Two");
    letter_put(sheet, 1, "be", "title: Б", "1. Адзін\n\n   яшчэ\n\n2. Два");
    sheet_flow(sheet);
    static const struct {
        ElementRole role;
        size_t parent;
        const char *text;
    } want[] = {
        {ELEMENT_DOCUMENT, 0, NULL},    {ELEMENT_ARTIFACT, 0, NULL},
        {ELEMENT_HEADING, 0, "A"},      {ELEMENT_HEADING, 0, "Б"},
        {ELEMENT_LIST, 0, NULL},        {ELEMENT_LIST_ITEM, 4, NULL},
        {ELEMENT_LABEL, 5, "1."},       {ELEMENT_PARAGRAPH, 5, "One"},
        {ELEMENT_LABEL, 5, "1."},       {ELEMENT_PARAGRAPH, 5, "Адзін"},
        {ELEMENT_PARAGRAPH, 5, "more"}, {ELEMENT_PARAGRAPH, 5, "яшчэ"},
        {ELEMENT_LIST_ITEM, 4, NULL},   {ELEMENT_LABEL, 12, "2."},
        {ELEMENT_PARAGRAPH, 12, "Two"}, {ELEMENT_LABEL, 12, "2."},
        {ELEMENT_PARAGRAPH, 12, "Два"},
    };
    assert_int_equal(sheet->pages->n_elements, G_N_ELEMENTS(want));
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        const Element *element = &sheet->pages->elements[i];
        assert_int_equal(element->role, want[i].role);
        assert_int_equal(element->parent, want[i].parent);
        assert_int_equal(g_strcmp0(element->text, want[i].text), 0);
    }
}

/* What stands beside a heading is not what it heads. */
static void headings_side_by_side_are_not_left_behind(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", "## Then\n\nWe say it.");
    letter_put(sheet, 1, "be", "title: Б", "## Потым\n\nМы кажам.");
    sheet_flow(sheet);
    pages_judge(sheet->desk.diagnostics, sheet->pages, "both");
    assert_reports(&sheet->desk, "");
}

/* Notes of both languages share the page's foot: the longer ones take the room. */
static void notes_take_the_room_of_the_longer(void **state)
{
    Sheet *sheet = *state;
    for (size_t n = 20; n < 40; n++) {
        const char *note = arena_print(sheet->desk.arena, "[^a]: %s",
                                       prose(sheet, BELARUSIAN, n % 7 + 5));
        letter_put(sheet, 0, "en", "title: A",
                   arena_print(sheet->desk.arena, "%s[^a]\n\n[^a]: A note.",
                               prose(sheet, ENGLISH, n)));
        letter_put(sheet, 1, "be", "title: Б",
                   arena_print(sheet->desk.arena, "%s[^a]\n\n%s",
                               prose(sheet, BELARUSIAN, n), note));
        sheet_flow(sheet);
        double foot[4] = {0}, head[4] = {9999, 9999, 9999, 9999};
        for (size_t i = 0; i < sheet->pages->n_lines; i++) {
            const PlacedLine *line = &sheet->pages->lines[i];
            size_t parent = element_of(sheet, line)->parent;
            if (sheet->pages->elements[parent].role == ELEMENT_NOTE)
                head[line->page] = fmin(head[line->page], line->baseline);
            else
                foot[line->page] = fmax(foot[line->page], line->baseline);
        }
        for (size_t page = 0; page < sheet->pages->n_pages; page++)
            assert_true(foot[page] + 14 < head[page]);
    }
}

/* Where the ink of a line ends on the right. */
static double line_right(const PlacedLine *line)
{
    return line->x + line->set;
}

static void columns_keep_their_direction(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", ENGLISH);
    letter_put(sheet, 1, "he", "title: ב", HEBREW);
    sheet_flow(sheet);
    const PageStyle *page = &sheet->layout->page;
    assert_true(fabs(line_at(sheet, 0, 1)->x - page->left) < 2);
    assert_true(fabs(line_right(line_at(sheet, 1, 1)) - (page->width - page->right)) <
                2);
    assert_first_lines_level(sheet, 2);
}

static void a_first_language_from_right_to_left_stands_right(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "he", "title: ב", HEBREW);
    letter_put(sheet, 1, "en", "title: A", ENGLISH);
    sheet_flow(sheet);
    const PageStyle *page = &sheet->layout->page;
    assert_true(fabs(line_right(line_at(sheet, 0, 1)) - (page->width - page->right)) <
                2);
    assert_true(fabs(line_at(sheet, 1, 1)->x - page->left) < 2);
    assert_string_equal(element_of(sheet, line_at(sheet, 1, 1))->language, "en");
}

/* The number of the last line on the first page of the text that goes over. */
static size_t line_parted(const Sheet *sheet, size_t side)
{
    size_t number = 0;
    for (size_t i = 0; i < sheet->pages->n_lines; i++) {
        const PlacedLine *line = &sheet->pages->lines[i];
        if (line->side == side && line->page == 0)
            number = line->number;
    }
    return number;
}

static void a_page_parts_both_at_one_line(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", prose(sheet, ENGLISH, 60));
    letter_put(sheet, 1, "be", "title: Б", prose(sheet, BELARUSIAN, 60));
    sheet_flow(sheet);
    assert_true(sheet->pages->n_pages > 1);
    size_t parted = line_parted(sheet, 0);
    assert_true(parted > 10);
    assert_int_equal(line_parted(sheet, 1), parted);
}

/* Neither text has its last line alone on the next page, however long pages are. */
static void neither_text_has_a_widow(void **state)
{
    Sheet *sheet = *state;
    const Layout *base = sheet->layout;
    two_letters(sheet, 20);
    for (unsigned lines = 15; lines < 48; lines++) {
        Layout *layout = arena_copy(sheet->desk.arena, base, sizeof *base);
        layout->page.lines = lines;
        sheet->layout = layout;
        sheet_flow(sheet);
        for (size_t i = 1; i < sheet->pages->n_lines; i++) {
            const PlacedLine *line = &sheet->pages->lines[i];
            bool parted = line->number > 1 && line->page != line[-1].page;
            assert_false(parted && line->number == line->count);
        }
    }
}

static void notes_stand_in_their_columns(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", "We say.[^a]\n\n[^a]: A note.");
    letter_put(sheet, 1, "be", "title: Б",
               arena_print(sheet->desk.arena, "Мы кажам.[^a]\n\n[^a]: %s",
                           prose(sheet, BELARUSIAN, 5)));
    sheet_flow(sheet);
    const PlacedLine *notes[N_SIDES] = {line_at(sheet, 0, 2), line_at(sheet, 1, 2)};
    for (size_t i = 0; i < N_SIDES; i++) {
        const Element *element = element_of(sheet, notes[i]);
        assert_int_equal(sheet->pages->elements[element->parent].role, ELEMENT_NOTE);
    }
    assert_true(fabs(notes[0]->baseline - notes[1]->baseline) < 0.001);
    assert_true(notes[0]->baseline > notes[0][-1].baseline + 100);
    assert_true(notes[1]->x > notes[0]->x + layout_parallel_column(sheet->layout));
}

/* A copy of the layout whose body is justified on pages with margins of `margin`. */
static void sheet_justify(Sheet *sheet, double margin)
{
    Layout *layout =
        arena_copy(sheet->desk.arena, sheet->layout, sizeof *sheet->layout);
    layout->styles[STYLE_BODY].align = ALIGN_JUSTIFY;
    layout->page.left = layout->page.right = margin;
    sheet->layout = layout;
}

static void a_narrow_column_is_ragged(void **state)
{
    Sheet *sheet = *state;
    two_letters(sheet, 5);
    sheet_justify(sheet, 20 * POINTS_PER_MM);
    sheet_flow(sheet);
    assert_true(line_at(sheet, 0, 2)->justified);
    assert_false(line_at(sheet, 1, 4)->justified);
    sheet_justify(sheet, 10 * POINTS_PER_MM);
    sheet_flow(sheet);
    assert_true(line_at(sheet, 1, 4)->justified);
    sheet_justify(sheet, 35 * POINTS_PER_MM);
    sheet_flow(sheet);
    assert_false(line_at(sheet, 0, 2)->justified);
}

/* No pattern of English has letters of Belarusian. */
static void each_column_is_hyphenated_by_its_own_patterns(void **state)
{
    static const char long_words[] = "Трансатлантычныя заканадаўцы падпарадкоўваюцца "
                                     "міжнародным пагадненням.";
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", ENGLISH);
    letter_put(sheet, 1, "be", "title: Б", prose(sheet, long_words, 12));
    sheet_justify(sheet, 60 * POINTS_PER_MM);
    sheet_flow(sheet);
    size_t hyphens = 0;
    for (size_t i = 0; i < sheet->pages->n_lines; i++)
        hyphens += sheet->pages->lines[i].side == 1 &&
                   sheet->pages->lines[i].end == BREAK_HYPHEN;
    assert_true(hyphens > 0);
}

static void it_is_fitted_into_its_pages(void **state)
{
    Sheet *sheet = *state;
    sheet->edition.pages = 0;
    two_letters(sheet, 30);
    sheet_flow(sheet);
    size_t n_pages = sheet->pages->n_pages;
    assert_true(sheet->pages->fit.leading == 0 && sheet->pages->fit.lines == 0);
    Layout *layout =
        arena_copy(sheet->desk.arena, sheet->layout, sizeof *sheet->layout);
    layout->fit = (FitRange){.size = 2, .leading = 2, .looseness = 1};
    sheet->layout = layout;
    sheet->edition.pages = (unsigned)n_pages - 1;
    sheet_flow(sheet);
    assert_int_equal(sheet->pages->n_pages, n_pages - 1);
    assert_true(sheet->pages->fit.leading > 0);
    assert_first_lines_level(sheet, 4);
}

/* The lines that the real letter loses, beside itself, on a page less of `lines` lines. */
static size_t lines_lost(Sheet *sheet, const Layout *base, unsigned lines)
{
    Desk *desk = &sheet->desk;
    Layout *layout = arena_copy(desk->arena, base, sizeof *base);
    layout->fit = (FitRange){.leading = 2, .looseness = 1};
    layout->page.lines = lines;
    sheet->layout = layout;
    sheet->edition.pages = 0;
    sheet_flow(sheet);
    size_t n_pages = sheet->pages->n_pages;
    sheet->edition.pages = (unsigned)n_pages - 1;
    const Pages *pages =
        story_flow(sheet->standing, desk->diagnostics, desk->arena, sheet->story);
    return pages ? pages->fit.lines : 0;
}

static void lines_that_were_taken_are_counted(void **state)
{
    Sheet *sheet = *state;
    const Layout *base = sheet->layout;
    size_t most = 0;
    letter_put(sheet, 1, "en", "title: A", ENGLISH);
    sheet->letters[0] = sheet->letters[1] =
        letter_read(sheet->desk.diagnostics, sheet->desk.arena, LETTER);
    sheet->languages[0] = sheet->languages[1];
    for (unsigned lines = 20; lines < 48; lines++)
        most = MAX(most, lines_lost(sheet, base, lines));
    assert_in_range(most, 1, sheet->letters[0]->n_body);
}

static void it_says_which_text_prevails(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A\nprevails: BE", ENGLISH);
    letter_put(sheet, 1, "be", "title: Б\nprevails: be", BELARUSIAN);
    sheet_flow(sheet);
    const StoryBlock *last = &sheet->story->blocks[sheet->story->n_blocks - 1];
    assert_string_equal(last->text.text, "The Belarusian text prevails.");
    assert_string_equal(last->second->text.text,
                        "Мова тэксту, які мае перавагу: беларуская.");
    sheet->edition.second = NULL;
    const Story *alone =
        story_tell(sheet->desk.diagnostics, sheet->desk.arena, sheet->letters[0],
                   sheet->story->roster, &sheet->edition, sheet->layout,
                   sheet->languages[0], NULL, NULL);
    assert_int_equal(alone->n_blocks, sheet->story->n_blocks - 1);
}

static void what_both_say_alike_stands_once(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A\ncontact: Write\nsource: https://example.org",
               "We.\n\n---\n\nWe.");
    letter_put(sheet, 1, "be", "title: Б\ncontact: Пішыце\nsource: https://example.org",
               "Мы.\n\n---\n\nМы.");
    sheet_flow(sheet);
    const StoryBlock *blocks = sheet->story->blocks;
    assert_int_equal(sheet->story->n_blocks, 6);
    assert_int_equal(blocks[2].role, STORY_RULE);
    assert_null(blocks[2].second);
    assert_non_null(blocks[4].second);
    assert_null(blocks[5].second);
}

static void marks_are_in_both_languages(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A\nstatus: draft", ENGLISH);
    letter_put(sheet, 1, "be", "title: Б\nstatus: draft", BELARUSIAN);
    sheet_flow(sheet);
    assert_string_equal(sheet->story->draft, "DRAFT · ПРАЕКТ");
}

static void texts_that_differ_are_told(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", "We.\n\nThey.");
    letter_put(sheet, 1, "be", "title: Б", "Мы.");
    story_write(sheet);
    assert_null(sheet->story);
    assert_reports(&sheet->desk, "9:1 texts-differ");
    assert_told(&sheet->desk, "the texts in 'en' and 'be' do not have the same blocks");
    letter_put(sheet, 1, "be", "title: Б", "Мы.\n\n- Яны.");
    story_write(sheet);
    assert_null(sheet->story);
    letter_put(sheet, 1, "be", "title: Б", "Мы.\n\nЯны.\n\nІ ўсе.");
    story_write(sheet);
    assert_null(sheet->story);
    assert_told(&sheet->desk, "1/letter.md:11:1");
}

static void footnotes_that_differ_are_told(void **state)
{
    Sheet *sheet = *state;
    letter_put(sheet, 0, "en", "title: A", "We.[^a]\n\n[^a]: Note.");
    letter_put(sheet, 1, "be", "title: Б", "Мы.");
    story_write(sheet);
    assert_null(sheet->story);
    assert_told(&sheet->desk, "do not have the same footnotes");
}

#define SHEET_TEST(name) cmocka_unit_test_setup_teardown(name, sheet_open, sheet_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_TEST(paragraph_stands_against_paragraph),
        SHEET_TEST(each_element_has_its_language),
        SHEET_TEST(lists_hold_both),
        SHEET_TEST(headings_side_by_side_are_not_left_behind),
        SHEET_TEST(notes_take_the_room_of_the_longer),
        SHEET_TEST(columns_keep_their_direction),
        SHEET_TEST(a_first_language_from_right_to_left_stands_right),
        SHEET_TEST(a_page_parts_both_at_one_line),
        SHEET_TEST(neither_text_has_a_widow),
        SHEET_TEST(notes_stand_in_their_columns),
        SHEET_TEST(a_narrow_column_is_ragged),
        SHEET_TEST(each_column_is_hyphenated_by_its_own_patterns),
        SHEET_TEST(it_is_fitted_into_its_pages),
        SHEET_TEST(lines_that_were_taken_are_counted),
        SHEET_TEST(it_says_which_text_prevails),
        SHEET_TEST(what_both_say_alike_stands_once),
        SHEET_TEST(marks_are_in_both_languages),
        SHEET_TEST(texts_that_differ_are_told),
        SHEET_TEST(footnotes_that_differ_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
