/*
 * A job sheet says what a printer asks before the work is taken in: how large, how many,
 * which inks, for which paper, how it is folded; and what whoever sent the file wants to
 * find again: names, list, and the sum that tells this file from another. All of it is
 * known while the file is made, none of it comes from the clock. The same facts make a
 * text, which is read in ten seconds, and a JSON document.
 */
#include "batch/job.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

static const char *const ink_names[] = {"cyan", "magenta", "yellow", "black"};
static const char *const standards[] = {"PDF/X-4", "PDF/A-2a", "PDF/UA-1"};
static const char *const intents[] = {"perceptual", "relative colorimetric",
                                      "saturation", "absolute colorimetric"};

/* ---- facts --------------------------------------------------------------------------- */

#define POINTS_PER_INCH 72.0

static double to_mm(double points)
{
    return points / POINTS_PER_MM;
}

static const char *plural(size_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

/* A length with as many decimals as it needs. */
static const char *mm_told(Arena *arena, double points)
{
    return arena_print(arena, "%.6g", round(1000 * to_mm(points)) / 1000);
}

static const char *inches_told(Arena *arena, double points)
{
    return arena_print(arena, "%.6g", round(1000 * points / POINTS_PER_INCH) / 1000);
}

/* "148 × 210 mm"; with inches where it is measured in those. */
static const char *size_told(Arena *arena, double width, double height, bool inches)
{
    const char *told =
        arena_print(arena, "%s × %s mm", mm_told(arena, width), mm_told(arena, height));
    if (!inches)
        return told;
    return arena_print(arena, "%s, %s × %s in", told, inches_told(arena, width),
                       inches_told(arena, height));
}

/* The paper of a size: "A4", or what it measures, more or less. */
static const char *paper_told(Arena *arena, double width, double height)
{
    const char *name = paper_around(width, height);
    if (name)
        return name;
    if (paper_inches(width, height))
        return arena_print(arena, "%s × %s in", inches_told(arena, width),
                           inches_told(arena, height));
    return arena_print(arena, "%.0f × %.0f mm", to_mm(width), to_mm(height));
}

/* At which side the spine is, where it is not the left one. */
static const char *bound_told(const Pages *pages)
{
    return pages->rtl ? ", bound at the right" : "";
}

/* What sides of sheets lie on: paper of their size, or a larger one that is cut. */
static const char *sheet_told(Arena *arena, const Pages *pages, const Pressed *pressed)
{
    bool cut = pressed->beside > 0 || pressed->above > 0;
    return arena_print(arena, "%s %s", cut ? "cut to" : "of",
                       cut ? size_told(arena, pages->width, pages->height, false)
                           : paper_told(arena, pages->width, pages->height));
}

static const char *sheets_fold(Arena *arena, const Pages *pages, const Pressed *pressed)
{
    const char *paper = sheet_told(arena, pages, pressed);
    bool booklet = pages->layout->press.imposition == IMPOSE_BOOKLET;
    bool lying =
        pages->width + 2 * pressed->beside > pages->height + 2 * pressed->above;
    size_t n = (pages->n_pages + 1) / 2;
    if (!booklet)
        return arena_print(arena, "two pages on a side %s, in order; %zu %s", paper,
                           pages->n_pages, plural(pages->n_pages, "side", "sides"));
    return arena_print(arena,
                       "%zu %s %s, printed on both sides, turned on the %s edge, "
                       "%s%s",
                       n, plural(n, "sheet", "sheets"), paper, lying ? "short" : "long",
                       n == 1 ? "folded once" : "folded into each other and stitched",
                       bound_told(pages));
}

/* Of pages that lie on sheets in a file of their own. */
static const char *pages_imposed(Arena *arena, const Pages *pages)
{
    size_t n = (pages->n_pages + 3) / 4 * 4, n_blank = n - pages->n_pages;
    if (pages->layout->press.imposition != IMPOSE_BOOKLET)
        return "as its sheets";
    return arena_print(
        arena, "as its sheets: %zu pages%s", n,
        n_blank > 0 ? arena_print(arena, ", %zu at the end blank", n_blank) : "");
}

static const char *pages_fold(Arena *arena, const Pages *pages)
{
    size_t n = pages->n_pages;
    const char *paper = paper_told(arena, pages->width, pages->height);
    const char *twice = paper_told(arena, 2 * pages->width, pages->height);
    if (n == 1)
        return arena_print(arena, "none: one side of %s", paper);
    if (n == 2)
        return arena_print(arena, "none: one leaf of %s, printed on both sides", paper);
    if (n == 4)
        return arena_print(arena,
                           "one sheet of %s, printed on both sides, folded once%s",
                           twice, bound_told(pages));
    if (n % 4 == 0)
        return arena_print(arena,
                           "%zu sheets of %s, printed on both sides, folded into each "
                           "other and stitched%s",
                           n / 4, twice, bound_told(pages));
    return arena_print(arena, "none: %zu leaves of %s, printed on both sides%s",
                       (n + 1) / 2, paper, n % 2 ? ", the last on one" : "");
}

const char *job_fold(Arena *arena, const Pages *pages, const Pressed *pressed)
{
    if (pages->fold > 0)
        return sheets_fold(arena, pages, pressed);
    if (pages->layout->press.imposition != IMPOSE_NONE)
        return pages_imposed(arena, pages);
    return pages_fold(arena, pages);
}

/* The marks that a file has, in a list that ends with NULL. */
static const char *const *marks_list(Arena *arena, const Pages *pages)
{
    const PressStyle *press = &pages->layout->press;
    const char **marks = arena_array(arena, const char *, 5);
    size_t n = 0;
    if (press->crop_marks)
        marks[n++] = "crop marks";
    if (press->crop_marks && pages->fold > 0)
        marks[n++] = "fold marks";
    if (press->registration_marks)
        marks[n++] = "registration marks";
    if (press->colour_bars)
        marks[n++] = "colour bars";
    return marks;
}

/* The inks of all files, in a list that ends with NULL. */
static const char *const *inks_list(Arena *arena, const JobSheet *sheet)
{
    const char **inks = arena_array(arena, const char *, 5);
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        bool used = false;
        for (size_t k = 0; k < sheet->n_files; k++)
            used |= sheet->files[k].pressed.inks.used[i];
        if (used)
            inks[n++] = ink_names[i];
    }
    return inks;
}

