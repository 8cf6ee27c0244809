/*
 * The fonts of an edition: flow's uses, which are many to a file, gathered to a row a
 * file, and each use asked what it lacks. A name's language can be another than the
 * edition's; what it asks of a font is then read from its own file.
 */
#include "batch/fonts.h"

#include <string.h>

typedef struct Gatherer {
    Diagnostics *diagnostics;
    Arena *arena;
    const Folders *folders;
    const Edition *edition;
    GHashTable *languages; /* tag to Language; NULL: reported */
    GArray *lacks;         /* FontLack */
} Gatherer;

static void script_write(uint32_t script, char *letters)
{
    for (unsigned i = 0; i < 4; i++)
        letters[i] = (char)(script >> (24 - 8 * i));
    letters[4] = '\0';
}

/* ---- what is set ---------------------------------------------------------------------- */

static void scripts_add(GArray *scripts, const FontUse *use)
{
    for (size_t i = 0; i < use->n_characters; i++) {
        ScriptCount added = {.n_characters = use->characters[i].count};
        script_write(use_script(use, use->characters[i].character), added.script);
        guint k = 0;
        while (k < scripts->len &&
               strcmp(g_array_index(scripts, ScriptCount, k).script, added.script))
            k++;
        if (k == scripts->len)
            g_array_append_val(scripts, added);
        else
            g_array_index(scripts, ScriptCount, k).n_characters += added.n_characters;
    }
}

static int script_compare(gconstpointer a, gconstpointer b)
{
    const ScriptCount *left = a, *right = b;
    if (left->n_characters != right->n_characters)
        return left->n_characters < right->n_characters ? 1 : -1;
    return strcmp(left->script, right->script);
}

/* The file, in the arena: the book is closed before the report is read. */
static FontFile file_copy(Arena *arena, const FontFile *file)
{
    return (FontFile){
        .family = arena_string(arena, file->family),
        .style = arena_string(arena, file->style),
        .path = arena_string(arena, file->path),
        .package = arena_string(arena, file->package),
        .version = arena_string(arena, file->version),
        .sha256 = arena_string(arena, file->sha256),
        .locked_version = arena_string(arena, file->locked_version),
        .locked_sha256 = arena_string(arena, file->locked_sha256),
    };
}

/* The row of the uses of one file. */
static FontRow row_make(Arena *arena, const FontUse *uses, size_t n_uses)
{
    g_autoptr(GArray) scripts = g_array_new(FALSE, FALSE, sizeof(ScriptCount));
    for (size_t i = 0; i < n_uses; i++)
        scripts_add(scripts, &uses[i]);
    g_array_sort(scripts, script_compare);
    return (FontRow){
        .file = file_copy(arena, uses->file),
        .scripts = arena_copy(arena, scripts->data, scripts->len * sizeof(ScriptCount)),
        .n_scripts = scripts->len};
}

/* ---- what is lacking ------------------------------------------------------------------ */

/* The language of a use; NULL: its file is wrong, which was reported. */
static const Language *language_find(Gatherer *gatherer, const char *tag)
{
    gpointer known;
    if (g_hash_table_lookup_extended(gatherer->languages, tag, NULL, &known))
        return known;
    const Language *language =
        language_read(gatherer->diagnostics, gatherer->arena, gatherer->folders, tag,
                      gatherer->edition->place);
    g_hash_table_insert(gatherer->languages, (gpointer)tag, (gpointer)language);
    return language;
}

static bool lack_known(const Gatherer *gatherer, const FontLack *lack)
{
    for (guint i = 0; i < gatherer->lacks->len; i++) {
        const FontLack *known = &g_array_index(gatherer->lacks, FontLack, i);
        if (known->ask == lack->ask && known->file == lack->file &&
            strcmp(known->language, lack->language) == 0 &&
            strcmp(known->script, lack->script) == 0)
            return true;
    }
    return false;
}

