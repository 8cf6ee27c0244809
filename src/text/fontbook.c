/*
 * The fonts of a layout.
 *
 * Opening a book finds a file for each family and slot and reads none of them; a face is
 * opened when a character is first looked for in it (face.c), so that a letter in one
 * script does not wait for the others. So does Pango (divider.c), until a text is too
 * involved to be itemised without it.
 */
#include "text/breaks.h"
#include "text/strips.h"

#include <string.h>

#include <hb-ot.h>

/* A stack that was asked for, and its families. */
typedef struct StackFamilies {
    const char *const *names; /* of the families, copied */
    size_t n_names;
    Family **families; /* ends with NULL */
} StackFamilies;

struct FontBook {
    Arena *arena;
    Divider *divider;    /* NULL until it is asked for */
    GPtrArray *families; /* Family */
    GPtrArray *faces;    /* Face, each once */
    GArray *stacks;      /* StackFamilies */
    GArray *files;       /* FontFile; filled when it is asked for */
    GArray *dictionaries;
    Scratch scratch;
};

/* ---- families ------------------------------------------------------------------------ */

static void font_missing(Diagnostics *diagnostics, FontSources *sources,
                         const char *family, Place place)
{
    const char *package = font_package(sources, family);
    const char *nearest = font_nearest(sources, family);
    g_autoptr(GString) help = g_string_new(NULL);
    if (nearest)
        g_string_append_printf(help, "did you mean '%s'? if not: ", nearest);
    if (package)
        g_string_append_printf(help, "apt-get install %s", package);
    else
        g_string_append(help, "install it, copy its files into fonts/, or name another "
                              "family in the layout");
    report(diagnostics, FONT_MISSING, place, family, help->str);
}

static Family *family_find(const FontBook *book, const char *name)
{
    for (size_t i = 0; i < book->families->len; i++) {
        Family *family = book->families->pdata[i];
        if (!strcmp(family->name, name))
            return family;
    }
    return NULL;
}

/* Lets a near face stand in for each missing one: upright for italic, regular for bold.
 * False when there is none at all. */
static bool family_fill(Family *family)
{
    static const unsigned NEAREST[N_SLOTS][N_SLOTS] = {
        {0, 1, 2, 3}, {1, 0, 3, 2}, {2, 0, 3, 1}, {3, 1, 2, 0}};
    Face *found[N_SLOTS];
    memcpy(found, family->faces, sizeof found);
    for (unsigned slot = 0; slot < N_SLOTS; slot++)
        family->lacks[slot] = !found[slot];
    for (unsigned slot = 0; slot < N_SLOTS; slot++)
        for (unsigned i = N_SLOTS; i-- > 0;)
            if (found[NEAREST[slot][i]])
                family->faces[slot] = found[NEAREST[slot][i]];
    return family->faces[0] != NULL;
}

static bool family_open(FontBook *book, FontSources *sources, const char *name)
{
    Family *family = arena_one(book->arena, Family);
    family->name = arena_string(book->arena, name);
    for (unsigned slot = 0; slot < N_SLOTS; slot++) {
        FontFile file;
        if (!font_find(sources, book->arena, family->name, slot, &file))
            continue;
        family->faces[slot] = arena_one(book->arena, Face);
        family->faces[slot]->file = file;
        g_ptr_array_add(book->faces, family->faces[slot]);
    }
    g_ptr_array_add(book->families, family);
    return family_fill(family);
}

static bool stack_open(FontBook *book, Diagnostics *diagnostics, FontSources *sources,
                       const FontStack *stack)
{
    bool fine = true;
    for (size_t i = 0; i < stack->n_families; i++) {
        const char *name = stack->families[i];
        const Family *known = family_find(book, name);
        if (known ? known->faces[0] != NULL : family_open(book, sources, name))
            continue;
        font_missing(diagnostics, sources, name, stack->places[i]);
        fine = false;
    }
    return fine;
}

