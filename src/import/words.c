/*
 * What headers and answers say, in the languages of letters, as one table: to teach a
 * word, add it to its row. Words stand here as people write them; both they and the
 * headers are folded before they are compared (small letters, no marks, no punctuation).
 *
 * A header that is no word of the table as a whole is looked through for the longest of
 * them that stands in it: forms ask "What is your full name?". An address or number to
 * call wins over all else, so that "e-mail and name of your office" is left out rather
 * than printed.
 */
#include "import/reading.h"

#include <string.h>

typedef struct FieldWords {
    Field field;
    const char *words; /* parted by bars */
} FieldWords;

static const FieldWords fields[] = {
    {FIELD_NAME,
     "name|full name|your name|name and surname|first and last "
     "name|signatory|signature "
     "name|імя|імя і прозвішча|прозвішча і імя|поўнае імя|ім'я|ім'я та "
     "прізвище|прізвище "
     "та ім'я|піб|повне ім'я|имя|имя и фамилия|фамилия и имя|фио|ф. и. о.|полное имя|"
     "име|име и фамилия|пълно име|трите имена|imię i nazwisko|nazwisko i imię|jméno a "
     "příjmení|celé jméno|meno a priezvisko|celé meno|vardas ir pavardė|vardas pavardė|"
     "vārds uzvārds|vārds un uzvārds|vārds, uzvārds|nimi|ees- ja "
     "perekonnanimi|täisnimi|"
     "vollständiger name|vor- und nachname|name und vorname|nom complet|nom et prénom|"
     "prénom et nom|nom prénom|ονοματεπώνυμο|πλήρες όνομα|სახელი და გვარი|სახელი გვარი|"
     "nombre completo|nombre y apellidos|nome e cognome|nome completo|naam|volledige "
     "naam|voor- en achternaam|fullständigt namn|namn|navn|koko nimi|nume și prenume|"
     "nume complet|ime i prezime|ime in priimek|име и презиме|име и презиме|teljes név|"
     "név|անուն ազգանուն"},
    {FIELD_FIRST,
     "first name|firstname|given name|given names|forename|власнае імя|імя "
     "(без прозвішча)|власне ім'я|имя (без фамилии)|собствено име|imię|imiona|jméno|"
     "křestní jméno|meno|krstné meno|vardas|vārds|eesnimi|vorname|vornamen|prénom|"
     "prénoms|όνομα|სახელი|nombre|voornaam|förnamn|fornavn|etunimi|prenume|ime|"
     "keresztnév|անուն"},
    {FIELD_MIDDLE,
     "middle name|middle names|middle initial|patronymic|імя па бацьку|по батькові|"
     "отчество|бащино име|drugie imię|zweiter vorname|deuxième prénom|πατρώνυμο"},
    {FIELD_FAMILY,
     "last name|lastname|surname|family name|family|прозвішча|прізвище|фамилия|фамилно "
     "име|nazwisko|příjmení|priezvisko|pavardė|uzvārds|perekonnanimi|perenimi|nachname|"
     "familienname|zuname|nom de famille|nom|επώνυμο|επίθετο|გვარი|apellido|apellidos|"
     "cognome|achternaam|efternamn|efternavn|etternavn|sukunimi|prezime|priimek|"
     "презиме|vezetéknév|ազգանուն"},
    {FIELD_COUNTRY,
     "country|country name|country of mandate|country code|nation|member "
     "state|краіна|дзяржава|"
     "країна|держава|страна|государство|държава|страна членка|kraj|państwo|země|stát|"
     "krajina|štát|šalis|valstybė|valsts|riik|land|staat|pays|χώρα|ქვეყანა|país|paese|"
     "maa|țară|zemlja|država|земља|држава|ország|երկիր"},
    {FIELD_OFFICE,
     "office|title|position|function|role|job title|mandate|occupation|post|пасада|"
     "пасада ці "
     "мандат|посада|должность|длъжност|stanowisko|funkcja|urząd|funkce|pozice|"
     "funkcia|pozícia|pareigos|amats|amet|ametikoht|amt|funktion|position und titel|"
     "fonction|mandat|αξίωμα|ιδιότητα|θέση|თანამდებობა|cargo|carica|functie|befattning|"
     "stilling|tehtävä|funcție|funkcija|dužnost|функција|tisztség|պաշտոն"},
    {FIELD_CHAMBER,
     "chamber|house|parliament|legislature|institution|палата|парламент|парламент или "
     "палата|камара|izba|izba parlamentu|parlament|komora|sněmovna|snemovňa|rūmai|"
     "seimas|palāta|saeima|koda|parlamendikoda|kammer|chambre|parlement|βουλή|"
     "κοινοβούλιο|პალატა|პარლამენტი|cámara|camera|kamer|kammare|eduskunta"},
    {FIELD_PARTY,
     "party|political party|party affiliation|group|parliamentary group|фракцыя|партыя|"
     "партія|фракція|партия|фракция|partia|partia polityczna|klub|strana|politická "
     "strana|partija|frakcija|partei|fraktion|erakond|fraktsioon|parti|parti politique|"
     "groupe|κόμμα|პარტია|partido|partito|partij|puolue|partid|stranka|странка|párt|"
     "կուսակցություն"},
    {FIELD_PREFIX,
     "prefix|academic title|honorific|salutation|навуковая ступень|науковий ступінь|"
     "ученая степень|tytuł|tytuł naukowy|titul|anrede|akademischer titel|civilité|"
     "προσφώνηση"},
    {FIELD_SUFFIX, "suffix|post-nominals|namenszusatz|name suffix"},
    {FIELD_SIGNED_ON,
     "timestamp|date|signed on|date signed|signature date|submitted|submitted on|"
     "submission date|completion time|дата|дата подпісу|адзнака часу|позначка часу|"
     "дата підпису|отметка времени|дата подписи|клеймо за време|дата на подписване|"
     "sygnatura czasowa|data|data podpisu|časové razítko|datum|datum podpisu|časová "
     "pečiatka|dátum|laiko žyma|laika zīmogs|datums|ajatempel|kuupäev|zeitstempel|"
     "unterschrieben am|horodateur|date de signature|χρονική σήμανση|ημερομηνία|"
     "დროის ნიშნული|თარიღი|marca temporal|fecha|informazioni cronologiche|tijdstempel|"
     "tidsstämpel|aikaleima|dato|időbélyeg"},
    {FIELD_STATUS,
     "status|state of signature|статус|стан|stan|stav|būsena|statuss|olek|statut|"
     "κατάσταση|სტატუსი|estado|stato"},
    {FIELD_CONSENT,
     "consent|i agree|agree|agreement|do you agree|do you "
     "consent|confirmation|confirmed|"
     "згода|згодны|я згодны|согласие|я "
     "согласен|съгласие|zgoda|souhlas|súhlas|sutikimas|"
     "piekrišana|nõusolek|einwilligung|zustimmung|consentement|accord|συγκατάθεση|"
     "თანხმობა|consentimiento|consenso|toestemming|samtycke"},
    {FIELD_WITHDRAWN,
     "withdrawn|withdraw|withdrawal|signature withdrawn|адклікана|відкликано|отозвано|"
     "отозвал подпись|оттеглен|wycofane|wycofano|staženo|stiahnuté|atšaukta|atsaukts|"
     "tagasi võetud|zurückgezogen|retiré|retrait|αποσύρθηκε"},
    {FIELD_MAIL,
     "e-mail|email|e-mail address|email address|username|mail|contact|электронная "
     "пошта|"
     "эл. пошта|пошта|імэйл|електронна пошта|ел. пошта|электронная почта|эл. "
     "почта|почта|"
     "электронный адрес|имейл|имейл адрес|е-поща|adres e-mail|e-mailová adresa|"
     "emailová adresa|el. paštas|elektroninis paštas|e-pasts|e-pasta adrese|e-post|"
     "e-posti aadress|e-mail-adresse|adresse e-mail|courriel|adresse électronique|"
     "ηλεκτρονικό ταχυδρομείο|ηλ. ταχυδρομείο|ელფოსტა|ელ. ფოსტა|correo electrónico|"
     "posta elettronica|indirizzo email|e-mailadres|e-postadress|sähköposti"},
    {FIELD_PHONE,
     "phone|telephone|phone number|telephone number|mobile|mobile phone|mobile number|"
     "cell|cell phone|fax|whatsapp|signal|telegram|viber|тэлефон|нумар "
     "тэлефона|телефон|"
     "номер телефону|номер телефона|телефонен номер|мобильный|telefon|numer telefonu|"
     "telefonní číslo|telefón|telefónne číslo|telefonas|telefono numeris|tālrunis|"
     "telefona numurs|telefoninumber|telefonnummer|handy|mobilnummer|téléphone|numéro "
     "de téléphone|portable|τηλέφωνο|κινητό|ტელეფონი|teléfono|telefono|telefoon|"
     "telefoonnummer|puhelin|puhelinnumero"},
    {FIELD_ADDRESS,
     "address|home address|postal address|street|street address|postcode|postal code|"
     "zip|zip code|ip address|date of birth|birthday|адрас|хатні адрас|паштовы адрас|"
     "адреса|домашня адреса|поштова адреса|адрес|домашний адрес|почтовый адрес|домашен "
     "адрес|adres|adres zamieszkania|kod pocztowy|adresa|adresa bydliště|psč|adresas|"
     "namų adresas|adrese|mājas adrese|aadress|kodune aadress|adresse|anschrift|"
     "wohnort|postleitzahl|plz|straße|adresse postale|domicile|code postal|διεύθυνση|"
     "μისამართი|მისამართი|dirección|indirizzo|adressen|osoite|дата рождения|"
     "дата нараджэння|geburtsdatum"},
};