static int font_compare(gconstpointer a, gconstpointer b)
{
    const FontFile *one = font_file(*(const SizedFont *const *)a);
    const FontFile *other = font_file(*(const SizedFont *const *)b);
    int order = strcmp(one->family, other->family);
    return order ? order : strcmp(one->style, other->style);
}

static gboolean font_same(gconstpointer a, gconstpointer b)
{
    return font_file(a) == font_file(b);
}

/* The fonts whose glyphs are on the pages, each at one of its sizes: const SizedFont *, to
 * be freed. */
static GPtrArray *fonts_list(const Pages *pages)
{
    GPtrArray *fonts = g_ptr_array_new();
    const SizedFont *last = NULL;
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++) {
            const PageItem *item = &pages->pages[i].items[k];
            if (item->kind != ITEM_RUN || item->as.run->font == last)
                continue;
            last = item->as.run->font;
            if (!g_ptr_array_find_with_equal_func(fonts, last, font_same, NULL))
                g_ptr_array_add(fonts, (gpointer)last);
        }
    g_ptr_array_sort(fonts, font_compare);
    return fonts;
}

static size_t pictures_count(const Pages *pages)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++)
            n += pages->pages[i].items[k].kind == ITEM_IMAGE;
    return n;
}

/* ---- text ---------------------------------------------------------------------------- */

enum { WIDTH = 12, MEASURE = 64 }; /* of the labels, and of what they say */

/* Adds words, over as many lines as they take. */
static void words_add(GString *out, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    glong column = 0;
    for (char **word = words; *word; word++) {
        glong length = g_utf8_strlen(*word, -1);
        bool turned = column > 0 && column + 1 + length > MEASURE;
        if (turned)
            g_string_append_printf(out, "\n%*s", WIDTH + 2, "");
        else if (word > words)
            g_string_append_c(out, ' ');
        column = turned ? length : column + length + (word > words);
        g_string_append(out, *word);
    }
}

