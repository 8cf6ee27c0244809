/*
 * plain LETTER FOLDER: the letter as a day's work with the same libraries sets it, to
 * hold openletter against. A PangoLayout a paragraph and a name, justified, with soft
 * hyphens from libhyphen; lines go down the page as long as there is room, names down
 * three columns under their countries, sorted by ICU. One process makes all editions and
 * keeps what a sensible program keeps: fonts, dictionary, collator, and one layout that
 * every name uses again.
 *
 * What it leaves to Pango is how such a program does it: fontconfig with the system's own
 * configuration, fallback included. What it leaves out makes it faster, not slower: no
 * even columns on the last page, no total in the foot, no headings that continue, no
 * checks of what it reads, no date.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cmark-gfm.h>
#include <hyphen.h>
#include <pango/pangocairo.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>

#define SERIF "Noto Serif, Noto Serif Georgian, Noto Serif Armenian"
#define SANS "Noto Sans, Noto Sans Georgian, Noto Sans Armenian"
#define DICTIONARY "/usr/share/hyphen/hyph_en_US.dic"
#define SOFT_HYPHEN "\302\255"

/* The page of layouts/letter.yaml, in points. */
#define MM (72 / 25.4)
#define WIDTH (210 * MM)
#define HEIGHT (297 * MM)
#define LEFT (35 * MM)
#define FRAME (140 * MM)
#define MEASURE (122 * MM)
#define FIRST 82.0
#define GRID 14.0
#define LAST (FIRST + 47 * GRID)
#define GUTTER (5 * MM)
#define COLUMN ((FRAME - 2 * GUTTER) / 3)
#define NAME_LEADING 10.5
#define HANG 8.0

typedef struct Name {
    char *country, *text, *office, *key; /* key: what collation compares */
} Name;

typedef struct Letter {
    char *title, *short_title, *opening;
    GPtrArray *paragraphs; /* with soft hyphens */
    GArray *names;         /* of Name, sorted by country and key */
} Letter;

typedef struct Fonts {
    PangoFontDescription *body, *title, *note, *count, *name, *country, *foot;
} Fonts;

typedef struct Sheet {
    const Letter *letter;
    const Fonts *fonts;
    cairo_t *cairo;
    PangoLayout *layout, *foot; /* of all texts, one after the other; of the foot's */
    double y;                   /* of the next baseline */
    double top;                 /* of the columns on this page */
    int page, column;
    gboolean specimen; /* whether the page has names */
} Sheet;

/* ---- reading ------------------------------------------------------------------------- */

static char *file_read(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "plain: %s\n", error->message);
        exit(1);
    }
    return text;
}

/* The value of `key` in the front matter, without its quotes; "" when it has none. */
static char *front_value(const char *text, const char *key)
{
    g_autofree char *start = g_strdup_printf("\n%s: ", key);
    const char *at = strstr(text, start);
    if (!at)
        return g_strdup("");
    at += strlen(start);
    size_t length = strcspn(at, "\n");
    if (*at == '"')
        return g_strndup(at + 1, length - 2);
    return g_strndup(at, length);
}

/* Adds a word with soft hyphens where the dictionary has an odd number. */
static void word_hyphenate(HyphenDict *dictionary, const char *word, size_t length,
                           GString *out)
{
    g_autofree char *lower = g_utf8_strdown(word, (gssize)length);
    size_t n = strlen(lower);
    g_autofree char *marks = g_malloc0(n + 5);
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    if (n != length || length < 5 ||
        hnj_hyphen_hyphenate3(dictionary, lower, (int)n, marks, NULL, &rep, &pos, &cut,
                              2, 3, 2, 3)) {
        g_string_append_len(out, word, (gssize)length);
        return;
    }
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        size_t i = (size_t)g_utf8_pointer_to_offset(word, at);
        if (i > 0 && marks[i - 1] & 1)
            g_string_append(out, SOFT_HYPHEN);
        g_string_append_unichar(out, g_utf8_get_char(at));
    }
}

