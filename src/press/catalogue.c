/*
 * What holds for a file as a whole. Its colours are meant for one process, which both
 * PDF/X and PDF/A want to be told, each in an intent of its own; both intents point to
 * one profile, since PDF/A allows no two. Page labels are written anew: cairo leaves their
 * tree empty where they are what a reader would count himself, and a tree must have an
 * entry for the first page (ISO 32000-1, 12.4.2). The outline's root counts the bookmarks
 * that are seen, all of which are open; cairo writes that negative, which 12.3.3 forbids.
 */
#include "press/catalogue.h"

#include <stdlib.h>

/* ---- colours ------------------------------------------------------------------------ */

static void intent_add(Pdf *pdf, PdfObject intents, const char *kind,
                       const Profile *from, const PressStyle *style, PdfObject profile)
{
    const char *condition = profile_condition(from, style);
    const char *registry = profile_registry(from, style);
    PdfObject intent = pdf_dictionary(pdf);
    pdf_set(pdf, intent, "/Type", pdf_name(pdf, "/OutputIntent"));
    pdf_set(pdf, intent, "/S", pdf_name(pdf, kind));
    pdf_set(pdf, intent, "/OutputConditionIdentifier",
            pdf_text(pdf, condition ? condition : "Custom"));
    pdf_set(pdf, intent, "/OutputCondition", pdf_text(pdf, from->description));
    pdf_set(pdf, intent, "/Info", pdf_text(pdf, from->description));
    if (condition && registry)
        pdf_set(pdf, intent, "/RegistryName", pdf_text(pdf, registry));
    pdf_set(pdf, intent, "/DestOutputProfile", pdf_again(pdf, profile));
    pdf_push(pdf, intents, pdf_indirect(pdf, intent));
}

static PdfObject intents_make(Pdf *pdf, const Profile *profile, const PressStyle *style,
                              PdfObject stream)
{
    PdfObject intents = pdf_array(pdf);
    if (profile->cmyk)
        intent_add(pdf, intents, "/GTS_PDFX", profile, style, stream);
    intent_add(pdf, intents, "/GTS_PDFA1", profile, style, stream);
    return intents;
}

/* ---- page labels -------------------------------------------------------------------- */

/* The number that a label is; 0: it is none. */
static size_t label_number(const char *label)
{
    char *end = NULL;
    unsigned long number =
        label && g_ascii_isdigit(*label) ? strtoul(label, &end, 10) : 0;
    return end && *end == '\0' ? number : 0;
}

/* Adds an entry for page `index`, from which on labels go `label`, and count if that is a
 * number. */
static void label_add(Pdf *pdf, PdfObject numbers, size_t index, const char *label)
{
    PdfObject entry = pdf_dictionary(pdf);
    size_t number = label_number(label);
    if (number > 0 || !label) {
        pdf_set(pdf, entry, "/S", pdf_name(pdf, "/D"));
        pdf_set(pdf, entry, "/St",
                pdf_whole(pdf, (long long)(number > 0 ? number : index + 1)));
    } else {
        pdf_set(pdf, entry, "/P", pdf_text(pdf, label));
    }
    pdf_push(pdf, numbers, pdf_whole(pdf, (long long)index));
    pdf_push(pdf, numbers, entry);
}

static PdfObject labels_make(Pdf *pdf, const Pages *pages)
{
    PdfObject numbers = pdf_array(pdf), tree = pdf_dictionary(pdf);
    size_t last = 0;
    for (size_t i = 0; i < pages->n_pages; i++) {
        const char *label = pages->pages[i].label;
        size_t number = label ? label_number(label) : i + 1;
        if (i == 0 || number == 0 || number != last + 1)
            label_add(pdf, numbers, i, label);
        last = number;
    }
    pdf_set(pdf, tree, "/Nums", numbers);
    return tree;
}

/* ---- how it is shown ------------------------------------------------------------------ */

/* Sheets are printed in their own size, whatever a printer would make of them: front and
 * back must meet at the fold. */
static PdfObject preferences_make(Pdf *pdf, const Pages *pages)
{
    g_autofree char *text = g_strdup_printf(
        "<</DisplayDocTitle true%s%s>>", pages->rtl ? "/Direction/R2L" : "",
        pages->fold > 0 ? "/PrintScaling/None" : "");
    return pdf_parse(pdf, text);
}

/* ---- bookmarks ----------------------------------------------------------------------- */

static void outline_count(Pdf *pdf, PdfObject root, const Pages *pages)
{
    PdfObject outline = pdf_key(pdf, root, "/Outlines");
    if (outline)
        pdf_set(pdf, outline, "/Count", pdf_whole(pdf, (long long)pages->n_bookmarks));
    pdf_drop(pdf, outline);
}

/* ---- the whole ---------------------------------------------------------------------- */

void catalogue_write(Pdf *pdf, const Pages *pages, const Profile *profile,
                     CatalogueParts parts)
{
    PdfObject root = pdf_root(pdf);
    if (pages->language)
        pdf_set(pdf, root, "/Lang", pdf_text(pdf, pages->language));
    pdf_set(pdf, root, "/MarkInfo", pdf_parse(pdf, "<</Marked true>>"));
    pdf_set(pdf, root, "/ViewerPreferences", preferences_make(pdf, pages));
    pdf_set(pdf, root, "/OutputIntents",
            intents_make(pdf, profile, &pages->layout->press, parts.profile));
    pdf_set(pdf, root, "/PageLabels", labels_make(pdf, pages));
    outline_count(pdf, root, pages);
    pdf_set(pdf, root, "/StructTreeRoot", pdf_again(pdf, parts.tags));
    pdf_drop(pdf, root);
}
