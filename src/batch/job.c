/*
 * A job sheet says what a printer asks before the work is taken in: how large, how many,
 * which inks, for which paper, how it is folded; and what whoever sent the file wants to
 * find again: names, list, and the sum that tells this file from another. All of it is
 * known while the file is made, none of it comes from the clock. This is the form that a
 * person reads in ten seconds; jobjson.c has the same facts for programs.
 */
#include "batch/job.h"

#include "batch/jobfacts.h"

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
    bool black = g_strcmp0(inks[0], "black") == 0;
    row_add(out, "ink", "%s%s; at most %.0f %%, limit %u %%",
            texts_join(arena, inks, "none"), black ? " alone" : "", pressed->inks.most,
            style->ink_limit);
    if (style->inks == INKS_ALL && *marks_list(arena, sheet->files[0].pages))
        row_add(out, "", "marks are in all four inks");
    row_add(out, "profile", "%s", pressed->profile->description);
    if (condition)
        row_add(out, "condition", "%s%s%s", condition, registry ? ", " : "",
                registry ? registry : "");
    row_add(out, "intent", "%s", intent_told(style->intent));
}

/* Whether they are embedded is for the check of the file to say. */
static void fonts_text(Arena *arena, GString *out, const JobSheet *sheet)
{
    g_autoptr(GPtrArray) fonts = fonts_list(sheet->files[0].pages);
    for (guint i = 0; i < fonts->len; i++) {
        const SizedFont *font = g_ptr_array_index(fonts, i);
        const FontFile *file = font_file(font);
        const char *version = font_version(arena, font);
        row_add(out, i == 0 ? "fonts" : "", "%s %s%s%s", file->family, file->style,
                *version ? " " : "", version);
    }
    if (fonts->len > 0 && sheet->checked)
        row_add(out, "", "all embedded");
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
    fonts_text(arena, out, sheet);
    names_text(out, sheet);
    return g_string_free(out, FALSE);
}