static char *text_hyphenate(HyphenDict *dictionary, const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at;) {
        const char *end = at;
        while (*end && g_unichar_isalpha(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        if (end > at) {
            word_hyphenate(dictionary, at, (size_t)(end - at), out);
            at = end;
            continue;
        }
        end = g_utf8_next_char(at);
        g_string_append_len(out, at, end - at);
        at = end;
    }
    return g_string_free(out, FALSE);
}

static void paragraphs_read(Letter *letter, const char *body)
{
    HyphenDict *dictionary = hnj_hyphen_load(DICTIONARY);
    cmark_node *document = cmark_parse_document(body, strlen(body), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    g_autoptr(GString) text = g_string_new(NULL);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT)
            g_string_append(text, cmark_node_get_literal(node));
        else if (type == CMARK_NODE_SOFTBREAK)
            g_string_append_c(text, ' ');
        if (type != CMARK_NODE_PARAGRAPH || event != CMARK_EVENT_EXIT)
            continue;
        g_ptr_array_add(letter->paragraphs, dictionary
                                                ? text_hyphenate(dictionary, text->str)
                                                : g_strdup(text->str));
        g_string_truncate(text, 0);
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    if (dictionary)
        hnj_hyphen_free(dictionary);
}

/* The cells of one line of CSV, quotes taken off; *at moves to the next line. */
static GPtrArray *row_read(const char **at)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    GString *cell = g_string_new(NULL);
    gboolean quoted = FALSE;
    const char *c = *at;
    for (; *c && (quoted || *c != '\n'); c++) {
        if (*c == '"' && quoted && c[1] == '"')
            g_string_append_c(cell, *c++);
        else if (*c == '"')
            quoted = !quoted;
        else if (*c == ',' && !quoted) {
            g_ptr_array_add(cells, g_strdup(cell->str));
            g_string_truncate(cell, 0);
        } else
            g_string_append_c(cell, *c);
    }
    g_ptr_array_add(cells, g_string_free(cell, FALSE));
    *at = *c ? c + 1 : c;
    return cells;
}

static guint column_find(GPtrArray *header, const char *name)
{
    guint at = 0;
    while (at < header->len && strcmp(g_ptr_array_index(header, at), name) != 0)
        at++;
    return at;
}

static const char *cell_get(GPtrArray *cells, guint column)
{
    return column < cells->len ? g_ptr_array_index(cells, column) : "";
}

static char *sort_key(UCollator *collator, const char *text)
{
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
    const UChar *from = (const UChar *)wide;
    int32_t size = ucol_getSortKey(collator, from, -1, NULL, 0);
    char *key = g_malloc((gsize)size);
    ucol_getSortKey(collator, from, -1, (uint8_t *)key, size);
    return key;
}

static char *country_name(const char *code)
{
    g_autofree char *locale = g_strdup_printf("und_%s", code);
    UChar wide[128];
    UErrorCode error = U_ZERO_ERROR;
    uloc_getDisplayCountry(locale, "en", wide, G_N_ELEMENTS(wide), &error);
    return U_SUCCESS(error) ? g_utf16_to_utf8(wide, -1, NULL, NULL, NULL)
                            : g_strdup(code);
}

/* A key of the country's name, so that a sort by it and the name's groups. */
static const char *country_key(GHashTable *keys, UCollator *collator, const char *code)
{
    char *key = g_hash_table_lookup(keys, code);
    if (!key) {
        g_autofree char *name = country_name(code);
        key = sort_key(collator, name);
        g_hash_table_insert(keys, g_strdup(code), key);
    }
    return key;
}

static int names_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Name *)a)->key, ((const Name *)b)->key);
}

static void name_add(Letter *letter, GHashTable *keys, UCollator *collator,
                     GPtrArray *cells, const guint *columns)
{
    const char *status = cell_get(cells, columns[4]);
    if (*status && strcmp(status, "confirmed") != 0)
        return;
    const char *sort_as = cell_get(cells, columns[3]);
    const char *text = cell_get(cells, columns[0]);
    Name name = {.text = g_strdup(text),
                 .country = g_strdup(cell_get(cells, columns[1])),
                 .office = g_strdup(cell_get(cells, columns[2]))};
    g_autofree char *own = sort_key(collator, *sort_as ? sort_as : text);
    name.key =
        g_strconcat(country_key(keys, collator, name.country), "\001", own, NULL);
    g_array_append_val(letter->names, name);
}

