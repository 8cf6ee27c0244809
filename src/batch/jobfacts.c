/*
 * What a printer asks, out of pages and of what was found out while they were finished: how
 * paper of which size becomes what is read, which marks and inks, which fonts.
 */
#include "batch/jobfacts.h"

#include <math.h>
#include <string.h>

static const char *const ink_names[] = {"cyan", "magenta", "yellow", "black"};

/* ---- measures ------------------------------------------------------------------------ */

#define POINTS_PER_INCH 72.0

double length_mm(double points)
{
    return points / POINTS_PER_MM;
}

const char *mm_told(Arena *arena, double points)
{
    return arena_print(arena, "%.6g", round(1000 * length_mm(points)) / 1000);
}

const char *inches_told(Arena *arena, double points)
{
    return arena_print(arena, "%.6g", round(1000 * points / POINTS_PER_INCH) / 1000);
}

const char *size_told(Arena *arena, double width, double height, bool inches)
{
    const char *told =
        arena_print(arena, "%s × %s mm", mm_told(arena, width), mm_told(arena, height));
    if (!inches)
        return told;
    return arena_print(arena, "%s, %s × %s in", told, inches_told(arena, width),
                       inches_told(arena, height));
}

/* ---- folding ------------------------------------------------------------------------ */

/* The paper of a size: "A4", or what it measures, more or less. */
static const char *paper_told(Arena *arena, double width, double height)
{
    const char *name = paper_around(width, height);
    if (name)
        return name;
    if (paper_inches(width, height))
        return arena_print(arena, "%s × %s in", inches_told(arena, width),
                           inches_told(arena, height));
    return arena_print(arena, "%.0f × %.0f mm", length_mm(width), length_mm(height));
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

/* ---- marks, inks, fonts, pictures ---------------------------------------------------- */

const char *const *marks_list(Arena *arena, const Pages *pages)
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

const char *const *inks_list(Arena *arena, const JobSheet *sheet)
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

GPtrArray *fonts_list(const Pages *pages)
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

size_t pictures_count(const Pages *pages)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++)
            n += pages->pages[i].items[k].kind == ITEM_IMAGE;
    return n;
}

const char *intent_told(PressIntent intent)
{
    static const char *const names[] = {"perceptual", "relative colorimetric",
                                        "saturation", "absolute colorimetric"};
    return names[intent];
}