typedef struct AnswerWords {
    Answer answer;
    const char *words;
} AnswerWords;

static const AnswerWords answers[] = {
    {ANSWER_CONFIRMED,
     "confirmed|signed|approved|active|пацверджана|підтверджено|подтверждено|"
     "потвърдено|"
     "potwierdzone|potvrzeno|potvrdené|patvirtinta|apstiprināts|kinnitatud|bestätigt|"
     "confirmé|επιβεβαιωμένο|დადასტურებული"},
    {ANSWER_PENDING,
     "pending|open|unconfirmed|waiting|чакае|очікує|ожидает|чака|oczekuje|čeká|čaká|"
     "laukiama|gaida|ootel|offen|ausstehend|en attente|εκκρεμεί"},
    {ANSWER_WITHDRAWN,
     "withdrawn|revoked|removed|cancelled|адклікана|відкликано|отозвано|оттеглено|"
     "wycofane|wycofano|staženo|stiahnuté|atšaukta|atsaukts|tagasi võetud|"
     "zurückgezogen|retiré|αποσύρθηκε"},
    {ANSWER_YES,
     "yes|y|true|1|x|ok|agree|i agree|i consent|✓|так|да|tak|ano|áno|taip|jā|jah|ja|"
     "oui|ναι|კი|si|sí|sim|kyllä|igen|այո"},
    {ANSWER_NO,
     "no|n|false|0|disagree|не|ні|нет|nie|ne|nē|ei|nein|non|όχι|არა|nee|nej|nem|ոչ"},
};