static void names_read(Letter *letter, const char *text)
{
    UErrorCode error = U_ZERO_ERROR;
    UCollator *collator = ucol_open("en", &error);
    g_autoptr(GHashTable) keys =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) header = row_read(&text);
    const guint columns[] = {
        column_find(header, "name"), column_find(header, "country"),
        column_find(header, "office"), column_find(header, "sort_as"),
        column_find(header, "status")};
    while (*text) {
        g_autoptr(GPtrArray) cells = row_read(&text);
        name_add(letter, keys, collator, cells, columns);
    }
    g_array_sort(letter->names, names_compare);
    ucol_close(collator);
}

static void letter_read(Letter *letter, const char *folder)
{
    g_autofree char *text = file_read(folder, "letter.md");
    g_autofree char *rows = file_read(folder, "signatories.csv");
    const char *body = strstr(text + 3, "\n---\n");
    letter->title = front_value(text, "title");
    letter->short_title = front_value(text, "short-title");
    letter->opening = front_value(text, "opening");
    letter->paragraphs = g_ptr_array_new_with_free_func(g_free);
    letter->names = g_array_new(FALSE, FALSE, sizeof(Name));
    paragraphs_read(letter, body ? body + 5 : text);
    names_read(letter, rows);
}

static void letter_clear(Letter *letter)
{
    for (guint i = 0; i < letter->names->len; i++) {
        Name *name = &g_array_index(letter->names, Name, i);
        g_free(name->country);
        g_free(name->text);
        g_free(name->office);
        g_free(name->key);
    }
    g_array_free(letter->names, TRUE);
    g_ptr_array_free(letter->paragraphs, TRUE);
    g_free(letter->title);
    g_free(letter->short_title);
    g_free(letter->opening);
}

/* ---- setting ------------------------------------------------------------------------- */

static PangoFontDescription *font_make(const char *family, double size,
                                       PangoWeight weight)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, weight);
    return font;
}

static Fonts fonts_make(void)
{
    return (Fonts){.body = font_make(SERIF, 9.75, PANGO_WEIGHT_NORMAL),
                   .title = font_make(SANS, 18, PANGO_WEIGHT_BOLD),
                   .note = font_make(SANS, 9, PANGO_WEIGHT_NORMAL),
                   .count = font_make(SANS, 10, PANGO_WEIGHT_BOLD),
                   .name = font_make(SERIF, 8, PANGO_WEIGHT_NORMAL),
                   .country = font_make(SANS, 7.5, PANGO_WEIGHT_BOLD),
                   .foot = font_make(SANS, 8, PANGO_WEIGHT_NORMAL)};
}

static void fonts_clear(Fonts *fonts)
{
    PangoFontDescription *all[] = {fonts->body,  fonts->title, fonts->note,
                                   fonts->count, fonts->name,  fonts->country,
                                   fonts->foot};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        pango_font_description_free(all[i]);
}

