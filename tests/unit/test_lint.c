/* The rules of lint: what each finds, and what it must leave alone. */
#include "lint/lint.h"

#include "desk.h"

/* The names of what is not to be found are real forms with made-up owners. */
static const Findings *lint_of(Desk *desk, const char *nature, const char *csv)
{
    desk_write(desk, "letter.md",
               arena_print(desk->arena,
                           "---\ntitle: T\nlanguage: en\nroster: %s\n---\n\nText.\n",
                           nature));
    desk_write(desk, "signatories.csv", csv);
    const Letter *letter = letter_read(desk->diagnostics, desk->arena, desk->folder);
    const Roster *roster = roster_read(desk->diagnostics, desk->arena, desk->folder);
    assert_non_null(letter);
    assert_non_null(roster);
    const Findings *findings =
        roster_lint(desk->diagnostics, desk->arena, letter, roster);
    assert_non_null(findings);
    findings_report(desk->diagnostics, findings);
    return findings;
}

/* Looks at a roster of real names under "name,country" and `columns`. */
static void look(Desk *desk, const char *columns, const char *rows)
{
    lint_of(desk, "real",
            arena_print(desk->arena, "name,country%s\n%s\n", columns, rows));
}

static void assert_found(const char *columns, const char *rows, const char *reports,
                         const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    look(&desk, columns, rows);
    assert_reports(&desk, reports);
    assert_told(&desk, words);
}

static void assert_silent(const char *columns, const char *rows)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    look(&desk, columns, rows);
    if (desk.told && *desk.told)
        fail_msg("%s", desk.told);
}

static void a_name_stands_twice(void **state)
{
    (void)state;
    assert_found("", "Specimen Oak,LT\nSpecimen Elm,LT\nSpecimen Oak,LT",
                 "4:1 name-twice", "'Specimen Oak' of 'LT' stands in line 2 already");
    assert_found(",suffix", "Specimen Oak,LT,Jr.\nSpecimen Oak,LT,Jr.",
                 "3:1 name-twice", "");
    assert_found("", "Specimen Oak,LT\nSpecimen Oak,LT\nSpecimen Oak,LT",
                 "3:1 name-twice, 4:1 name-twice", "in line 2 already");
}

static void names_are_alike(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *words;
    } pairs[] = {
        {"Specimen Ąžuolas,LT\nSpecimen Azuolas,LT", "the same but for diacritics"},
        {"Specimen Müller,DE\nSpecimen Mueller,DE", "the same but for diacritics"},
        {"Specimen Øyen,NO\nSpecimen Oyen,NO", "the same but for diacritics"},
        {"Specimen Đặng,US\nSpecimen Dang,US", "the same but for diacritics"},
        {"Спэцымен Берёза,BY\nСпэцымен Береза,BY", "the same but for diacritics"},
        {"Specimen Anna Ąžuolas,LT\nĄžuolas Specimen Anna,LT",
         "the same names in another order"},
        {"Specimen Azuolas,LT\nĄžuolas Specimen,LT", "the same names in another order"},
        {"Specimen O'Rowan,IE\nSpecimen O’Rowan,IE", "capitals or punctuation"},
        {"Specimen Oak-Elm,GB\nSpecimen Oak Elm,GB", "capitals or punctuation"},
        {"Specimen MacOak,GB\nSpecimen Macoak,GB", "capitals or punctuation"},
        {"Specimen Jörg Mueller,DE\nMüller Specimen Jörg,DE", "in another order"},
        {"Specimen Prof. Larch,DE\nSpecimen Larch,DE", "the same but for a title"},
        {"Specimen Elder OBE,GB\nSpecimen Elder,GB", "the same but for a title"},
        {"J. D. Larch,US\nJD Larch,US", "capitals or punctuation"},
        {"Specimen Oak,US\nSpecimen A. Oak,US", "an initial"},
        {"Specimen Oak,US\nSpecimen Oak Jr.,US", "an initial or 'Jr.'"},
    };
    assert_found("", "Specimen Robert Elder,GB\nDr. Specimen Robert Elder,GB",
                 "3:1 name-alike, 3:1 name-title", "the same but for a title");
    assert_found(",prefix", "Dr Specimen Ann Birch,GB,\nSpecimen Ann Birch,GB,Dr",
                 "2:1 name-title, 3:1 name-alike", "the same but for a title");
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        assert_found("", pairs[i].rows, "3:1 name-alike", pairs[i].words);
}

