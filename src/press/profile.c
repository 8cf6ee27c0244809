/*
 * The colours that a file is meant for are told by an ICC profile inside of it. Which one
 * is the printer's to say; where the layout names none it is the first of a few that
 * `make` finds in Debian's packages. A profile is read, checked and packed once for all
 * editions of a run; the default one, and the libraries, already while the first edition
 * is laid out, in a thread of its own.
 *
 * The profile for screens is made by lcms2, so that no file is needed; the date that it
 * gets is taken out again, or two runs would differ.
 */
#include "press/profile.h"

#include <string.h>
#include <unistd.h>

#include <lcms2.h>

#include "base/base.h"
#include "press/pdf.h"
#include "press/writer.h"

#define INTENTS 4
#define LARGEST_PROFILE ((size_t)16 << 20)
#define ICC_HEAD 128
#define ICC_DATE 24 /* where its twelve bytes begin */

/* What is used of lcms2. */
#define LCMS_FUNCTIONS(X)                                                              \
    X(OpenProfileFromMem)                                                              \
    X(CloseProfile)                                                                    \
    X(GetColorSpace)                                                                   \
    X(GetDeviceClass)                                                                  \
    X(GetProfileInfoASCII)                                                             \
    X(Create_sRGBProfile)                                                              \
    X(SetProfileVersion)                                                               \
    X(SaveProfileToMem)                                                                \
    X(CreateTransform)                                                                 \
    X(DeleteTransform)                                                                 \
    X(DoTransform)

typedef struct Lcms {
#define FIELD(function) __typeof__(cms##function) *function;
    LCMS_FUNCTIONS(FIELD)
#undef FIELD
} Lcms;

/* A file that is read and packed ahead. */
typedef struct Ahead {
    GThread *thread; /* NULL: none runs */
    pid_t owner;     /* the process that it runs in: a fork has no such thread */
    char *path, *bytes;
    gsize length;
    GByteArray *packed; /* NULL: not */
} Ahead;

/* A profile and its transforms from sRGB, made when first needed. */
typedef struct Loaded {
    Profile profile; /* handle NULL: it was reported */
    cmsHTRANSFORM transforms[INTENTS];
} Loaded;

struct Profiles {
    const Folders *folders;
    Arena *arena;
    bool opened, tried;
    Lcms lcms;
    Ahead ahead;
    GHashTable *loaded; /* a path, or "" for the screen's, to its Loaded */
};

/* A profile that can be the default: where it is below one of the folders, and how the
 * condition that it describes is registered. */
typedef struct Default {
    const char *file, *condition;
} Default;

static const Default defaults[] = {
    {"FOGRA39L_coated.icc", "FOGRA39"},
    {"default_cmyk.icc", NULL},
};

#define REGISTRY "http://www.color.org"

/* The default profile that is there; NULL: none. */
static const char *default_find(const Profiles *profiles, const Default **which)
{
    static const char *const folders[] = {"profiles", "build/share/profiles"};
    for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(folders); k++) {
            const char *name =
                arena_print(profiles->arena, "%s/%s", folders[k], defaults[i].file);
            const char *path = folders_find(profiles->folders, profiles->arena, name);
            *which = &defaults[i];
            if (path)
                return path;
        }
    return NULL;
}

Profiles *profiles_new(const Folders *folders)
{
    Profiles *profiles = g_new0(Profiles, 1);
    profiles->folders = folders;
    profiles->arena = arena_new();
    profiles->loaded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return profiles;
}

/* ---- ahead -------------------------------------------------------------------------- */

/* What is packed of a profile: by gzip, in a file beside it, or by us. */
static GByteArray *bytes_packed(const char *path, const void *bytes, size_t length)
{
    g_autofree char *beside = g_strconcat(path, ".gz", NULL), *gzip = NULL;
    gsize gzip_length = 0;
    GByteArray *packed = NULL;
    if (g_file_get_contents(beside, &gzip, &gzip_length, NULL))
        packed = gzip_take(gzip, gzip_length, bytes, length);
    return packed ? packed : bytes_pack(bytes, length);
}

static gpointer ahead_run(gpointer data)
{
    Ahead *ahead = data;
    pdf_prepare();
    library_first("liblcms2.so.2", NULL);
    if (ahead->path &&
        g_file_get_contents(ahead->path, &ahead->bytes, &ahead->length, NULL))
        ahead->packed = bytes_packed(ahead->path, ahead->bytes, ahead->length);
    return NULL;
}

static void ahead_join(Profiles *profiles)
{
    Ahead *ahead = &profiles->ahead;
    if (ahead->thread && ahead->owner != getpid())
        *ahead = (Ahead){.thread = NULL};
    if (ahead->thread)
        g_thread_join(ahead->thread);
    ahead->thread = NULL;
}

