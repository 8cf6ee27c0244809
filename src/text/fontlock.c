/*
 * Where the file of a face is.
 *
 * Three sources, in this order: files that a house dropped into a fonts/ folder, files
 * that a fonts.lock names, and whatever lies in the folders of fonts.conf. The first two
 * are read at once, since they are few; the third is fontconfig's slow way, which a
 * machine with the locked fonts never takes. A locked file that is not at its place is
 * looked for there by its name.
 *
 * A file fits a slot (regular, bold, italic, bold italic) when its weight and slant lie
 * on the slot's side; of several, the nearest to 400 or 700 wins, and a static font
 * before a variable one.
 */
#include "text/fonts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>
#include <fontconfig/fcfreetype.h>

typedef struct LockEntry {
    const char *family, *style, *file, *package, *version, *sha256;
} LockEntry;

struct FontSources {
    Arena *arena;
    GArray *lock;       /* LockEntry */
    GPtrArray *dropped; /* FcPattern */
    const char *conf;   /* path or NULL */
    FcConfig *system;   /* NULL until it is asked */
};

/* ---- packages ------------------------------------------------------------------------ */

typedef struct PackageRule {
    const char *prefix, *package;
} PackageRule;

static const PackageRule PACKAGES[] = {
    {"Noto Sans CJK", "fonts-noto-cjk"},
    {"Noto Serif CJK", "fonts-noto-cjk"},
    {"Noto Color Emoji", "fonts-noto-color-emoji"},
    {"Noto ", "fonts-noto-core"},
    {"Gentium", "fonts-sil-gentiumplus"},
    {"Charis", "fonts-sil-charis"},
    {"PT ", "fonts-paratype"},
    {"Linux Libertine", "fonts-linuxlibertine"},
    {"EB Garamond", "fonts-ebgaramond"},
    {"DejaVu", "fonts-dejavu-core"},
    {"Liberation", "fonts-liberation"},
};

static const LockEntry *lock_entry(const FontSources *sources, size_t index)
{
    return &g_array_index(sources->lock, LockEntry, index);
}

const char *font_package(const FontSources *sources, const char *family)
{
    for (size_t i = 0; i < sources->lock->len; i++)
        if (!strcmp(lock_entry(sources, i)->family, family))
            return lock_entry(sources, i)->package;
    for (size_t i = 0; i < G_N_ELEMENTS(PACKAGES); i++)
        if (g_str_has_prefix(family, PACKAGES[i].prefix))
            return PACKAGES[i].package;
    return NULL;
}

/* ---- fonts.lock ---------------------------------------------------------------------- */

static const char *const LOCK_KEYS[] = {"family",  "style",  "file", "package",
                                        "version", "sha256", NULL};

/* The text of a key that must be there; NULL: reported. */
static const char *lock_text(Diagnostics *diagnostics, const YamlNode *node,
                             const char *key)
{
    const YamlNode *value = yaml_find(node, key);
    if (value)
        return yaml_text(diagnostics, value, key);
    report(diagnostics, LOCK_KEY_MISSING, node->place, key);
    return NULL;
}

static bool lock_read_entry(FontSources *sources, Diagnostics *diagnostics,
                            const YamlNode *node)
{
    if (!yaml_check_keys(diagnostics, node, LOCK_KEYS))
        return false;
    const char *texts[G_N_ELEMENTS(LOCK_KEYS) - 1];
    bool fine = true;
    for (size_t i = 0; LOCK_KEYS[i]; i++) {
        texts[i] = lock_text(diagnostics, node, LOCK_KEYS[i]);
        fine &= texts[i] != NULL;
    }
    if (!fine)
        return false;
    LockEntry entry = {texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]};
    g_array_append_val(sources->lock, entry);
    return true;
}

static bool lock_read(FontSources *sources, Diagnostics *diagnostics, const char *path)
{
    const char *text;
    size_t length;
    if (!file_read_text(diagnostics, sources->arena, path, place_file(path), &text,
                        &length))
        return false;
    const YamlNode *root =
        yaml_read(diagnostics, sources->arena, path, text, length, 1);
    if (!root ||
        !yaml_check_keys(diagnostics, root, (const char *const[]){"fonts", NULL}))
        return false;
    const YamlNode *fonts = yaml_find(root, "fonts");
    if (!fonts || fonts->kind != YAML_SEQUENCE) {
        yaml_bad_value(diagnostics, fonts ? fonts : root, "fonts", "a list of files");
        return false;
    }
    bool fine = true;
    for (size_t i = 0; i < fonts->as.sequence.n_items; i++)
        fine &= lock_read_entry(sources, diagnostics, fonts->as.sequence.items[i]);
    return fine;
}

static bool lock_names_style(const char *style, unsigned slot)
{
    static const char *const STYLES[N_SLOTS] = {"Regular", "Bold", "Italic",
                                                "Bold Italic"};
    return !strcmp(style, STYLES[slot]);
}

/* ---- files dropped in ---------------------------------------------------------------- */

/* Whether every table that the head of a font file lists lies within the file: one that
 * was cut short can still be read, and leaves its last letters white. */
