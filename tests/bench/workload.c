/*
 * Letters to measure. Names are plainly made up: "Specimen" in the script of the country,
 * a common noun, and a number that makes each of them another text. A third of them have
 * an office. All is counted out, nothing drawn by lot, so that every run sees the same.
 */
#include "workload.h"

#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <unicode/uloc.h>

enum { NOUNS = 5 };

const Workload workloads[] = {
    {.name = "letter", .editions = 1, .runs = 21, .bar = 4},
    {.name = "names-500", .names = 500, .editions = 1, .runs = 15, .bar = 2},
    {.name = "names-20000", .names = 20000, .editions = 1, .runs = 7, .bar = 2},
    {.name = "editions-200", .names = 12000, .editions = 200, .runs = 5, .bar = 1.6},
    {0},
};

/* The names of one country. */
typedef struct Stock {
    const char *country, *specimen;
    const char *nouns[NOUNS];
    const char *office;
} Stock;

static const Stock stocks[] = {
    {"AM",
     "Նմուշ",
     {"Կաղնի", "Խնձոր", "Գետ", "Աղբյուր", "Լեռ"},
     "Member of Parliament"},
    {"AT", "Specimen", {"Fichte", "Öhrchen", "Straße", "Brücke", "Wiese"}, "Member"},
    {"BE", "Specimen", {"Eik", "Chêne", "Rivière", "Bloem", "Père"}, "Senator"},
    {"BG", "Специмен", {"Дъб", "Ябълка", "Река", "Щъркел", "Жълъд"}, "MP"},
    {"BY", "Спэцымен", {"Воўк", "Ёлка", "Дуб", "Жаўрук", "Яблык"}, "Deputy"},
    {"CA", "Specimen", {"Érable", "Birch", "Maple", "Forêt", "Loon"}, "MP"},
    {"CH", "Specimen", {"Enzian", "Gletscher", "Fenêtre", "Ponte", "Höhe"}, "Member"},
    {"CZ", "Specimen", {"Říčka", "Ďábel", "Šťáva", "Žába", "Čáp"}, "Senator"},
    {"DE",
     "Specimen",
     {"Eiche", "Größe", "Übung", "Bach", "Läufer"},
     "Member of the Bundestag"},
    {"DK", "Specimen", {"Bøg", "Ærø", "Åkande", "Sø", "Hjerte"}, "MP"},
    {"EE",
     "Specimen",
     {"Käbi", "Õun", "Püha", "Jõgi", "Öö"},
     "Member of the Riigikogu"},
    {"ES", "Specimen", {"Niño", "Árbol", "Piñón", "Río", "Cigüeña"}, "Senator"},
    {"FI", "Specimen", {"Järvi", "Öljy", "Koivu", "Mäntylä", "Yö"}, "Member"},
    {"FR",
     "Specimen",
     {"Garçon", "Forêt", "Œillet", "Maïs", "Chêne"},
     "Member of the National Assembly"},
    {"GB",
     "Specimen",
     {"Blackthorn", "Moorland", "Heather", "Oak", "Wren"},
     "Member of the House of Lords"},
    {"GE", "ნიმუში", {"მუხა", "ვაშლი", "მდინარე", "მთა", "ყვავილი"}, "Member"},
    {"GR", "Δείγμα", {"Ύψωμα", "Ελιά", "Θάλασσα", "Άνεμος", "Ήλιος"}, "MP"},
    {"HR", "Specimen", {"Žir", "Šuma", "Đurđica", "Čempres", "Ćup"}, "Member"},
    {"HU", "Specimen", {"Tölgy", "Gyűszű", "Őszirózsa", "Ér", "Híd"}, "MP"},
    {"IE", "Specimen", {"Sméar", "Abhainn", "Dair", "Féar", "Úll"}, "Senator"},
    {"IS", "Specimen", {"Þorp", "Ánægja", "Ðalur", "Ösp", "Ævintýri"}, "Member"},
    {"IT", "Specimen", {"Caffè", "Città", "Lavanda", "Più", "Però"}, "Senator"},
    {"LT",
     "Specimen",
     {"Ąžuolas", "Ūkana", "Ėriukas", "Žuvis", "Šaltinis"},
     "Member of the Seimas"},
    {"LV", "Specimen", {"Ērglis", "Ķirsis", "Ļepnums", "Ģerānija", "Ņieva"}, "MP"},
    {"MK", "Специмен", {"Ѕвезда", "Ќуп", "Ѓердан", "Љубов", "Џуџе"}, "MP"},
    {"NL", "Specimen", {"Eik", "IJsberg", "Reünie", "Boom", "Ruïne"}, "Member"},
    {"NO", "Specimen", {"Bjørk", "Ærfugl", "Ås", "Muoŧŧá", "Fjord"}, "Member"},
    {"PL",
     "Specimen",
     {"Jabłoń", "Łoś", "Dąb", "Rzęsa", "Źdźbło"},
     "Member of the Sejm"},
    {"PT", "Specimen", {"Coração", "Avô", "Pêssego", "Órgão", "Maçã"}, "Deputy"},
    {"RO",
     "Specimen",
     {"Șarpe", "Țărm", "Înger", "Brânză", "Stâncă"},
     "Member of the Chamber of Deputies"},
    {"RS", "Специмен", {"Љиљан", "Џбун", "Његош", "Ђурђевак", "Храст"}, "Member"},
    {"SE", "Specimen", {"Björk", "Čáhci", "Ängel", "Ö", "Ål"}, "Member of the Riksdag"},
    {"SI", "Specimen", {"Češnja", "Žaba", "Šipek", "Hrast", "Reka"}, "Member"},
    {"SK", "Specimen", {"Žriebä", "Vŕba", "Kôň", "Ľalia", "Ďateľ"}, "MP"},
    {"UA",
     "Специмен",
     {"Їжак", "Ґанок", "Криниця", "Калина", "Щука"},
     "People’s Deputy"},
    {"US",
     "Specimen",
     {"Madroño", "Canyon", "Hickory", "Walnut", "Sandstone"},
     "Member of Congress"},
};