static void ahead_clear(Profiles *profiles)
{
    ahead_join(profiles);
    g_free(profiles->ahead.path);
    g_free(profiles->ahead.bytes);
    if (profiles->ahead.packed)
        g_byte_array_unref(profiles->ahead.packed);
}

void profiles_prepare(Profiles *profiles)
{
    const Default *which;
    profiles->ahead.path = g_strdup(default_find(profiles, &which));
    profiles->ahead.owner = getpid();
    profiles->ahead.thread = g_thread_new("press", ahead_run, &profiles->ahead);
}

static void loaded_clear(Profiles *profiles, Loaded *loaded)
{
    for (size_t i = 0; i < INTENTS; i++)
        if (loaded->transforms[i])
            profiles->lcms.DeleteTransform(loaded->transforms[i]);
    if (loaded->profile.handle)
        profiles->lcms.CloseProfile(loaded->profile.handle);
}

void profiles_free(Profiles *profiles)
{
    GHashTableIter iter;
    gpointer loaded;
    ahead_clear(profiles);
    g_hash_table_iter_init(&iter, profiles->loaded);
    while (g_hash_table_iter_next(&iter, NULL, &loaded))
        loaded_clear(profiles, loaded);
    g_hash_table_unref(profiles->loaded);
    arena_free(profiles->arena);
    g_free(profiles);
}

static bool lcms_open(Profiles *profiles, Diagnostics *diagnostics)
{
    ahead_join(profiles);
    Lcms *lcms = &profiles->lcms;
    const LibrarySymbol symbols[] = {
#define SYMBOL(function) {"cms" #function, &lcms->function},
        LCMS_FUNCTIONS(SYMBOL)
#undef SYMBOL
            {NULL, NULL}};
    if (!profiles->tried)
        profiles->opened =
            library_open(diagnostics, "liblcms2.so.2", "liblcms2-2", symbols);
    profiles->tried = true;
    return profiles->opened;
}

static void profile_keep(Profiles *profiles, Profile *profile, const GByteArray *packed)
{
    profile->packed = arena_copy(profiles->arena, packed->data, packed->len);
    profile->packed_length = packed->len;
}

static void profile_pack(Profiles *profiles, Profile *profile, const void *bytes,
                         size_t length)
{
    g_autoptr(GByteArray) packed = bytes_pack(bytes, length);
    profile_keep(profiles, profile, packed);
}

static const char *profile_describe(Profiles *profiles, void *handle)
{
    char text[256] = "";
    profiles->lcms.GetProfileInfoASCII(handle, cmsInfoDescription, "en", "US", text,
                                       sizeof text);
    return arena_string(profiles->arena, *text ? text : "CMYK");
}

/* ---- the printer's ------------------------------------------------------------------ */

/* Why the profile cannot be used; NULL: it can. */
static const char *printer_refusal(const Lcms *lcms, void *handle)
{
    if (!handle)
        return "it is no ICC profile, or damaged";
    if (lcms->GetColorSpace(handle) != cmsSigCmykData)
        return "it is not a profile for the four inks of print (CMYK)";
    if (lcms->GetDeviceClass(handle) != cmsSigOutputClass)
        return "it is not the profile of a printing process (class 'prtr')";
    return NULL;
}

/* The bytes of a profile's file, those that were read ahead among them; to be freed. */
static bool profile_bytes(Profiles *profiles, const char *path, char **bytes,
                          gsize *length, GError **error)
{
    if (!profiles->ahead.packed || strcmp(path, profiles->ahead.path) != 0)
        return g_file_get_contents(path, bytes, length, error);
    *bytes = g_memdup2(profiles->ahead.bytes, profiles->ahead.length);
    *length = profiles->ahead.length;
    return true;
}

static bool printer_read(Profiles *profiles, Diagnostics *diagnostics, Place place,
                         const char *path, Profile *profile)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!profile_bytes(profiles, path, &bytes, &length, &error)) {
        report(diagnostics, PROFILE_UNREADABLE, place, path, error->message);
        return false;
    }
    void *handle = NULL;
    if (length >= ICC_HEAD && length <= LARGEST_PROFILE)
        handle = profiles->lcms.OpenProfileFromMem(bytes, (cmsUInt32Number)length);
    const char *refusal = printer_refusal(&profiles->lcms, handle);
    if (refusal) {
        report(diagnostics, PROFILE_WRONG, place, path, refusal);
        if (handle)
            profiles->lcms.CloseProfile(handle);
        return false;
    }
    profile->handle = handle;
    profile->cmyk = true;
    profile->path = arena_string(profiles->arena, path);
    profile->description = profile_describe(profiles, handle);
    if (profiles->ahead.packed && strcmp(path, profiles->ahead.path) == 0)
        profile_keep(profiles, profile, profiles->ahead.packed);
    else
        profile_pack(profiles, profile, bytes, length);
    return true;
}