static bool stack_is(const StackFamilies *known, const FontStack *stack)
{
    if (known->n_names != stack->n_families)
        return false;
    for (size_t i = 0; i < known->n_names; i++)
        if (strcmp(known->names[i], stack->families[i]))
            return false;
    return true;
}

static Family **stack_add(FontBook *book, const FontStack *stack)
{
    size_t n = stack->n_families;
    StackFamilies added = {.n_names = n,
                           .families = arena_array(book->arena, Family *, n + 1)};
    const char **names = arena_array(book->arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        added.families[i] = family_find(book, stack->families[i]);
        g_assert(added.families[i]);
        names[i] = added.families[i]->name;
    }
    added.names = names;
    g_array_append_val(book->stacks, added);
    return added.families;
}

Family *const *fontbook_stack(FontBook *book, const FontStack *stack)
{
    for (size_t i = 0; i < book->stacks->len; i++) {
        const StackFamilies *known = &g_array_index(book->stacks, StackFamilies, i);
        if (stack_is(known, stack))
            return known->families;
    }
    return stack_add(book, stack);
}

Divider *fontbook_divider(FontBook *book, Diagnostics *diagnostics)
{
    const Family *first = book->families->pdata[0];
    if (!book->divider)
        book->divider =
            divider_open(diagnostics, first->faces[FACE_SLOT(false, false)]->file.path);
    return book->divider;
}

/* ---- the book ------------------------------------------------------------------------ */

static void scratch_init(Scratch *scratch)
{
    scratch->buffer = hb_buffer_create();
    scratch->characters = g_array_new(FALSE, FALSE, sizeof(gunichar));
    scratch->offsets = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    scratch->faces = g_array_new(FALSE, TRUE, sizeof(Face *));
    scratch->boundaries = g_array_new(FALSE, TRUE, sizeof(Boundary));
    scratch->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    scratch->items = g_array_new(FALSE, FALSE, sizeof(ShapedItem));
    scratch->breaks = g_array_new(FALSE, FALSE, sizeof(Break));
    scratch->glyphs = g_array_new(FALSE, FALSE, sizeof(ShapedGlyph));
    scratch->strips = strips_new();
}

static void scratch_clear(Scratch *scratch)
{
    hb_buffer_destroy(scratch->buffer);
    g_array_unref(scratch->characters);
    g_array_unref(scratch->offsets);
    g_array_unref(scratch->faces);
    g_array_unref(scratch->boundaries);
    if (scratch->ends)
        ubrk_close(scratch->ends);
    g_free(scratch->language);
    g_array_unref(scratch->stretches);
    g_array_unref(scratch->items);
    g_array_unref(scratch->breaks);
    g_array_unref(scratch->glyphs);
    strips_free(scratch->strips);
}

static FontBook *fontbook_new(void)
{
    FontBook *book = g_new0(FontBook, 1);
    book->arena = arena_new();
    book->families = g_ptr_array_new();
    book->faces = g_ptr_array_new_with_free_func((GDestroyNotify)face_clear);
    book->stacks = g_array_new(FALSE, FALSE, sizeof(StackFamilies));
    book->files = g_array_new(FALSE, FALSE, sizeof(FontFile));
    book->dictionaries = g_array_new(FALSE, FALSE, sizeof(Dictionary));
    g_array_set_clear_func(book->dictionaries, (GDestroyNotify)dictionary_clear);
    scratch_init(&book->scratch);
    return book;
}

FontBook *fontbook_open(Diagnostics *diagnostics, const Folders *folders,
                        const Layout *layout)
{
    g_autoptr(FontSources) sources = font_sources_open(diagnostics, folders);
    if (!sources)
        return NULL;
    g_autoptr(FontBook) book = fontbook_new();
    bool fine = true;
    for (size_t i = 0; i < layout->n_stacks; i++)
        fine &= stack_open(book, diagnostics, sources, &layout->stacks[i]);
    return fine ? g_steal_pointer(&book) : NULL;
}