static void scripts_are_seen_through(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "Юлія Спэцымен,BY\nYuliya Specymen,BY",
        "Юлія Спэцымен,BY\nJulija Spetsymen,BY",
        "Сергей Специмен,BY\nSergey Spetsimen,BY",
        "Евгений Специмен,BY\nYevgeniy Spetsimen,BY",
        "Щука Специмен,UA\nShchuka Specimen,UA",
        "Юрій Зразок,UA\nYurii Zrazok,UA",
        "Специмен Љиљан,RS\nSpecimen Ljiljan,RS",
        "Специмен Ђурђевак,RS\nSpecimen Đurđevak,RS",
        "Специмен Ђурђевак,RS\nSpecimen Djurdjevak,RS",
        "Специмен Џбун,RS\nSpecimen Džbun,RS",
        "В. Спэцымен,BY\nV. Specymen,BY",
        "Χρήστος Δείγμα,GR\nChristos Deigma,GR",
        "სპეციმენი მუხა,GE\nSpetsimeni Mukha,GE",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_found("", rows[i], "3:1 name-alike", "in another script");
}

static void other_columns_are_forms_of_a_name(void **state)
{
    (void)state;
    assert_found(",name_native,name@be",
                 "Specimen Oak,BY,Специмен Дуб,\nSpecimen Quercus,BY,,Специмен Дуб",
                 "3:1 name-alike",
                 "the same name, here in 'name@be', there in 'name_native'");
    assert_silent(",name_native", "Specimen Dub,BY,Специмен Дуб");
}

static void other_countries_and_statuses_are_told(void **state)
{
    (void)state;
    assert_found("", "Specimen Oak,LT\nSpecimen Oak,LV", "3:1 name-abroad",
                 "'Specimen Oak' of 'LV' may be 'Specimen Oak' of 'LT' in line 2: the "
                 "same name");
    assert_found(",status",
                 "Specimen Oak,LT,withdrawn\nSpecimen Oak,LT,\nSpecimen Elm,LT,",
                 "3:1 name-status", "is confirmed and may be");
    assert_found(",status", "Specimen Oak,LT,\nSpecimen Oak,LT,pending",
                 "3:1 name-status, 3:17 rows-pending", "is pending and may be");
    assert_silent(",status", "Specimen Oak,LT,withdrawn\nSpecimen Oak,LT,withdrawn");
    assert_silent(",status", "Specimen Oak,LT,withdrawn\nSpecimen Oak,LV,");
}

static void the_worst_pair_is_told(void **state)
{
    (void)state;
    assert_found(",status",
                 "Specimen Oak,LV,\nSpecimen Oak,LT,withdrawn\nSpecimen Oak,LT,\n"
                 "Specimen Oak,LT,",
                 "4:1 name-status, 5:1 name-twice", "in line 4 already");
}

/* What is told of a roster of real names under "name,country,status" beside the entries
 * of known.yaml. */
static void assert_known(const char *entries, const char *rows, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "known.yaml", arena_print(desk.arena, "known:\n%s", entries));
    look(&desk, ",status", rows);
    assert_reports(&desk, reports);
}

#define TWO_OAKS "- { code: name-twice, name: Specimen Oak, reason: two people }\n"

static void an_entry_silences_one_finding(void **state)
{
    (void)state;
    static const char two[] = "Specimen Oak,LT,\nSpecimen Oak,LT,";
    static const char three[] = "Specimen Oak,LT,\nSpecimen Oak,LT,\nSpecimen Oak,LT,";
    assert_known(TWO_OAKS, two, "");
    assert_known(TWO_OAKS, three, "4:1 name-twice");
    assert_known(TWO_OAKS TWO_OAKS, three, "");
    assert_known(TWO_OAKS TWO_OAKS, two, "3:29 known-unused");
}

static void the_next_pair_is_told_where_one_is_known(void **state)
{
    (void)state;
    static const char entry[] =
        "- { code: name-status, name: Specimen Oak, reason: father and son }\n";
    assert_known(entry, "Specimen Oak,LT,withdrawn\nSpecimen Oak,LV,\nSpecimen Oak,LT,",
                 "4:1 name-abroad");
    assert_known("- { code: name-alike, name: Specimen Oak, reason: father and son }\n",
                 "Specimen Oak Jr.,LT,\nA. Specimen Oak,LT,\nSpecimen Oak,LT,",
                 "4:1 name-alike");
}

