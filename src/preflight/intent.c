/*
 * Output intents: for which press the file is made (ISO 32000-1, 14.11.5), and the
 * headers of ICC profiles (ICC.1:2010, 7.2): what they are of and whether they are whole.
 * The transforms in a profile are not looked into.
 */
#include "preflight/intent.h"

#include <string.h>

enum { ICC_HEADER = 128 };

static guint32 word_at(const guint8 *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 |
           bytes[3];
}

/* Why the tags do not lie in the profile, or NULL. */
static const char *tags_problem(const GByteArray *bytes)
{
    if (bytes->len < ICC_HEADER + 4)
        return "it is cut off";
    guint32 n = word_at(bytes->data + ICC_HEADER);
    if (n > 1000 || bytes->len < ICC_HEADER + 4 + n * 12)
        return "its table of tags is cut off";
    for (guint32 i = 0; i < n; i++) {
        const guint8 *tag = bytes->data + ICC_HEADER + 4 + i * 12;
        guint64 end = (guint64)word_at(tag + 4) + word_at(tag + 8);
        if (end > bytes->len)
            return "a tag is cut off";
    }
    return NULL;
}

static unsigned space_channels(const char *space)
{
    static const struct {
        char name[5];
        unsigned n;
    } spaces[] = {{"GRAY", 1}, {"RGB ", 3}, {"CMYK", 4}, {"Lab ", 3}};
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
        if (memcmp(spaces[i].name, space, 4) == 0)
            return spaces[i].n;
    return 0;
}

Profile profile_read(Check *check, const Value *stream)
{
    Profile profile = {.problem = "it is no stream"};
    if (stream->kind != VALUE_STREAM)
        return profile;
    const char *why = NULL;
    g_autoptr(GByteArray) bytes =
        stream_decode(check->document, stream->as.stream, &why);
    profile.problem = why;
    if (!bytes)
        return profile;
    if (bytes->len < ICC_HEADER || memcmp(bytes->data + 36, "acsp", 4) != 0)
        profile.problem = "it is no ICC profile";
    else if (word_at(bytes->data) != bytes->len)
        profile.problem = "its size is not what its header says";
    else if (!why)
        profile.problem = tags_problem(bytes);
    if (bytes->len >= ICC_HEADER) {
        profile.version = bytes->data[8] * 10u + (bytes->data[9] >> 4);
        memcpy(profile.device, bytes->data + 12, 4);
        memcpy(profile.space, bytes->data + 16, 4);
        profile.channels = space_channels(profile.space);
    }
    if (!profile.problem && profile.version > 42)
        profile.problem = "its version is over 4.2";
    if (!profile.problem && profile.channels == 0)
        profile.problem = "its colour space is none of gray, RGB, CMYK and Lab";
    double n = document_number(check->document, dictionary_find(stream, "N"),
                               profile.channels);
    if (!profile.problem &&
        (n != profile.channels || !dictionary_find(stream, "N")->kind))
        profile.problem = "N is not its number of channels";
    return profile;
}

static IntentColour profile_colour(const Profile *profile)
{
    return profile->channels == 1   ? INTENT_GRAY
           : profile->channels == 3 ? INTENT_RGB
           : profile->channels == 4 ? INTENT_CMYK
                                    : INTENT_NONE;
}

/* The profile that the intents so far share. */
typedef struct Shared {
    const Value *stream; /* NULL: none yet */
    Profile profile;
} Shared;

static void class_check(Check *check, const Profile *profile, bool press, Where where)
{
    bool output = memcmp(profile->device, "prtr", 4) == 0;
    if (press && !output)
        found(check, RULE_INTENT_CLASS, where, "the output profile is of class '%s'",
              profile->device);
    if (!output && memcmp(profile->device, "mntr", 4) != 0)
        found(check, RULE_INTENT_CLASS_A, where, "the output profile is of class '%s'",
              profile->device);
}

static void profile_share(Check *check, Shared *shared, const Value *stream,
                          Where where)
{
    shared->stream = stream;
    shared->profile = profile_read(check, stream);
    if (shared->profile.problem)
        found(check, RULE_INTENT_PROFILE, where, "the output profile: %s",
              shared->profile.problem);
    else
        check->intent = profile_colour(&shared->profile);
}

/* Conditions that the ICC's registry has begin so. */
static bool condition_is_registered(const char *condition)
{
    static const char *const heads[] = {"FOGRA", "CGATS", "SWOP",   "GRACoL", "JC200",
                                        "IFRA",  "Japan", "WAN-I",  "PSO",    "SNAP",
                                        "TR 00", "OFCOM", "EUROSB", NULL};
    for (const char *const *head = heads; *head; head++)
        if (g_str_has_prefix(condition, *head))
            return true;
    return false;
}

static void identifier_check(Check *check, const Value *intent, bool press,
                             bool embedded, Where where)
{
    Document *document = check->document;
    const char *condition = value_text(
        check->arena, document_find(document, intent, "OutputConditionIdentifier"));
    const char *info =
        value_text(check->arena, document_find(document, intent, "Info"));
    if (!*condition)
        found(check, RULE_INTENT_IDENTIFIER, where,
              "the output intent has no OutputConditionIdentifier");
    else if (press && !condition_is_registered(condition) && (!*info || !embedded))
        found(check, RULE_INTENT_IDENTIFIER, where,
              "the printing condition '%s' is not a registered one and has no %s",
              condition, *info ? "profile" : "Info");
}

static void intent_check(Check *check, const Value *intent, Where where, Shared *shared)
{
    Document *document = check->document;
    bool press = value_is_name(document_find(document, intent, "S"), "GTS_PDFX");
    const Value *profile = document_find(document, intent, "DestOutputProfile");
    identifier_check(check, intent, press, profile->kind == VALUE_STREAM, where);
    if (dictionary_find(intent, "DestOutputProfileRef")->kind)
        found(check, RULE_INTENT_SHARED, where, "the profile is outside of the file");
    if (!profile->kind) {
        if (press)
            found(check, RULE_INTENT_PROFILE, where,
                  "the output intent has no DestOutputProfile");
        return;
    }
    if (shared->stream && shared->stream != profile)
        found(check, RULE_INTENT_SHARED, where,
              "two output intents have profiles of their own");
    if (!shared->stream)
        profile_share(check, shared, profile, where);
    if (!shared->profile.problem)
        class_check(check, &shared->profile, press, where);
}

void intents_check(Check *check)
{
    Document *document = check->document;
    const Value *intents = document_find(document, check->catalog, "OutputIntents");
    Shared shared = {0};
    size_t n_press = 0;
    for (size_t i = 0; i < array_length(intents); i++) {
        const Value *intent = document_item(document, intents, i);
        if (intent->kind != VALUE_DICTIONARY)
            continue;
        const Value *kind = document_find(document, intent, "S");
        n_press += value_is_name(kind, "GTS_PDFX");
        check->archive_intent =
            check->archive_intent || value_is_name(kind, "GTS_PDFA1");
        Where where = {value_object(&intents->as.array.items[i], 0), 0};
        intent_check(check, intent, where, &shared);
    }
    if (n_press != 1)
        found(check, RULE_INTENT_MISSING, (Where){0, 0},
              "there are %zu output intents of the kind GTS_PDFX", n_press);
}