/* Adds what the use's font, in the copy of its row, lacks. */
static void lacks_add(Gatherer *gatherer, const FontUse *use, const FontFile *file)
{
    const Language *language = language_find(gatherer, use->language);
    for (FontAsk ask = 0; ask < N_ASKS; ask++) {
        FontLack lack = {
            .ask = ask,
            .file = file,
            .language = arena_string(gatherer->arena, use->language),
            .why = font_lacks(gatherer->arena, use, language, ask),
        };
        uint32_t shared = g_unicode_script_to_iso15924(G_UNICODE_SCRIPT_COMMON);
        script_write(ask_figures(ask) ? shared : use->script, lack.script);
        if (lack.why && !lack_known(gatherer, &lack))
            g_array_append_val(gatherer->lacks, lack);
    }
}

/* ---- an edition ----------------------------------------------------------------------- */

/* Fills in the rows, with their lacks in gatherer->lacks; returns how many. */
static size_t rows_make(Gatherer *gatherer, FontUsage usage, FontRow *rows)
{
    size_t n_rows = 0;
    for (size_t from = 0, to; from < usage.n_uses; from = to) {
        FontRow *row = &rows[n_rows++];
        to = from + 1;
        while (to < usage.n_uses && usage.uses[to].file == usage.uses[from].file)
            to++;
        *row = row_make(gatherer->arena, &usage.uses[from], to - from);
        for (size_t i = from; i < to; i++)
            lacks_add(gatherer, &usage.uses[i], &row->file);
    }
    return n_rows;
}

static EditionFonts edition_gather(Diagnostics *diagnostics, Arena *arena,
                                   const Folders *folders, const Edition *edition,
                                   const FontBook *book, const Pages *pages)
{
    g_autoptr(GHashTable) languages = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) lacks = g_array_new(FALSE, FALSE, sizeof(FontLack));
    Gatherer gatherer = {diagnostics, arena, folders, edition, languages, lacks};
    FontUsage usage = pages_usage(book, arena, pages);
    FontRow *rows = arena_array(arena, FontRow, usage.n_uses);
    size_t n_rows = rows_make(&gatherer, usage, rows);
    return (EditionFonts){
        .edition = arena_string(arena, edition->name),
        .rows = rows,
        .n_rows = n_rows,
        .lacks = arena_copy(arena, lacks->data, lacks->len * sizeof(FontLack)),
        .n_lacks = lacks->len,
    };
}

void fonts_report(Diagnostics *diagnostics, FontsReport *found, const Folders *folders,
                  const char *letter, const Edition *edition, const FontBook *book,
                  const Pages *pages)
{
    EditionFonts *fonts = arena_one(found->arena, EditionFonts);
    *fonts = edition_gather(diagnostics, found->arena, folders, edition, book, pages);
    fonts->letter = arena_string(found->arena, letter);
    g_ptr_array_add(found->editions, fonts);
}

/* Whether an edition's letter is to hear of a lack: a few names in another language are
 * no reason to choose another font. */
static bool lack_matters(const FontLack *lack, const Edition *edition)
{
    return lack->ask != ASK_LETTER_FORMS ||
           strcmp(lack->language, edition->language) == 0;
}

/* Whether the family's lack was told of another of its files. */
static bool lack_told(const FontLack *lacks, size_t index)
{
    const FontLack *lack = &lacks[index];
    for (size_t i = 0; i < index; i++)
        if (lacks[i].ask == lack->ask &&
            strcmp(lacks[i].file->family, lack->file->family) == 0 &&
            strcmp(lacks[i].language, lack->language) == 0 &&
            strcmp(lacks[i].script, lack->script) == 0)
            return true;
    return false;
}

void fonts_check(Diagnostics *diagnostics, Arena *arena, const Folders *folders,
                 const Edition *edition, const FontBook *book, const Pages *pages)
{
    EditionFonts fonts =
        edition_gather(diagnostics, arena, folders, edition, book, pages);
    for (size_t i = 0; i < fonts.n_lacks; i++) {
        const FontLack *lack = &fonts.lacks[i];
        if (!lack_matters(lack, edition) || lack_told(fonts.lacks, i))
            continue;
        report(diagnostics, FONT_LACKS, edition->place, lack->file->family,
               ask_name(lack->ask), ask_feature(lack->ask), lack->language, lack->why);
    }
}