void fontbook_free(FontBook *book)
{
    if (!book)
        return;
    scratch_clear(&book->scratch);
    g_array_unref(book->dictionaries);
    g_array_unref(book->files);
    g_array_unref(book->stacks);
    divider_free(book->divider);
    g_ptr_array_unref(book->faces);
    g_ptr_array_unref(book->families);
    arena_free(book->arena);
    g_free(book);
}

Scratch *fontbook_scratch(FontBook *book)
{
    return &book->scratch;
}

GArray *fontbook_dictionaries(FontBook *book)
{
    return book->dictionaries;
}

/* ---- what it is made of -------------------------------------------------------------- */

/* "2.004" of a name such as "Version 2.004; ttfautohint (v1.8.3)". */
static const char *version_short(Arena *arena, const char *name)
{
    const char *start = name + strcspn(name, "0123456789");
    return arena_text(arena, start, strcspn(start, "; "));
}

/* The version that the font's name table gives, "" when it gives none. */
static const char *face_version(Arena *arena, hb_face_t *face)
{
    char name[128] = "";
    unsigned length = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_VERSION_STRING,
                        hb_language_from_string("en", -1), &length, name);
    return version_short(arena, name);
}

/* The same of a file, "" when it cannot be read. */
static const char *file_version(Arena *arena, const char *path)
{
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    const char *version = face_version(arena, face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return version;
}

static const char *file_sha256(Arena *arena, const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    if (!file)
        return "";
    Digits sum =
        sum_of(g_mapped_file_get_contents(file), g_mapped_file_get_length(file));
    return arena_string(arena, sum.text);
}

const FontFile *fontbook_files(const FontBook *book, size_t *n_files)
{
    for (size_t i = book->files->len; i < book->faces->len; i++) {
        FontFile file = ((const Face *)book->faces->pdata[i])->file;
        file.version = file_version(book->arena, file.path);
        file.sha256 = file_sha256(book->arena, file.path);
        g_array_append_val(book->files, file);
    }
    *n_files = book->files->len;
    return (const FontFile *)book->files->data;
}

const FontFile *fontbook_file(const FontBook *book, const SizedFont *font)
{
    size_t n_files, i = 0;
    const FontFile *files = fontbook_files(book, &n_files);
    while (i < n_files && book->faces->pdata[i] != font->face)
        i++;
    g_assert(i < n_files);
    return &files[i];
}

const FontFile *font_file(const SizedFont *font)
{
    return &font->face->file;
}

const char *font_version(Arena *arena, const SizedFont *font)
{
    return face_version(arena, font->face->shaped);
}

FontState font_state(const FontFile *file)
{
    if (!file->package)
        return FONT_DROPPED;
    if (!file->locked_sha256)
        return FONT_UNLOCKED;
    return strcmp(file->sha256, file->locked_sha256) ? FONT_DIFFERS : FONT_SAME;
}

void fontbook_check(FontBook *book, Diagnostics *diagnostics)
{
    size_t n_files;
    const FontFile *files = fontbook_files(book, &n_files);
    for (size_t i = 0; i < n_files; i++) {
        const FontFile *file = &files[i];
        Place place = place_file(file->path);
        FontState state = font_state(file);
        if (state == FONT_UNLOCKED)
            report(diagnostics, FONT_UNLOCKED, place, file->path, file->sha256);
        else if (state == FONT_DIFFERS)
            report(diagnostics, FONT_CHANGED, place, file->path, file->locked_version,
                   file->sha256);
    }
}

void fontbook_sum(const FontBook *book, Sum *sum)
{
    sum_count(sum, book->faces->len);
    for (guint i = 0; i < book->faces->len; i++)
        sum_file(sum, ((const Face *)book->faces->pdata[i])->file.path);
}
