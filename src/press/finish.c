/*
 * The finishing pass: cairo's PDF, in which colours are numbers, becomes one file that a
 * printer, an archive and a screen reader can each take as it is:
 *
 *     print     PDF/X-4 (ISO 15930-7), PDF/A-2a (ISO 19005-2), PDF/UA-1 (ISO 14289-1)
 *     screen    PDF/A-2a, PDF/UA-1; sRGB, links to follow
 *
 * In this order: pages (streams, boxes), other objects (pictures, fonts), the structure
 * tree, what the file says of itself. What cairo made is changed by libqpdf in memory; the
 * file is then written anew (writer.h).
 */
#include "press/finish.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/draw.h"
#include "press/catalogue.h"
#include "press/heaviest.h"
#include "press/marks.h"
#include "press/metadata.h"
#include "press/pictures.h"
#include "press/press.h"
#include "press/tags.h"

#define PDF_VERSION "1.6" /* the newest that PDF/X-4 names */

/* A file in hand. */
typedef struct Finish {
    Pdf *pdf;
    Diagnostics *diagnostics;
    const Pages *pages;
    FileWriter *file;
    const PressStyle *style;
    Colours colours;
    const GArray *chunks;
    GArray *marks;    /* Mark */
    Pressed *pressed; /* what was found out */
    bool print;
} Finish;

static bool finish_fail(const Finish *finish, const char *problem)
{
    const char *title = finish->pages->title ? finish->pages->title : "the letter";
    report(finish->diagnostics, PRESS_FAILED, PLACE_NONE, title, problem);
    return false;
}

/* ---- pages -------------------------------------------------------------------------- */

static PdfObject box_make(Pdf *pdf, const Pages *pages, double beside, double above)
{
    const double corners[] = {-beside, -above, pages->width + beside,
                              pages->height + above};
    PdfObject box = pdf_array(pdf);
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        pdf_push(pdf, box, pdf_real(pdf, corners[i]));
    return box;
}

/* How much sheet there is around the page. A sheet that the layout names has two pages in its
 * middle; it is larger than named only where bleed and marks find no room on it. */
static void sheet_measure(const Finish *finish)
{
    const Pages *pages = finish->pages;
    Pressed *pressed = finish->pressed;
    double margin =
        finish->print ? finish->style->bleed + marks_margin(finish->style) : 0;
    double width = 0, height = 0;
    if (pages->fold > 0)
        layout_sheet(pages->layout, &width, &height);
    pressed->beside = fmax(margin, (width - pages->width) / 2);
    pressed->above = fmax(margin, (height - pages->height) / 2);
}

/* The sheet, the part of it that is printed on, and the page that is cut out of it. */
static void page_boxes(const Finish *finish, PdfObject page)
{
    Pdf *pdf = finish->pdf;
    const Pressed *pressed = finish->pressed;
    double bleed = finish->print ? finish->style->bleed : 0;
    pdf_set(pdf, page, "/MediaBox",
            box_make(pdf, finish->pages, pressed->beside, pressed->above));
    pdf_set(pdf, page, "/BleedBox", box_make(pdf, finish->pages, bleed, bleed));
    pdf_set(pdf, page, "/TrimBox", box_make(pdf, finish->pages, 0, 0));
}

/* Whether a page paints anything but text and lines. */
static bool page_pictured(Pdf *pdf, PdfObject page)
{
    PdfObject resources = pdf_key(pdf, page, "/Resources");
    bool pictured = resources && pdf_has(pdf, resources, "/XObject");
    pdf_drop(pdf, resources);
    return pictured;
}

/* A page is blended in the colours of the output; one on which nothing is transparent
 * needs no such group. */
static void page_group(const Finish *finish, PdfObject page)
{
    Pdf *pdf = finish->pdf;
    if (!page_pictured(pdf, page)) {
        pdf_remove(pdf, page, "/Group");
        return;
    }
    PdfObject group = pdf_key(pdf, page, "/Group");
    if (group)
        pdf_set(pdf, group, "/CS", pdf_name(pdf, colours_space(&finish->colours)));
    pdf_drop(pdf, group);
}