const Workload *workload_find(const char *name)
{
    for (const Workload *workload = workloads; workload->name; workload++)
        if (strcmp(workload->name, name) == 0)
            return workload;
    return NULL;
}

/* Appends row `i`. A country that is not the stock's own (NULL: it is) has its names. */
static void row_add(GString *rows, size_t i, const Stock *stock, const char *country)
{
    const char *noun = stock->nouns[i % NOUNS];
    const char *office = i / G_N_ELEMENTS(stocks) % 3 == 0 ? stock->office : "";
    g_string_append_printf(rows, "%s %s %03zu,%s,%s,%s %03zu\n", stock->specimen, noun,
                           i, country ? country : stock->country, office, noun, i);
}

/* The names go round the countries, so that none is in the order of the page. */
static GString *roster_write(const Workload *workload)
{
    const char *const *all = uloc_getISOCountries();
    GString *rows = g_string_new("name,country,office,sort_as\n");
    for (size_t i = 1; i <= workload->names; i++) {
        const Stock *stock = &stocks[i % G_N_ELEMENTS(stocks)];
        bool whole = workload->editions == 1;
        row_add(rows, i, stock, whole ? NULL : all[i % workload->editions]);
    }
    return rows;
}

static GString *editions_write(const Workload *workload)
{
    const char *const *all = uloc_getISOCountries();
    GString *yaml = g_string_new("defaults: { layout: letter, language: en }\n"
                                 "editions:\n");
    if (workload->editions == 1)
        g_string_append_printf(yaml, "  en: { roster: %s }\n",
                               workload->names ? "all" : "none");
    for (size_t i = 0; workload->editions > 1 && i < workload->editions; i++)
        g_string_append_printf(yaml, "  en-%s: { country: \"%s\", roster: own-only }\n",
                               all[i], all[i]);
    return yaml;
}

/* Writes and frees `text`. */
static bool text_put(const char *folder, const char *name, GString *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    bool put = g_file_set_contents(path, text->str, (gssize)text->len, &error);
    if (!put)
        g_printerr("bench: %s\n", error->message);
    g_string_free(text, TRUE);
    return put;
}

bool workload_make(const Workload *workload, const char *source, const char *folder)
{
    g_autofree char *path = g_build_filename(source, "letter.md", NULL);
    g_autofree char *letter = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &letter, NULL, &error)) {
        g_printerr("bench: %s\n", error->message);
        return false;
    }
    g_mkdir_with_parents(folder, 0777);
    return text_put(folder, "letter.md", g_string_new(letter)) &&
           text_put(folder, "signatories.csv", roster_write(workload)) &&
           text_put(folder, "editions.yaml", editions_write(workload));
}