static void other_people_are_left_alone(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "Specimen Oak Sr.,US\nSpecimen Oak Jr.,US",
        "Specimen A. Oak,US\nSpecimen B. Oak,US",
        "Specimen Oak II,US\nSpecimen Oak III,US",
        "Specimen Oak,US\nSpecimen Oaks,US",
        "Специмен Шарко,UA\nСпецимен Сарко,UA",
        "Спэцымен Яр,BY\nСпэцымен Ар,BY",
        "Specimen Anna,US\nSpecimen Anne,US",
        "Specimen Su Oak,US\nSpecimen Sue Oak,US",
        "Specimen Éva Su,HU\nSpecimen Éva Sue,HU",
        "Michal Aron Specimen,CZ\nMichael Aaron Specimen,CZ",
        "Specimen Ing,US\nSpecimen Doc,US\nSpecimen,US",
        "LI Specimen Wei,CN\nSpecimen Wei,CN",
        "王 伟,CN\n李 伟,CN",
        "淑兰 於,CN\n淑兰 余,CN",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_silent("", rows[i]);
    assert_silent(",suffix", "Specimen Oak,US,Sr.\nSpecimen Oak,US,Jr.");
}

static void scripts_mix_in_a_word(void **state)
{
    (void)state;
    assert_found("", "Спэцымeн Воўк,BY", "2:1 script-mixed",
                 "holds 'e' (U+0065 LATIN SMALL LETTER E) among Cyrillic letters");
    assert_found("", "Specimen Оak,LT", "2:1 script-mixed",
                 "type 'Oak' anew in Latin letters, which look the same");
    assert_found("", "Specimen Сор,BY", "2:1 script-mixed", "type 'Cop' anew");
    assert_found("", "Σπέσιμεν Eλιά,GR", "2:1 script-mixed", "'E' (U+0045");
    assert_found("", "А. Specimen,BY", "2:1 script-mixed", "type 'A' anew");
    assert_silent("", "Специмен Oak,BY");
    assert_silent("", "Специмен Љиљан-Oak,RS");
    assert_silent("", "Specimen Дуб II,RS");
    assert_silent("", "見本 タロウ子,JP\n견본 金씨,KR\nSpecimen Лі,UA");
}

static void capitals_are_told(void **state)
{
    (void)state;
    assert_found("", "SPECIMEN OAK,LT", "2:1 name-capitals", "'SPECIMEN OAK'");
    assert_found("", "Specimen O'ROWAN,IE", "2:1 name-capitals", "'O'ROWAN'");
    assert_found("", "СПЭЦЫМЕН ВОЎК,BY", "2:1 name-capitals", "");
    assert_found("", "specimen oak,LT", "2:1 name-lower", "no capital in 'oak'");
    assert_found("", "Specimen oak Jr.,LT", "2:1 name-lower", "no capital in 'oak'");
    assert_found("", "Specimen Kim LEE,US", "2:1 name-capitals", "'LEE'");
    assert_found("", "Specimen JOHN DOE,US", "2:1 name-capitals", "'JOHN DOE'");
    assert_found("", "Specimen JOHN LI,US", "2:1 name-capitals", "'JOHN LI'");
    assert_found("", "Специмен ДУБ,UA", "2:1 name-capitals", "'ДУБ'");
    assert_found("", "Specimen McDONALD,GB", "2:1 name-capitals", "'McDONALD'");
    assert_found("", "Specimen MacDONALD,GB", "2:1 name-capitals", "");
    assert_found("", "Specimen Oak-ASH,GB", "2:1 name-capitals", "'Oak-ASH'");
    assert_found("", "Specimen ASH-Oak,GB", "2:1 name-capitals", "'ASH-Oak'");
    assert_found("", "LI YU,CN", "2:1 name-capitals", "'LI YU'");
    assert_silent("", "Henry Yew VIII,GB\nSpecimen Oak KCMG,GB\nSpecimen Elm OBE,GB\n"
                      "Specimen JFK Oak,US\nSpecimen AJ Fir,US\nSpecimen McDonald,GB\n"
                      "Specimen LaRue,US\nSpecimen Lloyd-Yew,GB");
    assert_silent("", "Specimen JD,US\nSpecimen Oak III,US\n"
                      "J. R. R. Specimen,GB\nSpecimen Oak fils,FR\n"
                      "სპეციმენი მუხა,GE\nSpecimen Elm jr.,US\nSpecimen Å,SE");
}