static bool tables_within(const unsigned char *head, size_t length, off_t size)
{
    enum { HEAD = 12, ENTRY = 16 };
    size_t n = length >= HEAD ? (size_t)(head[4] << 8 | head[5]) : 0;
    for (size_t i = 0; i < n; i++) {
        guint32 place[2];
        if (HEAD + (i + 1) * ENTRY > length)
            return false;
        memcpy(place, head + HEAD + i * ENTRY + 8, sizeof place);
        if ((off_t)GUINT32_FROM_BE(place[0]) + GUINT32_FROM_BE(place[1]) > size)
            return false;
    }
    return true;
}

/* What is wrong with a font file, told by its head; NULL: nothing. It is not waited for
 * somebody who writes to a pipe. */
static const char *dropped_problem(const char *path)
{
    unsigned char head[4096];
    struct stat status;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return g_strerror(errno);
    ssize_t n = fstat(fd, &status) == 0 && S_ISREG(status.st_mode)
                    ? read(fd, head, sizeof head)
                    : -1;
    close(fd);
    if (n < 0)
        return "it is not a regular file";
    bool listed =
        n >= 4 && (memcmp(head, "\0\1\0\0", 4) == 0 || memcmp(head, "OTTO", 4) == 0);
    bool whole = !listed || tables_within(head, (size_t)n, status.st_size);
    return whole ? NULL : "it is cut short";
}

static bool dropped_read_file(FontSources *sources, Diagnostics *diagnostics,
                              const char *path)
{
    int count = 0;
    const char *problem = dropped_problem(path);
    FcPattern *pattern =
        problem ? NULL : FcFreeTypeQuery((const FcChar8 *)path, 0, NULL, &count);
    if (!pattern) {
        report(diagnostics, FONT_BROKEN, place_file(path), path,
               problem ? problem : "it cannot be read as a font");
        return false;
    }
    g_ptr_array_add(sources->dropped, pattern);
    return true;
}

static int name_compare(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Reads the fonts of one folder, in the order of their names. */
static bool dropped_read(FontSources *sources, Diagnostics *diagnostics,
                         const char *folder)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf"))
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(names, name_compare);
    bool fine = true;
    for (size_t i = 0; i < names->len; i++)
        fine &= dropped_read_file(sources, diagnostics, names->pdata[i]);
    return fine;
}

/* ---- which file fits ----------------------------------------------------------------- */

static bool pattern_has_family(FcPattern *pattern, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch;
         i++)
        if (!strcmp((const char *)name, family))
            return true;
    return false;
}

static int pattern_int(FcPattern *pattern, const char *key, int otherwise)
{
    int value;
    if (FcPatternGetInteger(pattern, key, 0, &value) == FcResultMatch)
        return value;
    FcRange *range;
    double low, high;
    if (FcPatternGetRange(pattern, key, 0, &range) == FcResultMatch &&
        FcRangeGetDouble(range, &low, &high))
        return (int)(low + high) / 2;
    return otherwise;
}