G_GNUC_PRINTF(3, 4)
static void row_add(GString *out, const char *label, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_string_append_printf(out, "%-*s  ", WIDTH, label);
    words_add(out, text);
    g_string_append_c(out, '\n');
}

/* "210 × 297 mm (A4)". */
static const char *box_told(Arena *arena, double width, double height, bool inches)
{
    const char *name = paper_name(width, height);
    const char *size = size_told(arena, width, height, inches);
    return name ? arena_print(arena, "%s (%s)", size, name) : size;
}

static const char *texts_join(Arena *arena, const char *const *texts, const char *none)
{
    g_autofree char *joined = g_strjoinv(", ", (char **)texts);
    return *joined ? arena_string(arena, joined) : none;
}

/* How pages lie on sheets. */
static void sheets_text(Arena *arena, GString *out, const JobSheet *sheet,
                        const Pages *sheets)
{
    const PressStyle *press = &sheets->layout->press;
    size_t n = sheet->files[0].pages->n_pages, n_blank = 2 * sheets->n_pages - n;
    row_add(out, "sides", "%zu, with %zu %s%s", sheets->n_pages, n,
            plural(n, "page", "pages"),
            n_blank > 0 ? arena_print(arena, " and %zu blank", n_blank) : "");
    if (sheets->reduction > 0)
        row_add(out, "scale", "%.1f %%", 100 * (1 - sheets->reduction));
    if (press->imposition == IMPOSE_BOOKLET && press->creep > 0)
        row_add(out, "creep", "%s mm a sheet", mm_told(arena, press->creep));
}

static const char *verdict_told(Arena *arena, const JobSheet *sheet,
                                const JobFile *file)
{
    if (!sheet->checked)
        return "not checked";
    if (file->n_warnings == 0)
        return "checked, no errors";
    return arena_print(arena, "checked, no errors, %zu %s (see 'openletter verify')",
                       file->n_warnings,
                       plural(file->n_warnings, "warning", "warnings"));
}

static const char *bleed_told(Arena *arena, double bleed, bool inches)
{
    if (bleed == 0)
        return "none";
    const char *told = arena_print(arena, "%s mm", mm_told(arena, bleed));
    return inches ? arena_print(arena, "%s, %s in", told, inches_told(arena, bleed))
                  : told;
}

static void file_text(Arena *arena, GString *out, const JobSheet *sheet,
                      const JobFile *file)
{
    const Pages *pages = file->pages;
    const Pressed *pressed = &file->pressed;
    bool inches = paper_inches(pages->width, pages->height);
    g_string_append_printf(out, "\n%s\n", file->name);
    if (pages->fold > 0)
        sheets_text(arena, out, sheet, pages);
    else
        row_add(out, "pages", "%zu", pages->n_pages);
    row_add(out, "trim", "%s", box_told(arena, pages->width, pages->height, inches));
    row_add(out, "bleed", "%s", bleed_told(arena, pages->layout->press.bleed, inches));
    row_add(out, "sheet", "%s",
            box_told(arena, pages->width + 2 * pressed->beside,
                     pages->height + 2 * pressed->above, inches));
    row_add(out, "marks", "%s", texts_join(arena, marks_list(arena, pages), "none"));
    row_add(out, "fold", "%s", job_fold(arena, pages, pressed));
    row_add(out, "standards", "%s; %s", "PDF/X-4, PDF/A-2a, PDF/UA-1",
            verdict_told(arena, sheet, file));
    row_add(out, "size", "%zu bytes", file->size_bytes);
    row_add(out, "SHA-256", "%s", file->sha256);
}

static void ink_text(Arena *arena, GString *out, const JobSheet *sheet)
{
    const Pressed *pressed = &sheet->files[0].pressed;
    const PressStyle *style = &sheet->files[0].pages->layout->press;
    const char *const *inks = inks_list(arena, sheet);
    const char *condition = profile_condition(pressed->profile, style);
    const char *registry = profile_registry(pressed->profile, style);
    bool black = inks[0] == ink_names[3];
    row_add(out, "ink", "%s%s; at most %.0f %%, limit %u %%",
            texts_join(arena, inks, "none"), black ? " alone" : "", pressed->inks.most,
            style->ink_limit);
    if (style->inks == INKS_ALL && *marks_list(arena, sheet->files[0].pages))
        row_add(out, "", "marks are in all four inks");
    row_add(out, "profile", "%s", pressed->profile->description);
    if (condition)
        row_add(out, "condition", "%s%s%s", condition, registry ? ", " : "",
                registry ? registry : "");
    row_add(out, "intent", "%s", intents[style->intent]);
}