static void blanks_are_told(void **state)
{
    (void)state;
    assert_found("", "Specimen\u00a0Oak,LT", "2:1 blank-printed",
                 "U+00A0 NO-BREAK SPACE");
    assert_found("", "Specimen\u200b Oak,LT", "2:1 blank-printed", "take it out");
    assert_found("", "\"Specimen\nOak\",LT", "2:2 blank-printed", "a line break");
    assert_found("", "Specimen  Oak,LT", "2:1 blank-dropped", "a doubled blank in it");
    assert_found("", "Specimen Oak ,LT", "2:1 blank-dropped", "a blank behind it");
    assert_found("", "\" Specimen Oak\",LT", "2:2 blank-dropped", "a blank before it");
    assert_found(",office", "Specimen Oak,LT,\"MP , Seimas\"", "2:18 blank-printed",
                 "a blank before a comma");
    assert_silent(",office,chamber",
                  "見本\u3000太郎,JP,,\nSpecimen Oak, LT, Ministre\u00a0: Paris,a  b");
}

/* Checks for a code and words alone: such text may hold controls, which are told too. */
static void assert_garbled(const char *name, const char *code, const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    look(&desk, "", arena_print(desk.arena, "%s,LT", name));
    assert_told(&desk, code);
    assert_told(&desk, words);
}