/* How badly a file fits a slot; negative: not at all. */
static int pattern_misfit(FcPattern *pattern, unsigned slot)
{
    int weight = pattern_int(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    bool italic = pattern_int(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
    bool bold = weight >= FC_WEIGHT_DEMIBOLD;
    if (FACE_SLOT(bold, italic) != slot)
        return -1;
    int width = pattern_int(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    FcBool variable = FcFalse;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    return ABS(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)) +
           2 * ABS(width - FC_WIDTH_NORMAL) + (variable ? 1000 : 0);
}

/* Keeps `pattern` in *best if it fits better than what is there. */
static void pattern_prefer(FcPattern *pattern, const char *family, unsigned slot,
                           FcPattern **best)
{
    if (!pattern_has_family(pattern, family))
        return;
    int misfit = pattern_misfit(pattern, slot);
    if (misfit >= 0 && (!*best || misfit < pattern_misfit(*best, slot)))
        *best = pattern;
}

static const char *pattern_text(FcPattern *pattern, const char *key)
{
    FcChar8 *text;
    if (FcPatternGetString(pattern, key, 0, &text) != FcResultMatch)
        return "";
    return (const char *)text;
}

static FontFile pattern_file(Arena *arena, FcPattern *pattern, const char *family)
{
    return (FontFile){.family = family,
                      .style = arena_string(arena, pattern_text(pattern, FC_STYLE)),
                      .path = arena_string(arena, pattern_text(pattern, FC_FILE))};
}

/* ---- the machine's folders ----------------------------------------------------------- */

/* All fonts of the folders of fonts.conf; NULL when there are none. */
static FcFontSet *system_fonts(FontSources *sources)
{
    if (!sources->system) {
        sources->system = FcConfigCreate();
        if (sources->conf)
            FcConfigParseAndLoad(sources->system, (const FcChar8 *)sources->conf,
                                 FcFalse);
        FcConfigBuildFonts(sources->system);
    }
    return FcConfigGetFonts(sources->system, FcSetSystem);
}

static FcPattern *system_find(FontSources *sources, const char *family, unsigned slot)
{
    FcFontSet *fonts = system_fonts(sources);
    FcPattern *best = NULL;
    for (int i = 0; fonts && i < fonts->nfont; i++)
        pattern_prefer(fonts->fonts[i], family, slot, &best);
    return best;
}

/* The path of a file of this name, or NULL. */
static const char *system_find_name(FontSources *sources, const char *path)
{
    g_autofree char *wanted = g_path_get_basename(path);
    FcFontSet *fonts = system_fonts(sources);
    for (int i = 0; fonts && i < fonts->nfont; i++) {
        const char *file = pattern_text(fonts->fonts[i], FC_FILE);
        g_autofree char *name = g_path_get_basename(file);
        if (!strcmp(name, wanted))
            return file;
    }
    return NULL;
}

/* ---- all together -------------------------------------------------------------------- */

static bool find_dropped(FontSources *sources, Arena *arena, const char *family,
                         unsigned slot, FontFile *file)
{
    FcPattern *best = NULL;
    for (size_t i = 0; i < sources->dropped->len; i++)
        pattern_prefer(sources->dropped->pdata[i], family, slot, &best);
    if (best)
        *file = pattern_file(arena, best, family);
    return best != NULL;
}

static bool find_locked(FontSources *sources, Arena *arena, const char *family,
                        unsigned slot, FontFile *file)
{
    for (size_t i = 0; i < sources->lock->len; i++) {
        const LockEntry *entry = lock_entry(sources, i);
        if (strcmp(entry->family, family) || !lock_names_style(entry->style, slot))
            continue;
        const char *path = entry->file;
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            path = system_find_name(sources, path);
        if (!path)
            return false;
        *file = (FontFile){.family = family,
                           .style = arena_string(arena, entry->style),
                           .path = arena_string(arena, path),
                           .locked_version = arena_string(arena, entry->version),
                           .locked_sha256 = arena_string(arena, entry->sha256),
                           .package = arena_string(arena, entry->package)};
        return true;
    }
    return false;
}

static bool find_installed(FontSources *sources, Arena *arena, const char *family,
                           unsigned slot, FontFile *file)
{
    FcPattern *best = system_find(sources, family, slot);
    if (!best)
        return false;
    *file = pattern_file(arena, best, family);
    const char *package = font_package(sources, family);
    file->package = package ? arena_string(arena, package) : "";
    return true;
}

/* Whether the family was dropped in or is locked, in any slot. */
static bool family_known(const FontSources *sources, const char *family)
{
    for (size_t i = 0; i < sources->dropped->len; i++)
        if (pattern_has_family(sources->dropped->pdata[i], family))
            return true;
    for (size_t i = 0; i < sources->lock->len; i++)
        if (!strcmp(lock_entry(sources, i)->family, family))
            return true;
    return false;
}

bool font_find(FontSources *sources, Arena *arena, const char *family, unsigned slot,
               FontFile *file)
{
    if (find_dropped(sources, arena, family, slot, file) ||
        find_locked(sources, arena, family, slot, file))
        return true;
    bool regular = slot == FACE_SLOT(false, false);
    return (regular || !family_known(sources, family)) &&
           find_installed(sources, arena, family, slot, file);
}

/* Adds the names of the pattern's family. */
static void names_add(GPtrArray *names, FcPattern *pattern)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch;
         i++)
        g_ptr_array_add(names, name);
}

const char *font_nearest(FontSources *sources, const char *family)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < sources->lock->len; i++)
        g_ptr_array_add(names, (gpointer)lock_entry(sources, i)->family);
    for (size_t i = 0; i < sources->dropped->len; i++)
        names_add(names, sources->dropped->pdata[i]);
    FcFontSet *fonts = system_fonts(sources);
    for (int i = 0; fonts && i < fonts->nfont; i++)
        names_add(names, fonts->fonts[i]);
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(family, (const char *const *)names->pdata);
    return nearest && strcmp(nearest, family) ? nearest : NULL;
}

FontSources *font_sources_open(Diagnostics *diagnostics, const Folders *folders)
{
    g_autoptr(FontSources) sources = g_new0(FontSources, 1);
    sources->arena = arena_new();
    sources->lock = g_array_new(FALSE, FALSE, sizeof(LockEntry));
    sources->dropped = g_ptr_array_new_with_free_func((GDestroyNotify)FcPatternDestroy);
    sources->conf = folders_find(folders, sources->arena, "fonts/fonts.conf");
    bool fine = true;
    for (size_t i = 0; folders->paths[i]; i++) {
        g_autofree char *folder = g_build_filename(folders->paths[i], "fonts", NULL);
        g_autofree char *lock = g_build_filename(folder, "fonts.lock", NULL);
        fine &= dropped_read(sources, diagnostics, folder);
        if (g_file_test(lock, G_FILE_TEST_EXISTS))
            fine &= lock_read(sources, diagnostics, lock);
    }
    return fine ? g_steal_pointer(&sources) : NULL;
}

void font_sources_free(FontSources *sources)
{
    if (!sources)
        return;
    if (sources->system)
        FcConfigDestroy(sources->system);
    g_ptr_array_unref(sources->dropped);
    g_array_unref(sources->lock);
    arena_free(sources->arena);
    g_free(sources);
}
