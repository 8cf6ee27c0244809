/*
 * Messages by ICU's MessageFormat: "{names, plural, one {# name} other {# names}}".
 *
 * One descent over the pattern reads, checks and writes at once. Each form of a plural or
 * a select is written into a text of its own, chosen or not, so that all of the message
 * is checked with any numbers; then one of them is taken. Plural rules and the writing of
 * numbers are ICU's. Its own formatter was the alternative: in C it knows arguments by
 * position and by variadic types only, gives an offset and no reason for a mistake, and
 * takes `other` in silence where a form is missing, so the pattern had to be read here
 * in any case. A form is missing when some whole number needs it: counts have no others.
 *
 * Apostrophes are as in ICU: two are one; one before '{', '}' (or '#', in a plural)
 * quotes up to the next; any other stands for itself.
 */
#include "content/message.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { DEEPEST_FORM = 8, WORD_SIZE = 64, N_CATEGORIES = 6 };

static const char *const categories[N_CATEGORIES + 1] = {"zero", "one",   "two", "few",
                                                         "many", "other", NULL};

typedef struct Form {
    const char *selector; /* a category, "=5", or a select's word */
    const char *text;
} Form;

/* What '#' stands for, and what chooses among the forms. */
typedef struct Counting {
    const MessageArgument *argument; /* NULL: reported as not known */
    UPluralType type;
    long offset;
} Counting;

typedef struct Message {
    Diagnostics *diagnostics;
    Arena *scratch;
    const char *pattern, *at;
    Place place;
    const char *language;
    const MessageArgument *arguments;
    size_t n_arguments;
    unsigned depth;
    bool failed, broken; /* reported; of the latter, reading cannot go on */
} Message;

static void message_write(Message *message, GString *out, const Counting *counting);

/* Reports a mistake of syntax and goes to the pattern's end, where all loops stop. */
static void message_refuse(Message *message, const char *reason)
{
    if (!message->broken)
        report(message->diagnostics, MESSAGE_SYNTAX, message->place, message->pattern,
               reason);
    message->broken = message->failed = true;
    message->at += strlen(message->at);
}

static void skip_blanks(Message *message)
{
    message->at += strspn(message->at, " \t\r\n");
}

/* Takes `wanted` and the blanks before it; false: it is not there. */
static bool take(Message *message, char wanted)
{
    skip_blanks(message);
    bool found = *message->at == wanted;
    message->at += found;
    return found;
}

/* The next word, blanks before it passed over; "" when there is none. */
static const char *take_word(Message *message)
{
    skip_blanks(message);
    size_t length = strcspn(message->at, " \t\r\n,{}#'");
    const char *word = arena_text(message->scratch, message->at, length);
    message->at += length;
    return word;
}

static void locale_of(const Message *message, char locale[ULOC_FULLNAME_CAPACITY])
{
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(message->language, locale, ULOC_FULLNAME_CAPACITY, NULL,
                        &status);
    g_assert(U_SUCCESS(status));
}

static void number_write(const Message *message, long number, GString *out)
{
    char locale[ULOC_FULLNAME_CAPACITY], text[4 * WORD_SIZE];
    UChar wide[WORD_SIZE];
    UErrorCode status = U_ZERO_ERROR;
    locale_of(message, locale);
    UNumberFormat *form = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    unum_formatInt64(form, number, wide, WORD_SIZE, NULL, &status);
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    g_assert(U_SUCCESS(status));
    unum_close(form);
    g_string_append(out, text);
}

static UPluralRules *rules_open(const Message *message, UPluralType type)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    locale_of(message, locale);
    UPluralRules *rules = uplrules_openForType(locale, type, &status);
    g_assert(U_SUCCESS(status));
    return rules;
}

/* The number's category, by its index in `categories`. */
static size_t category_of(const UPluralRules *rules, long number)
{
    UChar wide[WORD_SIZE];
    char text[WORD_SIZE];
    UErrorCode status = U_ZERO_ERROR;
    size_t category = 0;
    uplrules_select(rules, (double)number, wide, WORD_SIZE, &status);
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    g_assert(U_SUCCESS(status));
    while (strcmp(categories[category], text) != 0)
        g_assert(categories[++category]);
    return category;
}

static const Form *form_find(const GArray *forms, const char *selector)
{
    for (guint i = 0; i < forms->len; i++) {
        const Form *form = &g_array_index(forms, Form, i);
        if (strcmp(form->selector, selector) == 0)
            return form;
    }
    return NULL;
}

static const Form *form_find_number(const GArray *forms, long number)
{
    char selector[WORD_SIZE];
    g_snprintf(selector, sizeof selector, "=%ld", number);
    return form_find(forms, selector);
}

static void form_lacks(Message *message, const char *name, const char *selector,
                       const char *use)
{
    report(message->diagnostics, MESSAGE_FORM, message->place, name, selector,
           message->language, use);
    message->failed = true;
}

/* For each category the first whole number that needs it, since no form is its own; -1:
 * none. 0 to 199 show every rule of CLDR but those of millions. */
