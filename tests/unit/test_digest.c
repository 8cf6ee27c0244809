/*
 * Sums of stories, layouts and languages: what changes a page changes them, what does
 * not, such as the place in a file, leaves them.
 */
#include "story/story.h"

#include "desk.h"

/* ---- layouts and languages ----------------------------------------------------------- */

static const char *layout_digits(const char *yaml)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *const paths[] = {desk.folder, ".", NULL};
    const Folders folders = {paths};
    desk_write(&desk, "layouts/mine.yaml", yaml);
    const Layout *layout =
        layout_read(desk.diagnostics, desk.arena, &folders, "mine", PLACE_NONE);
    assert_reports(&desk, "");
    assert_non_null(layout);
    Sum sum = sum_begin();
    layout_sum(layout, &sum);
    return g_intern_string(sum_end(&sum).text);
}

static const char *language_digits(const char *tag, const char *yaml)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *const paths[] = {desk.folder, ".", NULL};
    const Folders folders = {paths};
    desk_write(&desk, "layouts/languages/xx.yaml", yaml);
    const Language *language =
        language_read(desk.diagnostics, desk.arena, &folders, tag, PLACE_NONE);
    assert_reports(&desk, "");
    assert_non_null(language);
    Sum sum = sum_begin();
    language_sum(language, &sum);
    return g_intern_string(sum_end(&sum).text);
}

/* Adds a sum to those that must all be different. */
static void sum_enter(GHashTable *sums, const char *digits, const char *of)
{
    const char *same = g_hash_table_lookup(sums, digits);
    if (same)
        fail_msg("'%s' and '%s' have one sum", of, same);
    g_hash_table_insert(sums, (gpointer)digits, (gpointer)of);
}

static void what_a_layout_says_is_in_its_sum(void **state)
{
    (void)state;
    static const char *const layouts[] = {
        "extends: letter\n",
        "page: { size: A5, lines: 30 }\n",
        "page: { margins: { left: 30 mm } }\n",
        "page: { lines: 40 }\n",
        "page: { first-baseline: 33 mm }\n",
        "styles: { body: { size: 11.25 pt } }\n",
        "styles: { body: { font: sans } }\n",
        "styles: { name: { weight: bold } }\n",
        "styles: { name: { slant: italic } }\n",
        "styles: { body: { align: left } }\n",
        "styles: { office: { align: center } }\n",
        "styles: { body: { indent: 3 pt } }\n",
        "styles: { body: { hyphenate: no } }\n",
        "styles: { title: { space-after: 31 pt } }\n",
        "styles: { name: { small-caps: yes } }\n",
        "styles: { name: { tracking: 1 pt } }\n",
        "styles: { body: { figures: old-style } }\n",
        "fonts: { text: [Noto Sans, Noto Serif] }\n",
        "fonts: { text: [Noto Serif, Noto Sans] }\n",
        "signatures: { roster: { columns: 4 } }\n",
        "signatures: { roster: { group-by: party } }\n",
        "signatures: { roster: { form: run-in } }\n",
        "signatures: { lead: { image: 20 mm x 30 mm } }\n",
        "signatures: { lead: { image: 30 mm x 20 mm } }\n",
        "parallel: { gutter: 9 mm }\n",
        "heads: { left: '{short-title}' }\n",
        "heads: { right: '{short-title}' }\n",
        "feet: { from: 3 }\n",
        "fit: { size: 0.3 pt }\n",
        "fit: { leading: 0.3 pt }\n",
        "fit: { looseness: 3 }\n",
        "opening: no\n",
    };
    g_autoptr(GHashTable) sums = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++)
        sum_enter(sums, layout_digits(layouts[i]), layouts[i]);
}

static void how_a_layout_is_written_is_not(void **state)
{
    (void)state;
    const char *plain =
        layout_digits("styles: { body: { size: 11.25 pt } }\nfeet: {}\n");
    assert_string_equal(
        layout_digits("# remark\n\nextends: letter\nstyles:\n  body:\n"
                      "    size: 11.25 pt  # remark\n"),
        layout_digits("extends: letter\nstyles: { body: { size: 11.25 pt } }\n"));
    assert_string_equal(layout_digits("styles:\n\n   body:\n      size: 11.25 pt\n"),
                        plain);
}