static void fonts_text(Arena *arena, GString *out, const Pages *pages)
{
    g_autoptr(GPtrArray) fonts = fonts_list(pages);
    for (guint i = 0; i < fonts->len; i++) {
        const SizedFont *font = g_ptr_array_index(fonts, i);
        const FontFile *file = font_file(font);
        const char *version = font_version(arena, font);
        row_add(out, i == 0 ? "fonts" : "", "%s %s%s%s", file->family, file->style,
                *version ? " " : "", version);
    }
    if (fonts->len > 0)
        row_add(out, "", "all embedded, as subsets");
}

static void names_text(GString *out, const JobSheet *sheet)
{
    const Pages *pages = sheet->files[0].pages;
    double coarsest = sheet->files[0].pressed.coarsest;
    size_t n = pictures_count(pages);
    if (coarsest > 0)
        row_add(out, "pictures", "%zu, the coarsest of %.0f dots an inch", n, coarsest);
    else
        row_add(out, "pictures", "%zu%s", n, n > 0 ? ", drawn as lines" : "");
    if (pages->n_names == 0) {
        row_add(out, "names", "none");
        return;
    }
    row_add(out, "names", "%zu from %zu %s%s", pages->n_names, pages->n_countries,
            plural(pages->n_countries, "country", "countries"),
            sheet->specimen ? "; SPECIMENS, not people: do not print" : "");
    row_add(out, "list", "%s%s%s", pages->list, pages->closed ? ", closed " : "",
            pages->closed ? pages->closed : "");
}

/* What each page says of the letter's state, and no printer should have to look for. */
static void states_text(Arena *arena, GString *out, const JobSheet *sheet)
{
    const char *said[4] = {NULL};
    size_t n = 0;
    if (sheet->draft)
        said[n++] = "DRAFT";
    if (sheet->specimen)
        said[n++] = "SPECIMEN";
    if (sheet->unreviewed)
        said[n++] = "NOT REVIEWED";
    if (n > 0)
        row_add(out, "state", "%s", texts_join(arena, said, ""));
}