/* The path of a layout's profile: as it stands there, or below one of the folders. */
static const char *named_find(const Profiles *profiles, const char *name)
{
    if (g_path_is_absolute(name))
        return name;
    const char *path = folders_find(profiles->folders, profiles->arena, name);
    if (!path)
        path = folders_find(profiles->folders, profiles->arena,
                            arena_print(profiles->arena, "profiles/%s", name));
    return path ? path : name;
}

void profiles_sum(Profiles *profiles, const PressStyle *style, Sum *sum)
{
    const Default *which;
    const char *path = style->profile ? named_find(profiles, style->profile)
                                      : default_find(profiles, &which);
    sum_count(sum, path != NULL);
    if (path)
        sum_file(sum, path);
}

const Profile *profile_printer(Profiles *profiles, Diagnostics *diagnostics,
                               const PressStyle *style)
{
    const Default *which = NULL;
    const char *path = style->profile ? named_find(profiles, style->profile)
                                      : default_find(profiles, &which);
    Place place = style->profile ? style->profile_place : PLACE_NONE;
    if (!path) {
        report(diagnostics, PROFILE_MISSING, PLACE_NONE);
        return NULL;
    }
    Loaded *loaded = g_hash_table_lookup(profiles->loaded, path);
    if (!loaded) {
        loaded = g_new0(Loaded, 1);
        g_hash_table_insert(profiles->loaded, g_strdup(path), loaded);
        if (lcms_open(profiles, diagnostics))
            printer_read(profiles, diagnostics, place, path, &loaded->profile);
        if (which && which->condition) {
            loaded->profile.condition = which->condition;
            loaded->profile.registry = REGISTRY;
        }
    }
    return loaded->profile.handle ? &loaded->profile : NULL;
}

/* ---- the screen's ------------------------------------------------------------------- */

static void screen_make(Profiles *profiles, Profile *profile)
{
    const Lcms *lcms = &profiles->lcms;
    cmsUInt32Number length = 0;
    void *handle = lcms->Create_sRGBProfile();
    if (!handle)
        return;
    lcms->SetProfileVersion(handle, 2.1);
    lcms->SaveProfileToMem(handle, NULL, &length);
    g_autofree unsigned char *bytes = g_malloc0(length);
    if (length > ICC_HEAD && lcms->SaveProfileToMem(handle, bytes, &length)) {
        static const unsigned char date[12] = {0x07, 0xce, 0, 2, 0, 9};
        memcpy(bytes + ICC_DATE, date, sizeof date);
        profile_pack(profiles, profile, bytes, length);
        profile->handle = handle;
        profile->description = "sRGB IEC61966-2.1";
        profile->condition = "sRGB IEC61966-2.1";
        profile->registry = REGISTRY;
    } else {
        lcms->CloseProfile(handle);
    }
}

const Profile *profile_screen(Profiles *profiles, Diagnostics *diagnostics)
{
    Loaded *loaded = g_hash_table_lookup(profiles->loaded, "");
    if (!loaded) {
        loaded = g_new0(Loaded, 1);
        g_hash_table_insert(profiles->loaded, g_strdup(""), loaded);
        if (lcms_open(profiles, diagnostics))
            screen_make(profiles, &loaded->profile);
    }
    return loaded->profile.handle ? &loaded->profile : NULL;
}

/* ---- converting --------------------------------------------------------------------- */

/* PressIntent counts as ICC does. */
void profile_convert(Profiles *profiles, const Profile *profile, PressIntent intent,
                     const unsigned char *rgb, unsigned char *cmyk, size_t n)
{
    const Lcms *lcms = &profiles->lcms;
    Loaded *loaded = g_hash_table_lookup(profiles->loaded, profile->path);
    cmsHTRANSFORM *transform = &loaded->transforms[intent];
    if (!*transform) {
        cmsHPROFILE screen = lcms->Create_sRGBProfile();
        *transform = lcms->CreateTransform(screen, TYPE_RGB_8, profile->handle,
                                           TYPE_CMYK_8, (cmsUInt32Number)intent,
                                           cmsFLAGS_BLACKPOINTCOMPENSATION);
        lcms->CloseProfile(screen);
    }
    lcms->DoTransform(*transform, rgb, cmyk, (cmsUInt32Number)n);
}

const char *profile_condition(const Profile *profile, const PressStyle *style)
{
    return profile->cmyk && style->condition ? style->condition : profile->condition;
}

const char *profile_registry(const Profile *profile, const PressStyle *style)
{
    return profile->cmyk && style->registry_name ? style->registry_name
                                                 : profile->registry;
}