static void decoding_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *words;
    } names[] = {
        {"Specimen KalesnikovÃ¡", "ISO 8859-1"},
        {"Specimen KalesnikovÃ¡", "write 'Specimen Kalesniková'"},
        {"Specimen Å\u00a0imko", "write 'Specimen Šimko'"},
        {"Specimen Oâ€™Rowan", "write 'Specimen O’Rowan'"},
        {"Specimen Å½ili", "write 'Specimen Žili'"},
        {"Specimen Ĺˇip", "Windows-1250"},
        {"РђРЅРЅР° Специмен", "write 'Анна Специмен'"},
        {"Specimen KalesnikovГЎ", "write 'Specimen Kalesniková'"},
        {"п░п╫п╫п╟ Специмен", "write 'Анна Специмен'"},
        {"\303\220\302\241\303\220\302\277\303\221\302\215\303\221\302\206\303\221\302"
         "\213\303\220\302\274\303\220\302\265\303\220\302\275 Oak",
         "Спэцымен"},
        {"Ξ£Ο€Ξ­ΟƒΞΉΞΌΞµΞ½ Oak", "Σπέσιμεν"},
        {"Specimen Caf√©", "Café"},
        {"Specimen KalesnikovÃƒÂ¡", "write 'Specimen Kalesniková'"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        assert_garbled(names[i].wrong, "text-decoded", names[i].words);
}

static void encodings_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *words;
    } names[] = {
        {"Ñïåöèìåí Èâàí Ïåòðîâ", "write 'Специмен Иван Петров'"},
        {"Ñïåöèìåí Èâàí Ïåòðîâ", "is Windows-1251 that was read as Windows-1252"},
        {"Specimen Âîëê-Äóáîâûé", "write 'Specimen Волк-Дубовый'"},
        {"ÑÏÅÖÈÌÅÍ ÄÓÁ", "write 'СПЕЦИМЕН ДУБ'"},
        {"Çðàçîê Ïàâë³é", "write 'Зразок Павлій'"},
        {"óÐÅÃÉÍÅÎ äÕÂ", "is KOI8-U"},
        {"óÐÅÃÉÍÅÎ äÕÂ", "write 'Специмен Дуб'"},
        {"ÁßÕæØÜÕÝ ±ãÚ", "is ISO 8859-5"},
        {"ÓðÝóéìåí Ä\u00f1õò", "write 'Σπέσιμεν Δρυς'"},
        {"Specimen Wa³êsa Oak", "write 'Specimen Wałęsa Oak'"},
        {"Specimen £ukasz", "write 'Specimen Łukasz'"},
        {"Specimen Micha³", "write 'Specimen Michał'"},
        {"Specimen ¶wierk", "is ISO 8859-2 that was read as Windows-1252"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        assert_garbled(names[i].wrong, "text-decoded", names[i].words);
    assert_found(",office", "Specimen Oak,IL,çáø ëðñú", "2:17 text-decoded",
                 "חבר כנסת");
    assert_silent(",office",
                  "Specimen Ær Øyö,FO,¿qué?\nMª Specimen Ñandú,ES,1½ §5 ©\n"
                  "Specimen Til·ler,ES,Nº 5 km² 20°C\nÅåö Specimen,SE,£5m\n"
                  "Specimen Ôüé Äü,FR,Côte d´Ivoire\nSpecimen Ñáé,ES,éàù à l’âge");
}

static void what_was_lost_is_told(void **state)
{
    (void)state;
    assert_garbled("Specimen &eacute;lan", "text-entity", "write 'é'");
    assert_garbled("Specimen &#269;ap", "text-entity", "write 'č'");
    assert_garbled("Specimen &#x10D;ap", "text-entity", "write 'č'");
    assert_garbled("Specimen Kap?r", "text-lost", "has '?'");
    assert_garbled("Specimen Kap\ufffdr", "text-lost", "has '\ufffd'");
}

static void right_text_is_not_decoded(void **state)
{
    (void)state;
    assert_silent(",office", "Specimen Žižala,CZ,Oak &amp\nSpecimen Škvár-Čáp,CZ,\n"
                             "Specimen Æðarfugl,IS,Oak & Elm; MP\n"
                             "Specimen Ñandú,ES,Why?\nSpecimen Łąkażółć,PL,\n"
                             "Ďábelův Specimen,CZ,PĂŞUNE\nSpecimen Gyűszűvirág,HU,\n"
                             "Лі Зразок,UA,\nГі Зразок,UA,\nЗразок Ґедзь,UA,\n"
                             "Спецімен Її,UA,\nСпэцымен Ліёлі,BY,\n"
                             "Σπέσιμεν Ύψωμα,GR,«Oak» “Elm”\nՍպեցիմեն Կաղնի,AM,\n"
                             "ספסימן אלון,IL,\nسبيسيمن سروة,LB,\nĐặng Specimen,VN,");
}

static void shapes_of_names_are_told(void **state)
{
    (void)state;
    assert_found("", "Specimen P1ne,LT", "2:1 name-digits", "the digits '1'");
    assert_found("", "\"Specimen Oak, MP\",GB", "2:2 name-comma", "', MP'");
    assert_found("", "\"Oak, Specimen\",GB", "2:2 name-comma", "");
    assert_found("", "Specimen Oak (Greens),GB", "2:1 name-comma", "'(Greens)'");
    assert_found("", "Specimen Oak MEP,LT", "2:1 name-comma", "'MEP'");
    assert_found("", "Dr. Specimen Elm,LT", "2:1 name-title", "the title 'Dr.'");
    assert_found("", "Prof Dr Specimen Elm,LT", "2:1 name-title", "'Prof Dr'");
    assert_found("", "Др. Специмен Бук,BG", "2:1 name-title", "'Др.'");
    assert_found("", "Specimen Pine & Specimen Fir,US", "2:1 name-people", "'&'");
    assert_found("", "Specimen Oak and Specimen Ash,US", "2:1 name-people", "'and'");
    assert_found("", "S. O.,LT", "2:1 name-short", "");
    assert_found("", "Specimen Oakum.,LT", "2:1 name-punctuation", "stray '.'");
    assert_found("", "\"Specimen Oak,\",LT", "2:2 name-punctuation", "stray ','");
    assert_found("", "“Specimen Oak”,LT", "2:1 name-punctuation", "stray '“'");
    assert_found("", "Specimen [Oak,LT\n- Specimen Elm,LT", "3:1 name-punctuation",
                 "stray '-'");
}

static void names_as_they_are_pass(void **state)
{
    (void)state;
    assert_silent("",
                  "Specimen O'Connor,IE\nSpecimen d'Arc,FR\nSpecimen McDonald,GB\n"
                  "Specimen Ní Dhomhnaill,IE\nĐặng Specimen,US\n"
                  "Specimen ʻOkina,US\nSpecimen van der Berg,NL\n"
                  "Specimen ’t Eiland,NL\n’t Specimen,NL\n"
                  "\"Specimen Elm, Jr.\",US\n\"Specimen Ash, III\",US\n"
                  "Specimen Fir Sr.,US\nSpecimen,ID\nSpecimen O.,IN\n"
                  "Specimen \"Bob\" Yew,US\nSpecimen Roble y Encina,ES\n"
                  "Specimen Pi i Roure,ES\nSpecimen von und zu Eiche,DE\nSpecimen von "
                  "und Eiche,DE\n"
                  "Dame Specimen,SN\nIng Specimen,US\nDoc Specimen,US\nDréa Prof,FR\n"
                  "Lord Specimen,GB\nSpecimen de’ Fico,IT\n"
                  "Սպեցիմեն Կաղնի,AM\n王 伟,CN\nSpecimen Ph.D.,US\n"
                  "Specimen Til·ler,ES\nSpecimen В’яз,UA\nSpecimen Saint-Aulne,FR");
}

static void specimens_may_be_numbered(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    lint_of(&desk, "specimen",
            "name,country\nSpecimen Ąžuolas 017,LT\nSpecimen Ąžuolas 018,LT\n"
            "Specimen Oak 1234567,LT\nSpecimen P1ne 019,LT\n");
    assert_reports(&desk, "5:1 name-digits");
}

static void contacts_are_not_printed(void **state)
{
    (void)state;
    assert_found(",office", "Specimen Oak,LT,oak@example.org", "2:17 contact-printed",
                 "an e-mail address and would be printed");
    assert_found(",office", "Specimen Oak,LT,see www.example.org",
                 "2:17 contact-printed", "an address of the web");
    assert_found(",office@be", "Specimen Oak,LT,+370 5 239 60 60",
                 "2:17 contact-printed", "a telephone number");
    assert_found(",office", "Specimen Oak,LT,tel. (030) 227-0", "2:17 contact-printed",
                 "a telephone number");
    assert_silent(",office,chamber",
                  "Specimen Oak,LT,MP 2016-2020,oak@example.org\n"
                  "Specimen Elm,LT,District No. 12345,\n"
                  "Specimen Ash,LT,Member for 2016/2020 and 2020-2024,");
}

static void contacts_are_told_from_numbers(void **state)
{
    (void)state;
    static const char *const contacts[] = {
        "\"Büro, Unter den Linden 1, 10117 Berlin\"",
        "\"60 rue Wiertz, B-1047 Bruxelles\"",
        "\"ul. Wiejska 4, 00-902 Warszawa\"",
        "London SW1A 0AA",
        "specimen (at) bundestag.de",
        "specimen[at]example.org",
        "MP @specimen_ulm",
        "example.org/olm",
        "example.org",
        "030/227 73000",
        "06.12.34.56.78",
        "06 12 34 56 78",
        "555-123-4567",
        "(555) 123-4567",
        "8 029 123 45 67",
        "tel. 12345",
        "Tel.: 239 60 60",
        "020 7219 2030",
    };
    static const char *const numbers[] = {
        "Member of the 32nd and 33rd Dáil 2016-20",
        "Wahlperiode 18/19/20",
        "Ausschuss 2014/15 und 2018/2019",
        "Article 255/2020 sponsor 12.05.2020",
        "Resolution 2020/2605(RSP)",
        "MP 2014-15 2016-18 2018-2020",
        "MP 05.12.2016-06.12.2020",
        "MP since 2016-12-05",
        "MP 05.12.16-06.12.20",
        "\"Committee 5, 2020 Session\"",
        "\"Bill 12, 1947 Act\"",
        "Dr.phil/MdB",
        "habil.dr.",
        "Chair at (the) House",
        "Wahlkreis 12-13 und 14",
        "12 345 voters",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(contacts); i++) {
        g_autofree char *row = g_strdup_printf("Specimen Oak,LT,%s", contacts[i]);
        assert_found(",office", row,
                     *contacts[i] == '"' ? "2:18 contact-printed"
                                         : "2:17 contact-printed",
                     "would be printed");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *row = g_strdup_printf("Specimen Oak,LT,%s", numbers[i]);
        assert_silent(",office", row);
    }
}

static void rows_agree_with_themselves(void **state)
{
    (void)state;
    assert_found(",sort_as", "Specimen Oak,LT,Elm", "2:17 sort-other",
                 "'Specimen Oak' is to be sorted as 'Elm'");
    assert_found(",family", "Specimen Oak,LT,Elm", "2:17 sort-other", "of 'family'");
    assert_found(",lead,status", "Specimen Oak,LT,1,pending",
                 "2:17 lead-unset, 2:19 rows-pending", "is lead 1 and pending");
    assert_silent(",sort_as,family,lead", "Specimen McOak,GB,MacOak,McOak,1\n"
                                          "Specimen Ąžuolas,LT,Azuolas,,2\n"
                                          "見本 太郎,JP,みほん,,\n"
                                          "Specimen de la Roche,FR,Roche,de la Roche,");
}

static void countries_are_counted(void **state)
{
    (void)state;
    assert_found(",status",
                 "Specimen Oak,LT,pending\nSpecimen Elm,LT,pending\nSpecimen Ash,LT,",
                 "2:17 rows-pending",
                 "'LT' has 2 rows pending and not set, 'Specimen Oak' the first");
    assert_found("",
                 "Specimen Oak,LT\nSpecimen Elm,LT\nSpecimen Ash,LT\nSpecimen Fir,LT\n"
                 "Specimen Yew,LT\nSpecimen Fig,LV",
                 "7:14 country-single", "'LV' has one confirmed name alone");
    assert_silent("", "Specimen Oak,LT\nSpecimen Elm,LT\nSpecimen Ash,LV");
}

static void findings_know_their_rows(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Findings *findings =
        lint_of(&desk, "real",
                "name,country,status\nSpecimen  Oak,LT,\nSpecimen Elm,LV,pending\n");
    assert_int_equal(findings->n_findings, 2);
    const Finding *first = &findings->findings[0], *second = &findings->findings[1];
    assert_string_equal(first->signatory->name, "Specimen Oak");
    assert_string_equal(first->country, "LT");
    assert_null(second->signatory);
    assert_string_equal(second->country, "LV");
    g_autofree char *text = diagnostic_text(first->code, first->arguments);
    g_autofree char *help = diagnostic_help(first->code, first->arguments);
    assert_string_equal(text, "'Specimen Oak' stands in its cell with a doubled blank "
                              "in it; it is left out");
    assert_non_null(strstr(help, "take it out"));
}

static void broken_rows_are_passed_over(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    look(&desk, ",status", "Specimen Oak\nSpecimen Oak,LT,\nSPECIMEN OAK,LT,yes");
    assert_reports(&desk, "2:1 row-cells, 4:17 status-unknown, 4:1 name-alike, "
                          "4:1 name-capitals");
}

/* How long twenty thousand names take; told, not judged. */
static void many_names_are_quick(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) csv = g_string_new("name,country,office\n");
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(csv, "%s%c%c%c %d,LT,Member\n",
                               i % 2 ? "Спэцымен Дуб" : "Specimen Ąžuolas",
                               'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26, i);
    gint64 start = g_get_monotonic_time();
    const Findings *findings = lint_of(&desk, "specimen", csv->str);
    print_message("20000 names: %.2f s\n",
                  (double)(g_get_monotonic_time() - start) / 1e6);
    assert_int_equal(findings->n_findings, 10000);
}

/* A key that many forms share does not make time grow with their square. */
static void many_alike_are_quick_too(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) csv = g_string_new("name,country\n");
    for (int i = 0; i < 20000; i++)
        g_string_append(csv, "Specimen Oak,LT\n");
    assert_int_equal(lint_of(&desk, "real", csv->str)->n_findings, 19999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_stands_twice),
        cmocka_unit_test(names_are_alike),
        cmocka_unit_test(scripts_are_seen_through),
        cmocka_unit_test(other_columns_are_forms_of_a_name),
        cmocka_unit_test(other_countries_and_statuses_are_told),
        cmocka_unit_test(the_worst_pair_is_told),
        cmocka_unit_test(an_entry_silences_one_finding),
        cmocka_unit_test(the_next_pair_is_told_where_one_is_known),
        cmocka_unit_test(other_people_are_left_alone),
        cmocka_unit_test(scripts_mix_in_a_word),
        cmocka_unit_test(capitals_are_told),
        cmocka_unit_test(blanks_are_told),
        cmocka_unit_test(decoding_is_told),
        cmocka_unit_test(encodings_are_told),
        cmocka_unit_test(what_was_lost_is_told),
        cmocka_unit_test(right_text_is_not_decoded),
        cmocka_unit_test(shapes_of_names_are_told),
        cmocka_unit_test(names_as_they_are_pass),
        cmocka_unit_test(specimens_may_be_numbered),
        cmocka_unit_test(contacts_are_not_printed),
        cmocka_unit_test(contacts_are_told_from_numbers),
        cmocka_unit_test(rows_agree_with_themselves),
        cmocka_unit_test(countries_are_counted),
        cmocka_unit_test(findings_know_their_rows),
        cmocka_unit_test(broken_rows_are_passed_over),
        cmocka_unit_test(many_names_are_quick),
        cmocka_unit_test(many_alike_are_quick_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