static void what_a_language_asks_is_in_its_sum(void **state)
{
    (void)state;
    static const char *const languages[] = {
        "hyphenation: en_US\n",
        "hyphenation: en_GB\n",
        "hyphenation: en_GB\nleast-before: 4\n",
        "hyphenation: en_GB\nleast-after: 4\n",
        "tie-after: [Ms.]\n",
        "tie-after: [Ms., Dr.]\n",
        "tie-before: [Ms.]\n",
        "short-words: [Ms.]\n",
        "units: [Ms.]\n",
        "particles: [Ms.]\n",
        "one-letter: never\n",
        "quotes: [„, “, ‚, ‘]\n",
        "dash: –\n",
        "labels: { continued: '{title} …' }\n",
        "labels: { continued: '{title} (more)' }\n",
    };
    g_autoptr(GHashTable) sums = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        sum_enter(sums, language_digits("xx", languages[i]), languages[i]);
    sum_enter(sums, language_digits("xx-AT", languages[0]), "the same as xx-AT");
    assert_string_equal(language_digits("xx", "# remark\n\nhyphenation:   en_US\n"),
                        language_digits("xx", languages[0]));
}

/* ---- stories ------------------------------------------------------------------------- */

/* A story that can be changed in each part. */
typedef struct Told {
    Layout layout;
    Edition edition;
    Letter letter, second_letter;
    NameList list;
    Signatory signatory;
    TextSpan spans[2];
    size_t preferred[2], starts[1];
    StoryName name;
    StoryGroup group;
    StoryLead lead;
    StyledText note_text;
    StoryNote note;
    StoryBlock second, blocks[4];
    Story story;
} Told;

typedef struct Sums {
    char text[65], names[65];
} Sums;

static StyledText text_of(const char *text)
{
    return (StyledText){.text = text, .length = strlen(text), .language = "en"};
}

static void blocks_init(Told *told)
{
    told->blocks[0] = (StoryBlock){.role = STORY_PARAGRAPH,
                                   .place = place_at("letter.md", 7, 1),
                                   .style = &told->layout.styles[STYLE_BODY],
                                   .text = text_of("We write."),
                                   .second = &told->second};
    told->blocks[0].text.spans = told->spans;
    told->blocks[0].text.n_spans = 2;
    told->blocks[0].text.preferred = told->preferred;
    told->blocks[0].text.n_preferred = 2;
    told->second = (StoryBlock){.role = STORY_PARAGRAPH, .text = text_of("Мы пішам.")};
    told->blocks[1] = (StoryBlock){.role = STORY_COUNT, .text = text_of("1 name")};
    told->blocks[2] =
        (StoryBlock){.role = STORY_LEADS, .leads = &told->lead, .n_leads = 1};
    told->blocks[3] =
        (StoryBlock){.role = STORY_ROSTER, .groups = &told->group, .n_groups = 1};
}

static void people_init(Told *told)
{
    told->signatory = (Signatory){.name = "Specimen Rosa", .row = 4};
    told->name = (StoryName){text_of("Specimen Rosa, MP"), 13, &told->signatory};
    told->group = (StoryGroup){.heading = text_of("Estonia"),
                               .continued = text_of("Estonia (continued)"),
                               .names = &told->name,
                               .n_names = 1,
                               .run_in = text_of("Estonia: Specimen Rosa, MP"),
                               .name_starts = told->starts};
    told->lead = (StoryLead){text_of("Specimen Lead"), text_of("Chair"), "lead.png",
                             "Signature", &told->signatory};
    told->note_text = text_of("1 A note.");
    told->note = (StoryNote){1, &told->note_text, 1};
}