char *words_fold(const char *text)
{
    g_autofree char *small = g_utf8_casefold(text, -1);
    g_autofree char *parts = g_utf8_normalize(small, -1, G_NORMALIZE_NFKD);
    GString *folded = g_string_new(NULL);
    for (const char *at = parts ? parts : ""; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool apostrophe = c == '\'' || c == 0x2019 || c == 0x2BC || c == '`';
        if (g_unichar_ismark(c) || apostrophe)
            continue;
        if (g_unichar_isalnum(c) || c == 0x2713)
            g_string_append_unichar(folded, c);
        else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
            g_string_append_c(folded, ' ');
    }
    if (g_str_has_suffix(folded->str, " "))
        g_string_truncate(folded, folded->len - 1);
    return g_string_free(folded, FALSE);
}

/* Whether `phrase` stands in `text` between blanks or its ends. */
static bool phrase_within(const char *text, const char *phrase)
{
    size_t length = strlen(phrase);
    for (const char *at = text; length > 0 && (at = strstr(at, phrase)); at++) {
        bool begins = at == text || at[-1] == ' ';
        if (begins && (at[length] == '\0' || at[length] == ' '))
            return true;
    }
    return false;
}

static bool field_is_contact(Field field)
{
    return field == FIELD_MAIL || field == FIELD_PHONE || field == FIELD_ADDRESS;
}