/* Puts a text into the layout that all share. */
static void text_set(Sheet *sheet, const PangoFontDescription *font, const char *text,
                     double width, double indent)
{
    pango_layout_set_attributes(sheet->layout, NULL);
    pango_layout_set_font_description(sheet->layout, font);
    pango_layout_set_width(sheet->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_indent(sheet->layout, (int)(indent * PANGO_SCALE));
    pango_layout_set_justify(sheet->layout, font == sheet->fonts->body);
    pango_layout_set_text(sheet->layout, text, -1);
}

/* A text in the foot: `share` of its width is left of x. */
static void foot_show(Sheet *sheet, const char *text, double x, double share)
{
    pango_layout_set_text(sheet->foot, text, -1);
    PangoLayoutLine *line = pango_layout_get_line_readonly(sheet->foot, 0);
    PangoRectangle extents;
    pango_layout_line_get_extents(line, NULL, &extents);
    double width = (double)extents.width / PANGO_SCALE;
    cairo_move_to(sheet->cairo, x - share * width, LAST + 3 * GRID);
    pango_cairo_show_layout_line(sheet->cairo, line);
}

static void page_end(Sheet *sheet)
{
    g_autofree char *number = g_strdup_printf("%d", sheet->page);
    if (sheet->page > 1) {
        foot_show(sheet, sheet->letter->short_title, LEFT, 0);
        foot_show(sheet, number, LEFT + FRAME, 1);
    }
    if (sheet->specimen)
        foot_show(sheet, "SPECIMEN", LEFT + FRAME / 2, 0.5);
    cairo_show_page(sheet->cairo);
    sheet->page++;
    sheet->y = sheet->top = FIRST;
    sheet->column = 0;
    sheet->specimen = FALSE;
}

/* Shows the layout's lines at `x` from sheet->y down, on the next page when this one is
 * full. */
static void lines_show(Sheet *sheet, double x, double leading)
{
    PangoLayoutIter *iter = pango_layout_get_iter(sheet->layout);
    do {
        if (sheet->y > LAST + 0.01)
            page_end(sheet);
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(iter, NULL, &extents);
        cairo_move_to(sheet->cairo, x + (double)extents.x / PANGO_SCALE, sheet->y);
        pango_cairo_show_layout_line(sheet->cairo,
                                     pango_layout_iter_get_line_readonly(iter));
        sheet->y += leading;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

static void body_show(Sheet *sheet)
{
    const Letter *letter = sheet->letter;
    const Fonts *fonts = sheet->fonts;
    text_set(sheet, fonts->title, letter->title, FRAME, 0);
    lines_show(sheet, LEFT, 21);
    sheet->y += GRID;
    if (*letter->opening) {
        text_set(sheet, fonts->note, letter->opening, MEASURE, 0);
        lines_show(sheet, LEFT, GRID);
        sheet->y += 2 * GRID;
    }
    for (guint i = 0; i < letter->paragraphs->len; i++) {
        const char *text = g_ptr_array_index(letter->paragraphs, i);
        text_set(sheet, fonts->body, text, MEASURE, i ? GRID : 0);
        lines_show(sheet, LEFT, GRID);
    }
}

/* ---- names --------------------------------------------------------------------------- */

static double column_x(const Sheet *sheet)
{
    return LEFT + sheet->column * (COLUMN + GUTTER);
}

/* Goes to the next column, and page, unless `height` more fits into this one. */
static void column_need(Sheet *sheet, double height)
{
    if (sheet->y + height <= LAST + NAME_LEADING + 0.01)
        return;
    sheet->y = sheet->top;
    if (++sheet->column == 3)
        page_end(sheet);
    sheet->specimen = TRUE;
}

/* Sets a name, its office in a small sans after a comma. */
static void name_set(Sheet *sheet, const Name *name)
{
    if (!*name->office) {
        text_set(sheet, sheet->fonts->name, name->text, COLUMN, -HANG);
        return;
    }
    g_autofree char *text = g_strconcat(name->text, ", ", name->office, NULL);
    text_set(sheet, sheet->fonts->name, text, COLUMN, -HANG);
    PangoAttrList *list = pango_attr_list_new();
    PangoAttribute *family = pango_attr_family_new(SANS);
    PangoAttribute *size = pango_attr_size_new_absolute(7 * PANGO_SCALE);
    family->start_index = size->start_index = (guint)strlen(name->text) + 2;
    pango_attr_list_insert(list, family);
    pango_attr_list_insert(list, size);
    pango_layout_set_attributes(sheet->layout, list);
    pango_attr_list_unref(list);
}

static void name_show(Sheet *sheet, const Name *name)
{
    name_set(sheet, name);
    column_need(sheet, pango_layout_get_line_count(sheet->layout) * NAME_LEADING);
    lines_show(sheet, column_x(sheet), NAME_LEADING);
}

static void country_show(Sheet *sheet, const char *code)
{
    column_need(sheet, 4 * NAME_LEADING);
    if (sheet->y > sheet->top)
        sheet->y += NAME_LEADING;
    g_autofree char *name = country_name(code);
    text_set(sheet, sheet->fonts->country, name, COLUMN, 0);
    lines_show(sheet, column_x(sheet), NAME_LEADING);
}

/* The names that an edition shows: of one country, or (NULL) of all. */
static GPtrArray *names_choose(const Letter *letter, const char *country)
{
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < letter->names->len; i++) {
        Name *name = &g_array_index(letter->names, Name, i);
        if (!country || strcmp(name->country, country) == 0)
            g_ptr_array_add(names, name);
    }
    return names;
}

static void count_show(Sheet *sheet, GPtrArray *names)
{
    guint countries = 0;
    const char *last = "";
    for (guint i = 0; i < names->len; i++) {
        const Name *name = g_ptr_array_index(names, i);
        countries += strcmp(name->country, last) != 0;
        last = name->country;
    }
    g_autofree char *text =
        g_strdup_printf("%u legislators from %u countries", names->len, countries);
    text_set(sheet, sheet->fonts->count, text, FRAME, 0);
    sheet->y += 2 * GRID;
    lines_show(sheet, LEFT, GRID);
    sheet->y += GRID;
}

static void roster_show(Sheet *sheet, const char *country)
{
    g_autoptr(GPtrArray) names = names_choose(sheet->letter, country);
    if (names->len == 0)
        return;
    count_show(sheet, names);
    sheet->top = sheet->y;
    sheet->specimen = TRUE;
    const char *last = "";
    for (guint i = 0; i < names->len; i++) {
        const Name *name = g_ptr_array_index(names, i);
        if (strcmp(name->country, last) != 0)
            country_show(sheet, name->country);
        last = name->country;
        name_show(sheet, name);
    }
}

/* ---- editions ------------------------------------------------------------------------ */

static PangoLayout *layout_make(cairo_t *cairo)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    PangoContext *context = pango_layout_get_context(layout);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_layout_context_changed(layout);
    cairo_font_options_destroy(options);
    return layout;
}

/* Makes FOLDER/name.pdf with the names of `country`; NULL: of all; "": with none. */
static void edition_make(const Letter *letter, const Fonts *fonts, const char *folder,
                         const char *name, const char *country)
{
    g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, name);
    cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, letter->title);
    cairo_t *cairo = cairo_create(surface);
    Sheet sheet = {.letter = letter,
                   .fonts = fonts,
                   .cairo = cairo,
                   .layout = layout_make(cairo),
                   .foot = layout_make(cairo),
                   .y = FIRST,
                   .page = 1};
    pango_layout_set_font_description(sheet.foot, fonts->foot);
    body_show(&sheet);
    roster_show(&sheet, country);
    page_end(&sheet);
    g_object_unref(sheet.layout);
    g_object_unref(sheet.foot);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "plain: '%s' could not be written\n", path);
        exit(3);
    }
    cairo_surface_destroy(surface);
}