static const char *page_content(const Finish *finish, PdfObject page, size_t index)
{
    size_t length = 0;
    unsigned char *bytes = pdf_page_read(finish->pdf, page, &length);
    if (!bytes)
        return "a page cannot be unpacked";
    GString *out = g_string_sized_new(length);
    const char *problem =
        content_finish(finish->pages, finish->chunks, finish->marks, &finish->colours,
                       index, (const char *)bytes, length, out);
    if (!problem && finish->print)
        marks_write(finish->pdf, finish->pages, finish->style, page, out);
    if (!problem)
        pdf_set(finish->pdf, page, "/Contents",
                pdf_stream(finish->pdf, out->str, out->len, NULL));
    g_string_free(out, TRUE);
    free(bytes);
    return problem;
}

static const char *page_finish(const Finish *finish, size_t index)
{
    PdfObject page = pdf_page(finish->pdf, index);
    const char *problem = page_content(finish, page, index);
    page_boxes(finish, page);
    page_group(finish, page);
    pdf_set(finish->pdf, page, "/StructParents",
            pdf_whole(finish->pdf, (long long)index));
    pdf_set(finish->pdf, page, "/Tabs", pdf_name(finish->pdf, "/S"));
    pdf_drop(finish->pdf, page);
    return problem;
}

static bool pages_rewrite(const Finish *finish)
{
    size_t n = pdf_count_pages(finish->pdf);
    const char *problem =
        n == finish->pages->n_pages ? NULL : "pages are missing from the drawing";
    for (size_t i = 0; i < n && !problem; i++)
        problem = page_finish(finish, i);
    if (!problem)
        problem = objects_finish(finish->pdf, &finish->colours);
    return !problem || finish_fail(finish, problem);
}

/* ---- writing ------------------------------------------------------------------------ */

/* The number of an object that is found and dropped again. */
static size_t number_take(Pdf *pdf, PdfObject object)
{
    size_t number = pdf_number_of(pdf, object);
    pdf_drop(pdf, object);
    return number;
}

static size_t info_number(Pdf *pdf)
{
    PdfObject trailer = pdf_trailer(pdf);
    size_t number = number_take(pdf, pdf_key(pdf, trailer, "/Info"));
    pdf_drop(pdf, trailer);
    return number;
}

/* The profile goes into the file as it is packed; libqpdf would copy it twice. */
static void profile_write(Writer *writer, const Profile *profile, size_t number)
{
    const char *dictionary =
        profile->cmyk ? "<</N 4/Filter/FlateDecode>>" : "<</N 3/Filter/FlateDecode>>";
    writer_stream(writer, number, dictionary, profile->packed, profile->packed_length);
}

/* Writes what libqpdf holds but the profile, and the tree, whose nodes come after it. */
static bool objects_write(const Finish *finish, Writer *writer, const TagTree *tree,
                          TagPlaces *places, size_t profile)
{
    Pdf *pdf = finish->pdf;
    size_t root = number_take(pdf, pdf_root(pdf)), info = info_number(pdf);
    g_autofree bool *skip = g_new0(bool, places->first);
    skip[places->root] = skip[profile] = true;
    if (!writer_reachable(writer, pdf, skip, root, info))
        return finish_fail(finish, "a stream cannot be read");
    size_t top =
        tags_write(writer, finish->pages, finish->chunks, finish->marks, tree, places);
    g_autofree char *problem = pdf_problem(pdf);
    if (problem)
        return finish_fail(finish, problem);
    if (writer_end(writer, top, root, info))
        return true;
    const char *title = finish->pages->title ? finish->pages->title : "the letter";
    report(finish->diagnostics, DRAW_FAILED, PLACE_NONE, title,
           file_problem(finish->file));
    return false;
}