/* How well a row of the table fits: the length of the longest of its words that stands in
 * the text; more than any length when one is all of the text. */
static size_t fit_find(const char *folded, const char *words)
{
    g_auto(GStrv) each = g_strsplit(words, "|", -1);
    size_t best = 0;
    for (char **word = each; *word; word++) {
        g_autofree char *phrase = words_fold(*word);
        if (strcmp(phrase, folded) == 0)
            return G_MAXSIZE;
        if (strlen(phrase) > best && phrase_within(folded, phrase))
            best = strlen(phrase);
    }
    return best;
}

Field field_find(const char *folded, bool *whole)
{
    size_t fits[G_N_ELEMENTS(fields)], best = 0;
    Field found = FIELD_NONE, contact = FIELD_NONE;
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        fits[i] = fit_find(folded, fields[i].words);
        if (fits[i] > best) {
            best = fits[i];
            found = fields[i].field;
        }
        if (fits[i] > 0 && field_is_contact(fields[i].field))
            contact = fields[i].field;
    }
    *whole = best == G_MAXSIZE;
    return contact != FIELD_NONE && best != G_MAXSIZE ? contact : found;
}

Answer answer_find(const char *folded)
{
    Answer found = ANSWER_NONE;
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++)
        if (fit_find(folded, answers[i].words) == G_MAXSIZE)
            return answers[i].answer;
    /* "Yes, I agree": the first word tells, where it alone is an answer. */
    g_autofree char *first = g_strndup(folded, strcspn(folded, " "));
    for (size_t i = 0; i < G_N_ELEMENTS(answers) && strchr(folded, ' '); i++)
        if (answers[i].answer >= ANSWER_YES &&
            fit_find(first, answers[i].words) == G_MAXSIZE)
            found = answers[i].answer;
    return found;
}

/* What signatories.csv and --column call a field, and whether it is a column there. */
static const struct {
    Field field;
    const char *name;
    bool column;
} field_names[] = {
    {FIELD_NAME, "name", true},           {FIELD_FIRST, "first", false},
    {FIELD_MIDDLE, "middle", false},      {FIELD_FAMILY, "family", true},
    {FIELD_COUNTRY, "country", true},     {FIELD_OFFICE, "office", true},
    {FIELD_CHAMBER, "chamber", true},     {FIELD_PARTY, "party", true},
    {FIELD_PREFIX, "prefix", true},       {FIELD_SUFFIX, "suffix", true},
    {FIELD_SIGNED_ON, "signed_on", true}, {FIELD_STATUS, "status", false},
    {FIELD_CONSENT, "consent", false},    {FIELD_WITHDRAWN, "withdrawn", false},
    {FIELD_NONE, "keep", false},          {FIELD_OMITTED, "omit", false},
};

const char *field_column(Field field)
{
    for (size_t i = 0; i < G_N_ELEMENTS(field_names); i++)
        if (field_names[i].field == field && field_names[i].column)
            return field_names[i].name;
    return NULL;
}

const char *field_name(Field field)
{
    for (size_t i = 0; i < G_N_ELEMENTS(field_names); i++)
        if (field_names[i].field == field)
            return field_names[i].name;
    return "contact";
}

Field field_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(field_names); i++)
        if (strcmp(field_names[i].name, name) == 0)
            return field_names[i].field;
    return N_FIELDS;
}

const char *field_contact(Field field)
{
    switch (field) {
    case FIELD_MAIL:
        return "e-mail addresses";
    case FIELD_PHONE:
        return "telephone numbers";
    case FIELD_ADDRESS:
        return "addresses or days of birth";
    default:
        return NULL;
    }
}
