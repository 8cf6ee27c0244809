/*
 * The people who signed: leads, and the roster by groups.
 *
 * A name is set as it was typed, prefix and suffix included, in one piece with the
 * office after it. It is whole: never hyphenated. Its letters are those of its own
 * language, which the file does not say; script and country do (Cyrillic and Serbia are
 * Serbian, Latin and Moldova Romanian), by the likely subtags of CLDR.
 *
 * A name that runs against the page's direction, with an office or another name behind
 * it, stands between a first strong isolate and its end, so that the comma and what
 * follows keep to the page's direction; a name alone is a text of its own direction.
 */
#include "story/parts.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

static const char ISOLATE[] = "\u2068", ISOLATE_END[] = "\u2069";

/* Suffixes that belong to the name as a number does; all others follow a comma. */
static const char *const NAME_NUMBERS[] = {
    "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", NULL,
};

/* What setting many names takes. */
typedef struct Scribe {
    const Teller *teller;
    Setting setting;
    GHashTable *languages; /* script and country to tag, in the arena */
} Scribe;

static void scribe_init(Scribe *scribe, const Teller *teller)
{
    scribe->teller = teller;
    setting_init(&scribe->setting);
    scribe->languages = g_hash_table_new(g_str_hash, g_str_equal);
}

static void scribe_clear(Scribe *scribe)
{
    setting_clear(&scribe->setting);
    g_hash_table_unref(scribe->languages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scribe, scribe_clear)

/* A language and the script that it is written in, by the likely subtags of `asked`,
 * such as "und_RS" or "sr". */
typedef struct Tongue {
    char language[ULOC_LANG_CAPACITY];
    char script[ULOC_SCRIPT_CAPACITY];
} Tongue;

static Tongue tongue_likely(const char *asked)
{
    Tongue tongue = {.language = ""};
    UErrorCode status = U_ZERO_ERROR;
    char full[ULOC_FULLNAME_CAPACITY];
    uloc_addLikelySubtags(asked, full, sizeof full, &status);
    uloc_getLanguage(full, tongue.language, sizeof tongue.language, &status);
    uloc_getScript(full, tongue.script, sizeof tongue.script, &status);
    return U_SUCCESS(status) ? tongue : (Tongue){.language = ""};
}

/* The language that a name in `script` is in: the country's, if it is written so, or in
 * Latin letters at all; else what the script is there most likely used for. */
static Tongue tongue_find(const char *script, const char *country)
{
    g_autofree char *of_country = g_strdup_printf("und_%s", country);
    g_autofree char *of_script = g_strdup_printf("und_%s_%s", script, country);
    Tongue tongue = tongue_likely(of_country);
    bool own = strcmp(tongue.script, script) == 0 || strcmp(script, "Latn") == 0 ||
               strcmp(tongue_likely(tongue.language).script, script) == 0;
    if (own)
        g_strlcpy(tongue.script, script, sizeof tongue.script);
    return own ? tongue : tongue_likely(of_script);
}

/* Its tag without what goes without saying: "sr", "sr-Latn"; NULL: unknown. */
static const char *tongue_tag(Arena *arena, const Tongue *tongue)
{
    if (tongue->language[0] == '\0' || strcmp(tongue->language, "und") == 0)
        return NULL;
    if (strcmp(tongue_likely(tongue->language).script, tongue->script) == 0)
        return arena_string(arena, tongue->language);
    return arena_print(arena, "%s-%s", tongue->language, tongue->script);
}

/* The language of a name by its script and country; NULL: the text's. */
static const char *name_language(Scribe *scribe, const char *name, const char *country)
{
    UScriptCode found = text_script(name);
    if (found == USCRIPT_COMMON)
        return NULL;
    const char *script = uscript_getShortName(found);
    Arena *arena = scribe->teller->arena;
    char key[64];
    gpointer known = NULL;
    g_strlcpy(key, script, sizeof key);
    g_strlcat(key, country, sizeof key);
    if (g_hash_table_lookup_extended(scribe->languages, key, NULL, &known))
        return known;
    Tongue tongue = tongue_find(script, country);
    const char *language = tongue_tag(arena, &tongue);
    g_hash_table_insert(scribe->languages, arena_string(arena, key),
                        (gpointer)language);
    return language;
}

/* What a signatory's line is made of. */
typedef struct Line {
    const char *name;
    const char *language; /* of the name; NULL: the text's */
    const char *native;   /* the name in its own script; NULL: it is not shown */
    const char *native_language;
    bool below;         /* it stands on a line of its own, after all else */
    const char *office; /* NULL: none */
    const char *office_language;
    bool isolated; /* the name runs against the page */
    const Signatory *signatory;
} Line;

/* The cell of `column` in the edition's language, else `plain`; *language is that of the
 * cell that was taken. */
static const char *cell_tell(const Teller *teller, const Signatory *signatory,
                             const char *column, const char *plain,
                             const char **language)
{
    const char *asked = teller->edition->language;
    const char *cell = roster_cell(teller->roster, signatory, column, asked);
    bool own = cell && g_strcmp0(cell, plain) != 0;
    *language = own ? asked : NULL;
    return own ? cell : plain;
}

/* Reads the form in the owner's own script, where the layout shows it beside another. */
static void line_read_native(Scribe *scribe, Line *line)
{
    const Signatory *signatory = line->signatory;
    const char *native = signatory->name_native;
    if (scribe->teller->layout->roster.native == NATIVE_NONE || !native ||
        strcmp(native, line->name) == 0)
        return;
    const RosterStyle *roster = &scribe->teller->layout->roster;
    line->native = native;
    line->below = roster->native == NATIVE_BELOW && roster->form != ROSTER_RUN_IN;
    line->native_language = name_language(scribe, native, signatory->country);
}

static Line line_read(Scribe *scribe, const Signatory *signatory, bool office)
{
    const Teller *teller = scribe->teller;
    Line line = {.signatory = signatory};
    line.name = cell_tell(teller, signatory, "name", signatory->name, &line.language);
    if (!line.language)
        line.language = name_language(scribe, line.name, signatory->country);
    if (office)
        line.office = cell_tell(teller, signatory, "office", signatory->office,
                                &line.office_language);
    if (line.office && !line.office_language && signatory->office_translated)
        line.office = signatory->office_translated;
    line_read_native(scribe, &line);
    bool followed =
        line.office || line.native || teller->layout->roster.form == ROSTER_RUN_IN;
    line.isolated = followed && text_leans_left(line.name, false) !=
                                    uloc_isRightToLeft(teller->edition->language);
    return line;
}

static const char *suffix_separator(const char *suffix)
{
    return g_strv_contains(NAME_NUMBERS, suffix) ? " " : ", ";
}

/* Adds the name in its own script, on a line of its own or in brackets; names that run on
 * have it in brackets in any case. Isolated, since it may run against the page. */
static void line_add_native(Scribe *scribe, const Line *line, TextSpan span)
{
    Setting *setting = &scribe->setting;
    setting_add(setting, line->below ? "\u2028" : " (", span);
    span.language = line->native_language;
    setting_add(setting, ISOLATE, span);
    setting_add(setting, line->native, span);
    setting_add(setting, ISOLATE_END, span);
    span.language = line->language;
    setting_add(setting, line->below ? "" : ")", span);
}

/* Ends the line of a name with what stands below it. */
static void line_add_below(Scribe *scribe, const Line *line, const Style *style)
{
    if (line->native && line->below)
        line_add_native(
            scribe, line,
            (TextSpan){.style = style, .whole = true, .language = line->language});
}

/* Adds prefix, name and suffix, and in brackets the name in its own script; the bytes
 * that they take. */
static size_t line_add_name(Scribe *scribe, const Line *line, const Style *style)
{
    const Signatory *signatory = line->signatory;
    Setting *setting = &scribe->setting;
    TextSpan span = {.style = style, .whole = true, .language = line->language};
    size_t start = setting->text->len;
    setting_point(setting, signatory->place);
    setting_add(setting, line->isolated ? ISOLATE : "", span);
    if (signatory->prefix) {
        setting_add(setting, signatory->prefix, span);
        setting_add(setting, " ", span);
    }
    setting_point(setting, signatory->place);
    setting_add(setting, line->name, span);
    if (signatory->suffix) {
        setting_add(setting, suffix_separator(signatory->suffix), span);
        setting_add(setting, signatory->suffix, span);
    }
    setting_add(setting, line->isolated ? ISOLATE_END : "", span);
    if (line->native && !line->below)
        line_add_native(scribe, line, span);
    return setting->text->len - start;
}

Place row_place(const Signatory *signatory)
{
    Place place = signatory->place;
    place.column = 0;
    return place;
}

static void line_add_office(Scribe *scribe, const Line *line, const Style *style)
{
    setting_point(&scribe->setting, row_place(line->signatory));
    setting_add(&scribe->setting, line->office,
                (TextSpan){.style = style, .language = line->office_language});
}

/* Adds a name, and its office after a comma; the bytes of the name. */
static size_t line_add(Scribe *scribe, const Line *line)
{
    const Style *styles = scribe->teller->layout->styles;
    size_t length = line_add_name(scribe, line, &styles[STYLE_NAME]);
    if (line->office) {
        setting_add(&scribe->setting, ", ", (TextSpan){.style = &styles[STYLE_NAME]});
        line_add_office(scribe, line, &styles[STYLE_OFFICE]);
    }
    line_add_below(scribe, line, &styles[STYLE_NAME]);
    return length;
}

static StyledText scribe_finish(Scribe *scribe, StyleRole role)
{
    const Teller *teller = scribe->teller;
    return setting_finish(&scribe->setting, teller->arena,
                          &teller->layout->styles[role], teller->letter->language);
}

static StoryName name_tell(Scribe *scribe, const Signatory *signatory)
{
    Line line = line_read(scribe, signatory, scribe->teller->layout->roster.offices);
    StoryName name = {.signatory = signatory};
    name.name_length = line_add(scribe, &line);
    name.text = scribe_finish(scribe, STYLE_NAME);
    name.text.isolate = !line.isolated;
    return name;
}

/* What stands for the image of a signature where it is not seen: what the row says, in
 * the edition's language, else that it is the person's signature. */
static const char *signature_text(const Teller *teller, const Signatory *signatory,
                                  const StyledText *name)
{
    const char *language;
    const char *alt = cell_tell(teller, signatory, "alt", signatory->alt, &language);
    if (alt && (language || !teller->letter->translated))
        return alt;
    g_autoptr(GString) line = g_string_new(name->text);
    g_string_replace(line, "\u2028", ", ", 0);
    const MessageArgument arguments[] = {{.name = "name", .text = line->str}};
    return label_tell(teller, "signature", arguments, G_N_ELEMENTS(arguments));
}

static StoryLead lead_tell(Scribe *scribe, const Signatory *signatory)
{
    const Style *styles = scribe->teller->layout->styles;
    Line line = line_read(scribe, signatory, true);
    StoryLead lead = {.image = signatory->signature, .signatory = signatory};
    line.isolated = false;
    line_add_name(scribe, &line, &styles[STYLE_LEAD_NAME]);
    line_add_below(scribe, &line, &styles[STYLE_LEAD_NAME]);
    lead.name = scribe_finish(scribe, STYLE_LEAD_NAME);
    lead.name.isolate = true;
    if (lead.image)
        lead.image_text = signature_text(scribe->teller, signatory, &lead.name);
    if (line.office) {
        line_add_office(scribe, &line, &styles[STYLE_LEAD_OFFICE]);
        lead.office = scribe_finish(scribe, STYLE_LEAD_OFFICE);
    }
    return lead;
}

static const StoryLead *leads_set(Scribe *scribe, const Signatory *const *leads,
                                  size_t n_leads)
{
    StoryLead *set = arena_array(scribe->teller->arena, StoryLead, n_leads);
    for (size_t i = 0; i < n_leads; i++)
        set[i] = lead_tell(scribe, leads[i]);
    return set;
}

static void leads_tell(Scribe *scribe, const NameOrder *order, GArray *blocks)
{
    const Teller *teller = scribe->teller;
    StoryBlock block =
        block_begin(teller, STORY_LEADS, STYLE_LEAD_NAME, order->leads[0]->place);
    block.leads = leads_set(scribe, order->leads, order->n_leads);
    block.n_leads = order->n_leads;
    g_array_append_val(blocks, block);
}

/* What a group is called: a country in both languages of an edition in two. */
static StyledText group_heading(Scribe *scribe, const NameGroup *from, Place place)
{
    const Teller *teller = scribe->teller;
    const Edition *edition = teller->edition;
    const Style *style = &teller->layout->styles[STYLE_COUNTRY];
    const char *second = edition->second, *other = NULL;
    if (second && g_strcmp0(teller->layout->roster.group_by, "country") == 0)
        other = country_title(teller->arena, from->key, second);
    setting_point(&scribe->setting, place);
    setting_add(&scribe->setting, from->title, (TextSpan){.style = style});
    if (other && strcmp(other, from->title) != 0) {
        setting_add(&scribe->setting, " · ", (TextSpan){.style = style});
        setting_add(&scribe->setting, other,
                    (TextSpan){.style = style, .language = second});
    }
    return setting_finish(&scribe->setting, teller->arena, style, edition->language);
}

/* The heading of a group, and the one at the top of a later page. */
static void group_head(Scribe *scribe, const NameGroup *from, StoryGroup *group)
{
    const Teller *teller = scribe->teller;
    MessageArgument title = {.name = "title", .text = from->title};
    const Style *style = &teller->layout->styles[STYLE_COUNTRY];
    const char *language = teller->edition->language;
    const char *continued = label_tell(teller, "continued", &title, 1);
    Place place = from->n_members > 0 ? row_place(from->members[0]) : PLACE_NONE;
    group->heading = group_heading(scribe, from, place);
    if (continued)
        group->continued = plain_text(teller->arena, continued, style, language, place);
}

static bool group_has_offices(const Teller *teller, const NameGroup *group)
{
    for (size_t i = 0; i < group->n_members; i++)
        if (teller->layout->roster.offices && group->members[i]->office)
            return true;
    return false;
}

/* The group as one paragraph: its heading, then the names, parted by commas, or by
 * semicolons where offices follow the names; a full stop ends it. */
static void group_run_in(Scribe *scribe, const NameGroup *from, StoryGroup *group)
{
    const Style *styles = scribe->teller->layout->styles;
    bool offices = group_has_offices(scribe->teller, from);
    TextSpan plain = {.style = &styles[STYLE_NAME]};
    size_t *starts = arena_array(scribe->teller->arena, size_t, from->n_members);
    if (group->heading.text) {
        setting_add(&scribe->setting, group->heading.text,
                    (TextSpan){.style = &styles[STYLE_COUNTRY],
                               .language = group->heading.language});
        setting_add(&scribe->setting, " ", plain);
    }
    for (size_t i = 0; i < from->n_members; i++) {
        Line line = line_read(scribe, from->members[i], offices);
        starts[i] = scribe->setting.text->len;
        line_add(scribe, &line);
        if (i + 1 < from->n_members)
            setting_add(&scribe->setting, offices ? "; " : ", ", plain);
    }
    if (!g_str_has_suffix(scribe->setting.text->str, "."))
        setting_add(&scribe->setting, ".", plain);
    group->run_in = scribe_finish(scribe, STYLE_NAME);
    group->name_starts = starts;
}

static const StoryName *names_set(Scribe *scribe, const Signatory *const *members,
                                  size_t n_members)
{
    StoryName *set = arena_array(scribe->teller->arena, StoryName, n_members);
    for (size_t i = 0; i < n_members; i++)
        set[i] = name_tell(scribe, members[i]);
    return set;
}

static StoryGroup group_tell(Scribe *scribe, const NameGroup *from)
{
    const Teller *teller = scribe->teller;
    StoryGroup group = {.n_names = from->n_members};
    group.names = names_set(scribe, from->members, from->n_members);
    if (from->key && from->title && from->title[0] != '\0')
        group_head(scribe, from, &group);
    if (teller->layout->roster.form == ROSTER_RUN_IN)
        group_run_in(scribe, from, &group);
    return group;
}

static void roster_tell(Scribe *scribe, const NameOrder *order, GArray *blocks)
{
    const Teller *teller = scribe->teller;
    StoryBlock block =
        block_begin(teller, STORY_ROSTER, STYLE_NAME, place_file(teller->roster->path));
    StoryGroup *groups = arena_array(teller->arena, StoryGroup, order->n_groups);
    for (size_t i = 0; i < order->n_groups; i++)
        groups[i] = group_tell(scribe, &order->groups[i]);
    block.groups = groups;
    block.n_groups = order->n_groups;
    g_array_append_val(blocks, block);
}

void names_tell(const Teller *teller, const NameOrder *order, GArray *blocks)
{
    g_auto(Scribe) scribe;
    scribe_init(&scribe, teller);
    if (order->n_leads > 0)
        leads_tell(&scribe, order, blocks);
    if (order->n_groups > 0)
        roster_tell(&scribe, order, blocks);
}

const StoryName *names_styled(const Teller *teller, const Signatory *const *members,
                              size_t n_members)
{
    g_auto(Scribe) scribe;
    scribe_init(&scribe, teller);
    return names_set(&scribe, members, n_members);
}

const StoryLead *leads_styled(const Teller *teller, const Signatory *const *leads,
                              size_t n_leads)
{
    g_auto(Scribe) scribe;
    scribe_init(&scribe, teller);
    return leads_set(&scribe, leads, n_leads);
}