static bool tree_write(const Finish *finish, const char *sum)
{
    Pdf *pdf = finish->pdf;
    TagTree tree = tags_make(finish->pages, finish->chunks, finish->marks);
    g_autofree size_t *numbers = g_new(size_t, finish->pages->n_pages);
    for (size_t i = 0; i < finish->pages->n_pages; i++)
        numbers[i] = number_take(pdf, pdf_page(pdf, i));
    TagPlaces places = {.pages = numbers};
    places.links = finish->print ? g_array_new(FALSE, FALSE, sizeof(TagLink))
                                 : tags_links(pdf, finish->pages, finish->chunks,
                                              finish->marks, &tree);
    metadata_write(pdf, finish->pages, sum, finish->print);
    CatalogueParts parts = {.tags = pdf_indirect(pdf, pdf_dictionary(pdf)),
                            .profile = pdf_indirect(pdf, pdf_dictionary(pdf))};
    catalogue_write(pdf, finish->pages, finish->colours.profile, parts);
    places.root = number_take(pdf, parts.tags);
    size_t profile = number_take(pdf, parts.profile);
    places.first = number_take(pdf, pdf_indirect(pdf, pdf_dictionary(pdf)));
    Writer *writer = writer_new(finish->file, PDF_VERSION);
    profile_write(writer, finish->colours.profile, profile);
    bool good = objects_write(finish, writer, &tree, &places, profile);
    writer_free(writer);
    g_array_free(places.links, TRUE);
    tags_clear(&tree);
    return good;
}

/* ---- the whole ---------------------------------------------------------------------- */

static void ink_weigh(const Finish *finish)
{
    const Layout *layout = finish->pages->layout;
    double heaviest = finish->pressed->inks.most;
    if (!finish->print || heaviest <= finish->style->ink_limit + 0.5)
        return;
    const char *title = finish->pages->title ? finish->pages->title : "the letter";
    g_autofree char *most = g_strdup_printf("%.0f", heaviest);
    g_autofree char *limit = g_strdup_printf("%u", finish->style->ink_limit);
    g_autofree char *heaviest_of = heaviest_describe(
        finish->pdf, finish->pages, finish->chunks, finish->pressed->inks.heaviest);
    Place place = finish->style->ink_limit_place;
    report(finish->diagnostics, INK_HEAVY,
           place.file ? place : place_file(layout->path), title, most, limit,
           heaviest_of);
}

/* Finishes what cairo drew. */
static bool bytes_finish(Finish *finish, const GByteArray *drawn)
{
    Digits sum = sum_of(drawn->data, drawn->len);
    finish->pdf = pdf_open(finish->diagnostics, drawn->data, drawn->len);
    if (!finish->pdf)
        return false;
    bool good = figures_check(finish->diagnostics, finish->pages) &&
                pages_rewrite(finish) && tree_write(finish, sum.text);
    ink_weigh(finish);
    pdf_close(finish->pdf);
    return good;
}

bool drawn_finish(Profiles *profiles, Diagnostics *diagnostics, const Pages *pages,
                  bool screen, const GArray *chunks, const GByteArray *drawn,
                  FileWriter *file, Pressed *pressed)
{
    const PressStyle *style = &pages->layout->press;
    const Profile *profile = screen ? profile_screen(profiles, diagnostics)
                                    : profile_printer(profiles, diagnostics, style);
    if (!profile)
        return false;
    Finish finish = {.diagnostics = diagnostics,
                     .pages = pages,
                     .file = file,
                     .style = style,
                     .colours = {profiles, profile, pages->layout, style->intent, NULL},
                     .chunks = chunks,
                     .pressed = pressed,
                     .print = !screen};
    *pressed = (Pressed){.profile = profile};
    sheet_measure(&finish);
    finish.colours.use = &pressed->inks;
    finish.marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    bool good = bytes_finish(&finish, drawn);
    g_array_free(finish.marks, TRUE);
    return good;
}

bool pages_finish(Profiles *profiles, Diagnostics *diagnostics, const Pages *pages,
                  bool screen, FileWriter *file, Pressed *pressed)
{
    double coarsest = 0;
    GArray *chunks = chunks_make(pages, screen);
    GByteArray *drawn = g_byte_array_new();
    bool good = pages_draw_chunks(diagnostics, pages, chunks, drawn, &coarsest) &&
                drawn_finish(profiles, diagnostics, pages, screen, chunks, drawn, file,
                             pressed);
    pressed->coarsest = coarsest;
    g_byte_array_free(drawn, TRUE);
    g_array_free(chunks, TRUE);
    return good;
}