/* An edition a line: "  en-XX: { country: "XX", roster: own-only }". */
static void line_make(const Letter *letter, const Fonts *fonts, const char *folder,
                      const char *line)
{
    g_auto(GStrv) words = g_strsplit_set(line, " :{},\"", -1);
    const char *name = NULL, *country = NULL;
    gboolean own = FALSE, none = FALSE;
    for (guint i = 0, n = g_strv_length(words); i < n; i++) {
        name = !name && *words[i] ? words[i] : name;
        own = own || strcmp(words[i], "own-only") == 0;
        none = none || strcmp(words[i], "none") == 0;
        country =
            strlen(words[i]) == 2 && g_ascii_isupper(*words[i]) ? words[i] : country;
    }
    if (name)
        edition_make(letter, fonts, folder, name, none ? "" : own ? country : NULL);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: plain LETTER FOLDER\n");
        return 2;
    }
    Letter letter;
    letter_read(&letter, argv[1]);
    Fonts fonts = fonts_make();
    g_autofree char *editions = file_read(argv[1], "editions.yaml");
    g_auto(GStrv) lines = g_strsplit(strstr(editions, "editions:\n") + 10, "\n", -1);
    for (char **line = lines; *line; line++)
        line_make(&letter, &fonts, argv[2], *line);
    fonts_clear(&fonts);
    letter_clear(&letter);
    return 0;
}