static void examples_find(const Message *message, const Counting *counting,
                          const GArray *forms, long examples[N_CATEGORIES])
{
    UPluralRules *rules = rules_open(message, counting->type);
    for (size_t i = 0; i < N_CATEGORIES; i++)
        examples[i] = -1;
    for (long i = 200; i >= 0; i--) {
        long number = i < 200 ? i : 1000000;
        if (!form_find_number(forms, number + counting->offset))
            examples[category_of(rules, number)] = number + counting->offset;
    }
    uplrules_close(rules);
}

/* Whether each category that the language has, has a form: then nothing can lack. */
static bool forms_serve(const Message *message, const Counting *counting,
                        const GArray *forms)
{
    UErrorCode status = U_ZERO_ERROR;
    UPluralRules *rules = rules_open(message, counting->type);
    UEnumeration *keywords = uplrules_getKeywords(rules, &status);
    const char *keyword = NULL;
    do
        keyword = uenum_next(keywords, NULL, &status);
    while (keyword && form_find(forms, keyword));
    uenum_close(keywords);
    uplrules_close(rules);
    return U_SUCCESS(status) && !keyword;
}

static void check_plural(Message *message, const char *name, const Counting *counting,
                         const GArray *forms)
{
    long examples[N_CATEGORIES];
    if (forms_serve(message, counting, forms))
        return;
    examples_find(message, counting, forms, examples);
    for (size_t i = 0; i < N_CATEGORIES; i++) {
        if (form_find(forms, categories[i]))
            continue;
        if (examples[i] >= 0)
            form_lacks(
                message, name, categories[i],
                arena_print(message->scratch, "numbers such as %ld", examples[i]));
        else if (strcmp(categories[i], "other") == 0)
            form_lacks(message, name, "other", "all that no other form is for");
    }
}

static const Form *plural_choose(const Message *message, const Counting *counting,
                                 const GArray *forms)
{
    long number = counting->argument->number;
    const Form *form = form_find_number(forms, number);
    if (form)
        return form;
    UPluralRules *rules = rules_open(message, counting->type);
    form = form_find(forms, categories[category_of(rules, number - counting->offset)]);
    uplrules_close(rules);
    return form ? form : form_find(forms, "other");
}

/* Whether a plural's form may be called so: a category, or '=' and a whole number. */
static bool selector_is_plural(const char *selector)
{
    if (*selector != '=')
        return g_strv_contains(categories, selector);
    size_t digits = strspn(selector + 1, "0123456789");
    return digits > 0 && digits < 10 && selector[digits + 1] == '\0';
}

/* Reads "selector {text}"; false at the end of the forms, or when it was refused. */
static bool take_form(Message *message, const Counting *counting, Form *form)
{
    form->selector = take_word(message);
    if (*form->selector == '\0')
        return false;
    if (counting && !selector_is_plural(form->selector))
        message_refuse(message, arena_print(message->scratch,
                                            "'%s' is none of zero, one, two, few, "
                                            "many, other or =1",
                                            form->selector));
    else if (!take(message, '{'))
        message_refuse(message,
                       arena_print(message->scratch, "no '{' follows the form '%s'",
                                   form->selector));
    if (message->broken)
        return false;
    g_autoptr(GString) text = g_string_new(NULL);
    message_write(message, text, counting);
    form->text = arena_text(message->scratch, text->str, text->len);
    if (!take(message, '}'))
        message_refuse(message,
                       arena_print(message->scratch, "the form '%s' is never closed",
                                   form->selector));
    return !message->broken;
}

/* The forms up to the argument's end, to be unreferenced. */
static GArray *take_forms(Message *message, const Counting *counting)
{
    Form form = {0};
    GArray *forms = g_array_new(false, false, sizeof(Form));
    if (++message->depth > DEEPEST_FORM)
        message_refuse(message, "its forms are nested deeper than 8 levels");
    while (take_form(message, counting, &form)) {
        if (form_find(forms, form.selector))
            message_refuse(message,
                           arena_print(message->scratch, "the form '%s' stands twice",
                                       form.selector));
        g_array_append_val(forms, form);
    }
    message->depth--;
    return forms;
}

/* Takes "offset:2", if it is there. */
static long take_offset(Message *message)
{
    skip_blanks(message);
    if (!g_str_has_prefix(message->at, "offset:"))
        return 0;
    message->at += strlen("offset:");
    const char *digits = take_word(message);
    guint64 offset = 0;
    if (!g_ascii_string_to_unsigned(digits, 10, 0, 999, &offset, NULL))
        message_refuse(message, "a whole number follows 'offset:'");
    return (long)offset;
}

static void write_plural(Message *message, const char *name,
                         const MessageArgument *argument, UPluralType type,
                         GString *out)
{
    Counting counting = {argument, type, take_offset(message)};
    g_autoptr(GArray) forms = take_forms(message, &counting);
    if (message->broken)
        return;
    check_plural(message, name, &counting, forms);
    const Form *form = argument ? plural_choose(message, &counting, forms) : NULL;
    g_string_append(out, form ? form->text : "");
}

