/*
 * init: a new letter that builds at once. Its words are placeholders that say what goes
 * where, and its signatories are specimens. Nothing that exists is written over: all is
 * looked at before the first file is made.
 */
#include "cli/command.h"

#include <string.h>
#include <unicode/uloc.h>

typedef struct StarterFile {
    const char *name;
    const char *text; /* {language} stands for the letter's */
} StarterFile;

static const StarterFile starter_files[] = {
    {"letter.md",
     "---\n"
     "title: An Open Letter to the Person Whom It Is For\n"
     "language: {language}\n"
     "roster: specimen    # specimen: every page with names says so; real: it does "
     "not\n"
     "status: draft       # draft: every page says so; final: it does not\n"
     "---\n"
     "\n"
     "Write the letter here, a paragraph at a time, with an empty line between two of\n"
     "them. This text and the names in signatories.csv are placeholders.\n"
     "\n"
     "Words can be *stressed*, and a paragraph can be a list, a quotation or a "
     "heading,\n"
     "as in CommonMark.\n"},
    {"signatories.csv", "name,country,office,lead\n"
                        "Specimen Adler 001,DE,Member of Parliament,1\n"
                        "Specimen Bernard 002,FR,Senator,\n"
                        "Specimen Ąžuolas 003,LT,Member of Parliament,\n"
                        "Specimen van der Berg 004,NL,Senator,\n"},
    {"editions.yaml", "# What is made of the letter: output/<letter>/<edition>.pdf\n"
                      "defaults: { layout: letter }\n"
                      "editions:\n"
                      "  \"{language}\": { language: \"{language}\" }\n"},
};

/* Whether the tag is BCP 47 throughout and its language one that ICU knows. */
static bool language_known(const char *tag)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    int32_t parsed = 0;
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING &&
           (size_t)parsed == strlen(tag) && *uloc_getISO3Language(locale);
}

/* Reports each starter file that exists in the folder; false if any. */
static bool folder_free(Diagnostics *diagnostics, const char *folder)
{
    bool is_free = true;
    for (size_t i = 0; i < G_N_ELEMENTS(starter_files); i++) {
        g_autofree char *path = g_build_filename(folder, starter_files[i].name, NULL);
        if (!g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        report(diagnostics, INIT_EXISTS, PLACE_NONE, path);
        is_free = false;
    }
    return is_free;
}

static bool starter_write(Diagnostics *diagnostics, const char *folder,
                          const StarterFile *starter, const char *language)
{
    g_autofree char *path = g_build_filename(folder, starter->name, NULL);
    g_auto(GStrv) parts = g_strsplit(starter->text, "{language}", -1);
    g_autofree char *text = g_strjoinv(language, parts);
    FileWriter *writer = file_open(diagnostics, path, folder);
    if (!writer)
        return false;
    file_write(writer, text, strlen(text));
    return file_commit(writer);
}

static bool assets_make(Diagnostics *diagnostics, const char *folder)
{
    g_autofree char *assets = g_build_filename(folder, "assets", NULL);
    return folder_make(diagnostics, assets);
}

void init_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    const char *folder = arguments->positional;
    const char *language = arguments->language ? arguments->language : "en";
    if (!language_known(language)) {
        report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--language", language,
               "a language such as en, be or sr-Latn (BCP 47)");
        return;
    }
    if (!folder_free(diagnostics, folder))
        return;
    bool written = assets_make(diagnostics, folder);
    for (size_t i = 0; i < G_N_ELEMENTS(starter_files) && written; i++)
        written = starter_write(diagnostics, folder, &starter_files[i], language);
    if (written)
        printf("%s: a letter to write over; 'openletter build %s' typesets it\n",
               folder, folder);
}
