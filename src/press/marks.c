/*
 * Marks stand outside of the bleed, so that none is ever on the page:
 *
 *          |           ⊕            |        crop marks in line with the trim, at a
 *      ── ┌──────── bleed ────────┐ ──       distance from it, broken ones where a sheet is
 *         │ ┌─────── trim ──────┐ │          folded; registration marks at the middle of
 *         │ │                   │ │          each side; colour bars at the head: the four
 *         │ │                   │ │          inks, whole and by half
 *
 * Crop and registration marks are printed in all inks there are (Separation All), since
 * it is by them that the inks are laid on each other; in black where a layout has no other
 * ink. All are artifacts.
 */
#include "press/marks.h"

#include <math.h>

#include "press/colour.h"

static const double crop_length = 12, gap = 3, thickness = 0.25;
static const double ring = 4, cross = 6; /* of a registration mark, halves */
static const double bar = 10;            /* a side of a colour bar's patch */
enum { PATCHES = 8 };

double marks_margin(const PressStyle *style)
{
    bool any = style->crop_marks || style->registration_marks || style->colour_bars;
    return any ? 2 * gap + crop_length : 0;
}

static void operation(GString *out, const double *numbers, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        number_write(numbers[i], out);
        g_string_append_c(out, ' ');
    }
    g_string_append_printf(out, "%s\n", name);
}

static void line_draw(GString *out, double x, double y, double to_x, double to_y)
{
    operation(out, (double[]){x, y}, 2, "m");
    operation(out, (double[]){to_x, to_y}, 2, "l S");
}

/* The two marks of a corner of the trim; `right` and `up` are 1 or -1, away from it. */
static void corner_draw(GString *out, double x, double y, double right, double up,
                        double near)
{
    double far = near + crop_length;
    line_draw(out, x + right * near, y, x + right * far, y);
    line_draw(out, x, y + up * near, x, y + up * far);
}

static void crop_draw(GString *out, const Pages *pages, double near)
{
    double width = pages->width, height = pages->height;
    corner_draw(out, 0, 0, -1, -1, near);
    corner_draw(out, width, 0, 1, -1, near);
    corner_draw(out, 0, height, -1, 1, near);
    corner_draw(out, width, height, 1, 1, near);
}

/* Where the sheet is folded: broken lines, in line with it. */
static void fold_draw(GString *out, const Pages *pages, double near)
{
    double far = near + crop_length;
    g_string_append(out, "[2 2] 0 d ");
    line_draw(out, pages->fold, -near, pages->fold, -far);
    line_draw(out, pages->fold, pages->height + near, pages->fold, pages->height + far);
    g_string_append(out, "[] 0 d ");
}

/* A circle of four curves, crossed. */
static void target_draw(GString *out, double x, double y)
{
    double r = ring, k = 0.5523 * ring;
    operation(out, (double[]){x + r, y}, 2, "m");
    operation(out, (double[]){x + r, y + k, x + k, y + r, x, y + r}, 6, "c");
    operation(out, (double[]){x - k, y + r, x - r, y + k, x - r, y}, 6, "c");
    operation(out, (double[]){x - r, y - k, x - k, y - r, x, y - r}, 6, "c");
    operation(out, (double[]){x + k, y - r, x + r, y - k, x + r, y}, 6, "c S");
    line_draw(out, x - cross, y, x + cross, y);
    line_draw(out, x, y - cross, x, y + cross);
}

/* Where the marks at head and foot are: clear of a fold. */
static double target_x(const Pages *pages)
{
    return pages->fold > 0 ? pages->fold / 2 : pages->width / 2;
}

static void targets_draw(GString *out, const Pages *pages, double near)
{
    double off = near + cross;
    target_draw(out, -off, pages->height / 2);
    target_draw(out, pages->width + off, pages->height / 2);
    target_draw(out, target_x(pages), -off);
    target_draw(out, target_x(pages), pages->height + off);
}

/* The inks whole, then by half, beside the mark at the head. */
static void bars_draw(GString *out, const Pages *pages, double near, bool black)
{
    double room = target_x(pages) - 3 * cross;
    double side = fmin(bar, room / PATCHES);
    size_t n_inks = black ? 1 : 4;
    for (size_t i = 0; i < 2 * n_inks; i++) {
        double inks[4] = {0};
        inks[black ? 3 : i % n_inks] = i < n_inks ? 1 : 0.5;
        operation(out, inks, 4, "k");
        operation(
            out,
            (double[]){2 * cross + (double)i * side, pages->height + near, side, side},
            4, "re f");
    }
}

/* A colour space that is every ink. */
static void resources_add(Pdf *pdf, PdfObject page)
{
    PdfObject resources = pdf_key(pdf, page, "/Resources");
    PdfObject spaces =
        pdf_parse(pdf, "<</All[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]"
                       "/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]>>");
    pdf_set(pdf, resources, "/ColorSpace", spaces);
    pdf_drop(pdf, resources);
}

void marks_write(Pdf *pdf, const Pages *pages, const PressStyle *style, PdfObject page,
                 GString *out)
{
    if (marks_margin(style) == 0)
        return;
    double near = style->bleed + gap;
    bool black = style->inks == INKS_BLACK;
    if (!black)
        resources_add(pdf, page);
    g_string_prepend(out, "q\n");
    g_string_append_printf(out, "Q\n/Artifact<</Type/Page>>BDC\nq %s ",
                           black ? "0 0 0 1 K" : "/All CS 1 SCN");
    operation(out, &thickness, 1, "w");
    if (style->crop_marks)
        crop_draw(out, pages, near);
    if (style->crop_marks && pages->fold > 0)
        fold_draw(out, pages, near);
    if (style->registration_marks)
        targets_draw(out, pages, near);
    if (style->colour_bars)
        bars_draw(out, pages, near, black);
    g_string_append(out, "Q\nEMC\n");
}