static void write_select(Message *message, const char *name,
                         const MessageArgument *argument, GString *out)
{
    g_autoptr(GArray) forms = take_forms(message, NULL);
    if (message->broken)
        return;
    const Form *form = argument ? form_find(forms, argument->text) : NULL;
    const Form *other = form_find(forms, "other");
    if (!other)
        form_lacks(message, name, "other", "all that no other form is for");
    form = form ? form : other;
    g_string_append(out, form ? form->text : "");
}

static void write_plain(const Message *message, const MessageArgument *argument,
                        GString *out)
{
    if (argument && argument->text)
        g_string_append(out, argument->text);
    else if (argument)
        number_write(message, argument->number, out);
}

/* Whether the argument can be used so: texts are not counted, numbers not selected. */
static bool check_use(Message *message, const MessageArgument *argument,
                      const char *use)
{
    bool select = strcmp(use, "select") == 0;
    if (!argument || select == (argument->text != NULL))
        return true;
    message_refuse(
        message, arena_print(message->scratch, "'%s' is a %s and cannot go with '%s'",
                             argument->name, argument->text ? "text" : "number", use));
    return false;
}

/* What stands behind the argument's first comma. */
static void write_formed(Message *message, const char *name,
                         const MessageArgument *argument, GString *out)
{
    const char *use = take_word(message);
    bool plural = strcmp(use, "plural") == 0;
    bool ordinal = strcmp(use, "selectordinal") == 0;
    bool select = strcmp(use, "select") == 0;
    bool number = strcmp(use, "number") == 0;
    if (!plural && !ordinal && !select && !number)
        message_refuse(message, arena_print(message->scratch,
                                            "'%s' is none of plural, selectordinal, "
                                            "select and number",
                                            use));
    else if (!check_use(message, argument, use))
        return;
    else if (number)
        write_plain(message, argument, out);
    else if (!take(message, ','))
        message_refuse(message,
                       arena_print(message->scratch, "no ',' follows '%s'", use));
    else if (select)
        write_select(message, name, argument, out);
    else
        write_plural(message, name, argument,
                     plural ? UPLURAL_TYPE_CARDINAL : UPLURAL_TYPE_ORDINAL, out);
}

static const MessageArgument *argument_find(Message *message, const char *name)
{
    g_autoptr(GString) known = g_string_new("known here: ");
    for (size_t i = 0; i < message->n_arguments; i++) {
        if (strcmp(message->arguments[i].name, name) == 0)
            return &message->arguments[i];
        g_string_append_printf(known, "%s{%s}", i > 0 ? ", " : "",
                               message->arguments[i].name);
    }
    report(message->diagnostics, MESSAGE_ARGUMENT, message->place, name,
           message->n_arguments > 0 ? known->str : "this message has no arguments");
    message->failed = true;
    return NULL;
}

static void write_argument(Message *message, GString *out)
{
    message->at++;
    const char *name = take_word(message);
    if (*name == '\0') {
        message_refuse(message, "no name follows a '{'");
        return;
    }
    const MessageArgument *argument = argument_find(message, name);
    if (take(message, ','))
        write_formed(message, name, argument, out);
    else
        write_plain(message, argument, out);
    if (!take(message, '}'))
        message_refuse(message, arena_print(message->scratch,
                                            "the '{' of '%s' is never closed", name));
}

/* Takes the apostrophe at hand, and the text that it quotes. */
static void write_apostrophe(Message *message, GString *out, bool counted)
{
    const char *at = message->at + 1;
    bool quotes = *at == '{' || *at == '}' || (counted && *at == '#');
    if (!quotes) {
        g_string_append_c(out, '\'');
        message->at = at + (*at == '\'');
        return;
    }
    for (; *at != '\0'; at++) {
        if (*at == '\'' && at[1] != '\'')
            break;
        at += *at == '\'';
        g_string_append_c(out, *at);
    }
    message->at = at + (*at == '\'');
}

/* Writes the text up to its '}' or its end; `counting` is that of the plural whose form
 * it is, or NULL. */
static void message_write(Message *message, GString *out, const Counting *counting)
{
    while (*message->at != '\0' && *message->at != '}') {
        if (*message->at == '{') {
            write_argument(message, out);
        } else if (*message->at == '\'') {
            write_apostrophe(message, out, counting != NULL);
        } else if (*message->at == '#' && counting) {
            if (counting->argument)
                number_write(message, counting->argument->number - counting->offset,
                             out);
            message->at++;
        } else {
            g_string_append_c(out, *message->at++);
        }
    }
}

const char *message_format(Diagnostics *diagnostics, Arena *arena, const char *pattern,
                           Place place, const char *language,
                           const MessageArgument *arguments, size_t n_arguments)
{
    g_autoptr(Arena) scratch = arena_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Message message = {.diagnostics = diagnostics,
                       .scratch = scratch,
                       .pattern = pattern,
                       .at = pattern,
                       .place = place,
                       .language = language,
                       .arguments = arguments,
                       .n_arguments = n_arguments};
    message_write(&message, out, NULL);
    if (*message.at == '}')
        message_refuse(&message, "a '}' closes nothing");
    if (message.failed)
        return NULL;
    g_autofree char *composed = g_utf8_normalize(out->str, -1, G_NORMALIZE_NFC);
    return arena_string(arena, composed);
}