char *job_text(Arena *arena, const JobSheet *sheet)
{
    const Pages *pages = sheet->files[0].pages;
    GString *out = g_string_new("JOB SHEET\n\n");
    g_autofree char *title = g_strdup(pages->title ? pages->title : "");
    g_auto(GStrv) lines = g_strsplit(title, "\u2028", -1);
    g_autofree char *plain = g_strjoinv(" ", lines);
    row_add(out, "title", "%s", plain);
    row_add(out, "edition", "%s of %s", sheet->edition, sheet->letter);
    states_text(arena, out, sheet);
    for (size_t i = 0; i < sheet->n_files; i++)
        file_text(arena, out, sheet, &sheet->files[i]);
    g_string_append_c(out, '\n');
    ink_text(arena, out, sheet);
    fonts_text(arena, out, pages);
    names_text(out, sheet);
    return g_string_free(out, FALSE);
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void texts_add(json_t *object, const char *key, const char *const *texts)
{
    json_t *array = json_add_array(object, key);
    for (; *texts; texts++)
        json_array_append_new(array, json_value_text(*texts));
}

/* A length in millimetres, to a thousandth. */
static json_t *length_value(double points)
{
    return json_real(round(1000 * to_mm(points)) / 1000);
}

static void box_add(json_t *object, const char *key, double width, double height)
{
    json_t *box = json_add_object(object, key);
    json_object_set_new(box, "width", length_value(width));
    json_object_set_new(box, "height", length_value(height));
    json_add_text(box, "paper", paper_name(width, height));
}

static void file_json(Arena *arena, json_t *files, const JobSheet *sheet,
                      const JobFile *file)
{
    const Pages *pages = file->pages;
    const Pressed *pressed = &file->pressed;
    const PressStyle *press = &pages->layout->press;
    bool stitched = pages->fold > 0 && press->imposition == IMPOSE_BOOKLET;
    double creep = stitched ? press->creep : 0;
    json_t *json = json_append_object(files);
    json_add_text(json, "file", file->name);
    json_add_count(json, "bytes", file->size_bytes);
    json_add_text(json, "sha256", file->sha256);
    json_add_count(json, "pages", pages->n_pages);
    json_add_truth(json, "imposed", pages->fold > 0);
    box_add(json, "trim", pages->width, pages->height);
    json_object_set_new(json, "bleed", length_value(press->bleed));
    box_add(json, "sheet", pages->width + 2 * pressed->beside,
            pages->height + 2 * pressed->above);
    json_object_set_new(json, "scale", json_real(1 - pages->reduction));
    json_object_set_new(json, "creep", length_value(creep));
    texts_add(json, "marks", marks_list(arena, pages));
    json_add_text(json, "fold", job_fold(arena, pages, pressed));
    json_t *kept = json_add_array(json, "standards");
    for (size_t i = 0; i < G_N_ELEMENTS(standards); i++)
        json_array_append_new(kept, json_value_text(standards[i]));
    json_add_truth(json, "checked", sheet->checked);
    json_add_count(json, "warnings", file->n_warnings);
}

static void ink_json(Arena *arena, json_t *json, const JobSheet *sheet)
{
    const Pressed *pressed = &sheet->files[0].pressed;
    const PressStyle *style = &sheet->files[0].pages->layout->press;
    texts_add(json, "inks", inks_list(arena, sheet));
    json_object_set_new(json, "most-ink", json_real(round(pressed->inks.most)));
    json_add_count(json, "ink-limit", style->ink_limit);
    json_t *profile = json_add_object(json, "profile");
    json_add_text(profile, "description", pressed->profile->description);
    json_add_text(profile, "condition", profile_condition(pressed->profile, style));
    json_add_text(profile, "registry", profile_registry(pressed->profile, style));
    json_add_text(profile, "intent", intents[style->intent]);
}

static void fonts_json(Arena *arena, json_t *json, const Pages *pages)
{
    g_autoptr(GPtrArray) fonts = fonts_list(pages);
    json_t *list = json_add_array(json, "fonts");
    for (guint i = 0; i < fonts->len; i++) {
        const SizedFont *font = g_ptr_array_index(fonts, i);
        const char *version = font_version(arena, font);
        json_t *item = json_append_object(list);
        json_add_text(item, "family", font_file(font)->family);
        json_add_text(item, "style", font_file(font)->style);
        json_add_text(item, "version", *version ? version : NULL);
    }
}

char *job_json(Arena *arena, const JobSheet *sheet)
{
    const Pages *pages = sheet->files[0].pages;
    double coarsest = sheet->files[0].pressed.coarsest;
    json_t *json = json_object();
    json_add_text(json, "form", "openletter job 1");
    json_add_text(json, "letter", sheet->letter);
    json_add_text(json, "edition", sheet->edition);
    json_add_text(json, "title", pages->title);
    json_add_text(json, "language", pages->language);
    json_t *files = json_add_array(json, "files");
    for (size_t i = 0; i < sheet->n_files; i++)
        file_json(arena, files, sheet, &sheet->files[i]);
    ink_json(arena, json, sheet);
    fonts_json(arena, json, pages);
    json_add_count(json, "pictures", pictures_count(pages));
    json_object_set_new(json, "coarsest",
                        coarsest > 0 ? json_real(round(coarsest)) : json_null());
    json_add_count(json, "names", pages->n_names);
    json_add_count(json, "countries", pages->n_countries);
    json_add_text(json, "closed", pages->closed);
    json_add_text(json, "list", pages->n_names > 0 ? pages->list : NULL);
    json_add_truth(json, "specimen", sheet->specimen);
    json_add_truth(json, "draft", sheet->draft);
    json_add_truth(json, "unreviewed", sheet->unreviewed);
    g_autofree char *text = json_take_text(json, true);
    return g_strconcat(text, "\n", NULL);
}
