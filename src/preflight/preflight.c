/*
 * One file through all the checks. The order is that of what they know of each other: the
 * output intent before colours, contents before the structure that claims them, the
 * structure before annotations, and fonts when it is known what was shown of them.
 */
#include "preflight/preflight.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "preflight/check.h"

#define LARGEST ((gsize)256 << 20)

static const struct {
    unsigned standards;
    const char *text;
} unchecked[] = {
    {STANDARDS_ALL, "whether the language that is declared is the one that is written"},
    {STANDARDS_ALL, "contents of Type 3 glyphs and of annotations' appearances"},
    {STANDARDS_ALL,
     "images in DCT, JPX, CCITT and JBIG2: their data, and the inks of it"},
    {STANDARDS_ALL, "inks of spot colours, of overprint and of transparency together"},
    {STANDARDS_ALL, "widths in CMaps that are predefined and not embedded"},
    {STANDARD_X4, "the transforms in ICC profiles, and whether the condition's name "
                  "stands for the profile"},
    {STANDARD_X4, "whether what is said of trapping is so"},
    {STANDARD_X4, "keys that came with PDF 1.7, in a file that says it is 1.6"},
    {STANDARD_X4, "blending of a group in a colour space that the press does not have"},
    {STANDARD_A2A, "XMP packets of single pages and images, and the types of values in "
                   "XMP"},
    {STANDARD_A2A, "JPEG 2000 images (6.2.8.3)"},
    {STANDARD_A2A, "embedded files: whether they are PDF/A"},
    {STANDARD_A2A, "digital signatures (6.4.3)"},
    {STANDARD_UA1, "whether tags mean what they say: headings, lists, reading order, "
                   "alternate texts (Matterhorn's checkpoints for people)"},
    {STANDARD_UA1, "contrast, colour or sound as the only bearers of sense (7.1)"},
    {STANDARD_UA1, "regularity of tables (7.5) and of tables of contents"},
};

const char *const *preflight_unchecked(Arena *arena, unsigned standards)
{
    const char **list = arena_array(arena, const char *, G_N_ELEMENTS(unchecked) + 1);
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(unchecked); i++)
        if (unchecked[i].standards & standards)
            list[n++] = unchecked[i].text;
    return list;
}

static void check_clear(Check *check)
{
    GHashTableIter iter;
    gpointer container;
    g_hash_table_iter_init(&iter, check->containers);
    while (g_hash_table_iter_next(&iter, NULL, &container))
        g_array_unref(((Container *)container)->marks);
    g_hash_table_unref(check->containers);
    g_hash_table_unref(check->fonts);
    g_hash_table_unref(check->cmaps);
    g_hash_table_unref(check->seen);
    g_hash_table_unref(check->colorants);
    g_hash_table_unref(check->annotations);
    if (check->text)
        g_string_free(check->text, TRUE);
    document_close(check->document);
}

static void check_run(Check *check)
{
    syntax_check(check);
    intents_check(check);
    metadata_check(check);
    catalog_check(check);
    pages_list(check);
    pages_check(check);
    structure_check(check);
    annotations_check(check);
    typefaces_check(check);
    found_rest(check);
    if (check->partly)
        report(check->diagnostics, PREFLIGHT_PART, place_file(check->shown));
    check->n_other_errors = names_check(check) + check->partly;
}

static void result_fill(Check *check, Preflighted *result)
{
    result->read = true;
    result->standards = check->standards;
    result->n_pages = check->n_pages;
}

static void document_check(Check *check, Preflighted *result)
{
    Document *document = check->document;
    check->catalog = document_find(document, &document->trailer, "Root");
    check->standards = check->ask->standards;
    bool encrypted = dictionary_find(&document->trailer, "Encrypt")->kind != 0;
    if (!check->standards && !encrypted)
        check->standards = claims_find(check);
    if (!check->standards)
        check->standards = STANDARDS_ALL;
    if (encrypted)
        found(check, RULE_ENCRYPTED, (Where){0, 0},
              "the file is encrypted, and nothing more of it was checked");
    else
        check_run(check);
    result_fill(check, result);
}

/* The file's bytes, to be freed; NULL: reported. */
static char *bytes_read(Diagnostics *diagnostics, const char *path, const char *shown,
                        gsize *length)
{
    char *bytes = NULL;
    GStatBuf status;
    errno = 0;
    if (g_stat(path, &status) != 0)
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, shown, g_strerror(errno));
    else if (!S_ISREG(status.st_mode))
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, shown, "it is no file");
    else if (status.st_size > (goffset)LARGEST)
        report(diagnostics, FILE_TOO_LARGE, place_file(shown), shown, "256 MiB");
    else if (!g_file_get_contents(path, &bytes, length, NULL))
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, shown,
               errno ? g_strerror(errno) : "reading failed");
    return bytes;
}

char *preflight_subject(Arena *arena, const char *path)
{
    gsize length = 0;
    g_autofree char *bytes = NULL;
    GStatBuf status;
    if (g_stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > (goffset)LARGEST ||
        !g_file_get_contents(path, &bytes, &length, NULL))
        return NULL;
    Document *document = document_open(arena, (Bytes){bytes, length});
    if (!document)
        return NULL;
    const Value *info = document_find(document, &document->trailer, "Info");
    char *subject =
        g_strdup(value_text(arena, document_find(document, info, "Subject")));
    document_close(document);
    return subject;
}

bool preflight_run(Diagnostics *diagnostics, Arena *arena, const char *path,
                   const char *shown, const Preflight *ask, Preflighted *result)
{
    Preflighted ignored;
    result = result ? result : &ignored;
    *result = (Preflighted){0};
    gsize length = 0;
    g_autofree char *bytes = bytes_read(diagnostics, path, shown, &length);
    if (!bytes)
        return false;
    Check check = {.diagnostics = diagnostics,
                   .arena = arena,
                   .ask = ask,
                   .shown = shown,
                   .document = document_open(arena, (Bytes){bytes, length}),
                   .containers = g_hash_table_new(NULL, NULL),
                   .fonts = g_hash_table_new(NULL, NULL),
                   .cmaps = g_hash_table_new(NULL, NULL),
                   .seen = g_hash_table_new(NULL, NULL),
                   .colorants = g_hash_table_new(g_str_hash, g_str_equal),
                   .annotations = g_hash_table_new(NULL, NULL),
                   .text = ask->names ? g_string_new(NULL) : NULL};
    if (check.document)
        document_check(&check, result);
    else
        report(diagnostics, PREFLIGHT_BROKEN, place_file(shown));
    result->errors =
        found_count(&check, false) + check.n_other_errors + !check.document;
    result->warnings = found_count(&check, true);
    result->broken = found_list(&check, &result->n_broken);
    check_clear(&check);
    return result->errors == 0;
}