static void told_init(Told *told)
{
    *told =
        (Told){.edition = {.name = "en", .language = "en", .second = "be", .pages = 4},
               .letter = {.language = "en", .revised = "2020-09-01"},
               .second_letter = {.language = "be", .revised = "2020-09-01"},
               .list = {.hash = "ab12", .closed = "2020-09-01"},
               .spans = {{.end = 2, .bold = true}, {.start = 2, .end = 9}},
               .preferred = {2, 3}};
    people_init(told);
    blocks_init(told);
    told->story = (Story){.letter = &told->letter,
                          .edition = &told->edition,
                          .layout = &told->layout,
                          .second_letter = &told->second_letter,
                          .blocks = told->blocks,
                          .n_blocks = G_N_ELEMENTS(told->blocks),
                          .notes = &told->note,
                          .second_notes = &told->note,
                          .n_notes = 1,
                          .n_names = 2,
                          .n_countries = 1,
                          .list = &told->list,
                          .title = "A Letter",
                          .author = "Specimen",
                          .short_title = "Letter"};
}

static void told_sum(const Told *told, Sums *sums)
{
    Sum text = sum_begin();
    Sum names = sum_begin();
    story_sum(&told->story, &text, &names);
    g_strlcpy(sums->text, sum_end(&text).text, sizeof sums->text);
    g_strlcpy(sums->names, sum_end(&names).text, sizeof sums->names);
}

/* Makes the change to a story as it was, and checks which of its two sums it changes. */
#define CHANGED(change, of_text, of_names)                                             \
    do {                                                                               \
        Told told;                                                                     \
        Sums before, after;                                                            \
        told_init(&told);                                                              \
        told_sum(&told, &before);                                                      \
        change;                                                                        \
        told_sum(&told, &after);                                                       \
        if ((strcmp(before.text, after.text) != 0) != (of_text))                       \
            fail_msg("sum of the text: %s", #change);                                  \
        if ((strcmp(before.names, after.names) != 0) != (of_names))                    \
            fail_msg("sum of the names: %s", #change);                                 \
    } while (0)
#define TEXT_CHANGED(change) CHANGED(change, true, false)
#define NAMES_CHANGED(change) CHANGED(change, false, true)
#define NOTHING_CHANGED(change) CHANGED(change, false, false)

static void the_head_of_a_story_is_of_the_text(void **state)
{
    (void)state;
    TEXT_CHANGED(told.edition.name = "en-us");
    TEXT_CHANGED(told.edition.language = "en-US");
    TEXT_CHANGED(told.edition.second = NULL);
    TEXT_CHANGED(told.edition.pages = 5);
    TEXT_CHANGED(told.letter.language = "de");
    TEXT_CHANGED(told.letter.revised = "2020-09-02");
    TEXT_CHANGED(told.second_letter.language = "uk");
    TEXT_CHANGED(told.story.second_letter = NULL);
    TEXT_CHANGED(told.story.title = "Another");
    TEXT_CHANGED(told.story.author = NULL);
    TEXT_CHANGED(told.story.short_title = "");
    TEXT_CHANGED(told.story.specimen = "Specimen");
    TEXT_CHANGED(told.story.draft = "DRAFT");
    TEXT_CHANGED(told.story.unreviewed = "nobody");
}

static void blocks_are_of_the_text(void **state)
{
    (void)state;
    TEXT_CHANGED(told.blocks[0].role = STORY_QUOTE);
    TEXT_CHANGED(told.blocks[0].style = &told.layout.styles[STYLE_TITLE]);
    TEXT_CHANGED(told.blocks[0].style = NULL);
    TEXT_CHANGED(told.blocks[0].text.text = "We wrote.");
    TEXT_CHANGED(told.blocks[0].text.language = "fr");
    TEXT_CHANGED(told.blocks[0].text.isolate = true);
    TEXT_CHANGED(told.blocks[0].label = text_of("1."));
    TEXT_CHANGED(told.blocks[0].label = text_of(""));
    TEXT_CHANGED(told.blocks[0].aside = text_of("1."));
    TEXT_CHANGED(told.blocks[0].aside_left = 1);
    TEXT_CHANGED(told.blocks[0].measure = 1);
    TEXT_CHANGED(told.blocks[0].name_length = 1);
    TEXT_CHANGED(told.blocks[0].inset = 1);
    TEXT_CHANGED(told.blocks[0].space_before = 1);
    TEXT_CHANGED(told.blocks[0].space_after = 1e-9);
    TEXT_CHANGED(told.blocks[0].indented = true);
    TEXT_CHANGED(told.blocks[0].keep_with_next = true);
    TEXT_CHANGED(told.blocks[0].level = 2);
    TEXT_CHANGED(told.blocks[0].second = NULL);
    TEXT_CHANGED(told.second.text.text = "Мы пісалі");
    TEXT_CHANGED(told.note.number = 2);
    TEXT_CHANGED(told.note.n_paragraphs = 0);
    TEXT_CHANGED(told.note_text.text = "1 B note.");
    TEXT_CHANGED(told.story.second_notes = NULL);
    TEXT_CHANGED(told.story.n_notes = 0);
}

static void spans_are_of_their_text(void **state)
{
    (void)state;
    TEXT_CHANGED(told.spans[0].end = told.spans[1].start = 3);
    TEXT_CHANGED(told.spans[0].bold = false);
    TEXT_CHANGED(told.spans[0].italic = true);
    TEXT_CHANGED(told.spans[1].superior = true);
    TEXT_CHANGED(told.spans[1].whole = true);
    TEXT_CHANGED(told.spans[1].language = "sr");
    TEXT_CHANGED(told.spans[1].link = "https://example.org/");
    TEXT_CHANGED(told.spans[1].note = 1);
    TEXT_CHANGED(told.spans[1].style = &told.layout.styles[STYLE_NAME]);
    TEXT_CHANGED(told.blocks[0].text.n_spans = 1);
    TEXT_CHANGED(told.preferred[1] = 4);
    TEXT_CHANGED(told.blocks[0].text.n_preferred = 0);
}

static void people_are_of_the_names(void **state)
{
    (void)state;
    NAMES_CHANGED(told.blocks[1].text.text = "2 name");
    NAMES_CHANGED(told.name.text.text = "Specimen Rosi, MP");
    NAMES_CHANGED(told.name.name_length = 12);
    NAMES_CHANGED(told.group.heading.text = "estonia");
    NAMES_CHANGED(told.group.heading.text = NULL);
    NAMES_CHANGED(told.group.continued.text = "Estonia [continued]");
    NAMES_CHANGED(told.group.n_names = 0);
    NAMES_CHANGED(told.group.run_in.text = "Estonia; Specimen Rosa, MP");
    NAMES_CHANGED(told.starts[0] = 9);
    NAMES_CHANGED(told.lead.name.text = "Specimen Leed");
    NAMES_CHANGED(told.lead.office.text = NULL);
    NAMES_CHANGED(told.lead.image = NULL);
    NAMES_CHANGED(told.blocks[2].n_leads = 0);
    NAMES_CHANGED(told.blocks[3].n_groups = 0);
    NAMES_CHANGED(told.list.hash = "ab13");
    NAMES_CHANGED(told.list.closed = NULL);
    NAMES_CHANGED(told.story.n_names = 3);
    NAMES_CHANGED(told.story.n_countries = 2);
}

static void places_are_of_neither(void **state)
{
    (void)state;
    NOTHING_CHANGED((void)told);
    NOTHING_CHANGED(told.blocks[0].place = place_at("other.md", 90, 2));
    NOTHING_CHANGED(told.signatory.row = 5);
    NOTHING_CHANGED(told.signatory.place = place_at("signatories.csv", 9, 1));
    NOTHING_CHANGED(told.name.signatory = NULL);
    NOTHING_CHANGED(told.edition.place = place_at("editions.yaml", 9, 1));
    NOTHING_CHANGED(told.edition.file = "elsewhere");
    NOTHING_CHANGED(told.list.short_hash = "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_layout_says_is_in_its_sum),
        cmocka_unit_test(how_a_layout_is_written_is_not),
        cmocka_unit_test(what_a_language_asks_is_in_its_sum),
        cmocka_unit_test(the_head_of_a_story_is_of_the_text),
        cmocka_unit_test(blocks_are_of_the_text),
        cmocka_unit_test(spans_are_of_their_text),
        cmocka_unit_test(people_are_of_the_names),
        cmocka_unit_test(places_are_of_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
