/*
 * Reading a PDF back. Poppler gives a page's characters and their boxes; each character
 * is handed to the run of a name that was placed where it stands, and what a name's runs
 * received, in their order, must be the name:
 *
 *     pages    | Specimen Oak | Specimen Elm |    runs of names: x, width, baseline
 *     poppler  | S p e c i m … characters, each with its box
 *
 * So a name counts only at its own place, once, and poppler's guess about the order of
 * columns does not matter (a plain search in its text was tried first: it loses turned
 * names where columns come out interleaved, and finds "Oak 1" in "Oak 11"). Blanks are
 * not compared: poppler makes them up from distances.
 *
 * A name set inside a paragraph has no run of its own. Those are looked for one after
 * the other in the characters that no name took.
 */
#include "press/press.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "press/poppler.h"

/* Where a box's baseline is, from its top; and how far beside a run a box may stand. */
static const double baseline_part = 0.78, slack = 1.0;

/* A run of a name, waiting for its characters. */
typedef struct Slot {
    double left, right, baseline;
    size_t element;
    const GlyphRun *run;
    GString *text;
} Slot;

typedef struct Reading {
    const Pages *pages;
    Poppler poppler;
    void *document;
    GString **found; /* for each element: what its runs received; NULL: it has no run */
    bool *turned;    /* whether their page has text from right to left */
    bool loose;      /* whether a name has no run of its own */
    GString *rest;   /* characters that no name took, blanks collapsed */
} Reading;

/* Characters that have no say in a comparison: soft hyphens, marks of direction. */
static bool character_silent(gunichar character)
{
    return character == 0xAD || character == 0x200E || character == 0x200F ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

/* The text in NFC without silent characters, blanks taken out or collapsed; to be
 * freed. */
static char *text_normalize(const char *text, size_t length, bool blanks)
{
    g_autofree char *composed =
        g_utf8_normalize(text, (gssize)length, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *out = g_string_new(NULL);
    for (const char *at = composed ? composed : ""; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        bool blank = g_unichar_isspace(character);
        if (blank && blanks && out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
        else if (!blank && !character_silent(character))
            g_string_append_unichar(out, character);
    }
    return g_string_free(out, FALSE);
}

static int slot_compare(const void *a, const void *b)
{
    const Slot *one = a, *other = b;
    if (one->baseline != other->baseline)
        return one->baseline < other->baseline ? -1 : 1;
    return (one->left > other->left) - (one->left < other->left);
}

/* The runs of names on a page, in the order of their items. */
static GArray *slots_collect(const Pages *pages, size_t index)
{
    GArray *slots = g_array_new(FALSE, TRUE, sizeof(Slot));
    const Page *page = &pages->pages[index];
    for (size_t i = 0; i < page->n_items; i++) {
        const PageItem *item = &page->items[i];
        if (item->kind != ITEM_RUN ||
            pages->elements[item->element].role != ELEMENT_NAME)
            continue;
        double scale = 1 - pages->reduction;
        Slot slot = {scale * item->x, scale * (item->x + item->as.run->width),
                     scale * item->y, item->element,
                     item->as.run,    g_string_new(NULL)};
        g_array_append_val(slots, slot);
    }
    return slots;
}

/* Poppler counts from the corner of what is shown of the sheet, which is larger than the
 * page where there are marks around it. */
static void slots_shift(const Reading *reading, void *page, GArray *slots)
{
    Box shown = {0};
    reading->poppler.shown(page, &shown);
    for (size_t i = 0; i < slots->len; i++) {
        Slot *slot = &g_array_index(slots, Slot, i);
        slot->left -= shown.left;
        slot->right -= shown.left;
        slot->baseline += shown.bottom - reading->pages->height;
    }
}

/* The first of the sorted slots whose baseline is at or below `top`. */
static size_t slots_below(const GArray *slots, double top)
{
    size_t low = 0, high = slots->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g_array_index(slots, Slot, middle).baseline < top)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How far a character that stands there is from a slot; what is within it is nearest. */
static double slot_distance(const Slot *slot, double middle, double baseline)
{
    double beside = fmax(0, fmax(slot->left - middle, middle - slot->right));
    return beside > slack ? INFINITY : 100 * beside + fabs(slot->baseline - baseline);
}

/* The slot in which a character's box stands, or NULL. */
static Slot *slot_find(const GArray *slots, const Box *box)
{
    double middle = (box->left + box->right) / 2, least = INFINITY;
    double baseline = box->top + baseline_part * (box->bottom - box->top);
    Slot *best = NULL;
    for (size_t i = slots_below(slots, box->top); i < slots->len; i++) {
        Slot *slot = &g_array_index(slots, Slot, i);
        if (slot->baseline > box->bottom)
            break;
        double distance = slot_distance(slot, middle, baseline);
        if (distance < least) {
            least = distance;
            best = slot;
        }
    }
    return best;
}

/* Hands each character to its slot or to the rest. Poppler puts marks of direction into
 * the text that have no box. */
static void characters_deal(Reading *reading, GArray *slots, const char *text,
                            const Box *boxes, size_t n_boxes)
{
    size_t i = 0;
    for (; *text && i < n_boxes; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);
        if (character >= 0x202A && character <= 0x202E)
            continue;
        Slot *slot = slot_find(slots, &boxes[i++]);
        g_string_append_unichar(slot ? slot->text : reading->rest, character);
    }
    g_string_append_c(reading->rest, '\n');
}

static void slots_deliver(Reading *reading, GArray *slots)
{
    for (size_t i = 0; i < slots->len; i++) {
        Slot *slot = &g_array_index(slots, Slot, i);
        g_string_append(reading->found[slot->element], slot->text->str);
        g_string_free(slot->text, TRUE);
    }
}

/* Whether a run has received fewer characters than it stands for. */
static bool slot_wants(const Slot *slot)
{
    if (slot->text->len == slot->run->text_length &&
        memcmp(slot->text->str, slot->run->text, slot->text->len) == 0)
        return false;
    g_autofree char *got = text_normalize(slot->text->str, slot->text->len, false);
    g_autofree char *meant =
        text_normalize(slot->run->text, slot->run->text_length, false);
    return strlen(got) < strlen(meant);
}

/* Asks for the text of a run alone, of which poppler's page lacks letters: it takes the
 * page for a way of a hand that selects, and on one that runs from right to left that way
 * misses much. Both ways over the run are tried; letters come in no order to rely on. */
static void slot_ask(Reading *reading, void *page, Slot *slot)
{
    double top = slot->baseline - 3, foot = slot->baseline;
    Box ways[] = {{slot->left, top, slot->right, foot},
                  {slot->right, top, slot->left, foot}};
    for (size_t i = 0; i < G_N_ELEMENTS(ways) && slot_wants(slot); i++) {
        g_autofree char *text = reading->poppler.text_in(page, &ways[i]);
        g_string_assign(slot->text, text);
    }
}

/* Whether a page has text from right to left. */
static bool page_turns(const Page *page)
{
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_RUN && page->items[i].as.run->backward)
            return true;
    return false;
}

/* Sorts copies, so that what was received is delivered in the order of the items. */
static void page_read(Reading *reading, size_t index)
{
    GArray *slots = slots_collect(reading->pages, index);
    bool turns = page_turns(&reading->pages->pages[index]);
    for (size_t i = 0; i < slots->len; i++)
        reading->turned[g_array_index(slots, Slot, i).element] |= turns;
    if (slots->len > 0 || reading->loose) {
        void *page = reading->poppler.page(reading->document, (int)index);
        g_autofree char *text = reading->poppler.text(page);
        g_autofree Box *boxes = NULL;
        guint n_boxes = 0;
        reading->poppler.layout(page, &boxes, &n_boxes);
        slots_shift(reading, page, slots);
        GArray *sorted = g_array_copy(slots);
        g_array_sort(sorted, slot_compare);
        characters_deal(reading, sorted, text, boxes, n_boxes);
        g_array_free(sorted, TRUE);
        for (size_t i = 0; i < slots->len; i++)
            if (slot_wants(&g_array_index(slots, Slot, i)))
                slot_ask(reading, page, &g_array_index(slots, Slot, i));
        object_release(page);
    }
    slots_deliver(reading, slots);
    g_array_free(slots, TRUE);
}

/* Notes which elements have runs of their own. */
static void reading_prepare(Reading *reading)
{
    const Pages *pages = reading->pages;
    reading->found = g_new0(GString *, pages->n_elements);
    reading->turned = g_new0(bool, pages->n_elements);
    reading->rest = g_string_new(NULL);
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++) {
            const PageItem *item = &pages->pages[i].items[k];
            if (item->kind != ITEM_RUN)
                continue;
            if (!reading->found[item->element])
                reading->found[item->element] = g_string_new(NULL);
        }
    for (size_t i = 0; i < pages->n_elements; i++)
        if (pages->elements[i].role == ELEMENT_NAME && !reading->found[i])
            reading->loose = true;
}

static void reading_clear(Reading *reading)
{
    for (size_t i = 0; i < reading->pages->n_elements; i++)
        if (reading->found[i])
            g_string_free(reading->found[i], TRUE);
    g_free(reading->found);
    g_free(reading->turned);
    g_string_free(reading->rest, TRUE);
    g_clear_pointer(&reading->document, object_release);
}

/* Whether the runs of a name received it and its office, and nothing else. */
static bool name_received(const Element *element, const GString *found)
{
    if (strcmp(found->str, element->text) == 0)
        return true;
    g_autofree char *got = text_normalize(found->str, found->len, false);
    g_autofree char *whole =
        text_normalize(element->text, strlen(element->text), false);
    return strcmp(got, whole) == 0;
}

static int character_compare(const void *a, const void *b)
{
    gunichar one = *(const gunichar *)a, other = *(const gunichar *)b;
    return (one > other) - (one < other);
}

/* The characters in order of their code points; to be freed. Alefs stay out: poppler
 * takes one within a lam for a glyph that is drawn twice. */
static char *text_sort(const char *text)
{
    g_autofree char *plain = text_normalize(text, strlen(text), false);
    glong n = 0, kept = 0;
    g_autofree gunichar *characters = g_utf8_to_ucs4_fast(plain, -1, &n);
    for (glong i = 0; i < n; i++) {
        gunichar character = characters[i];
        bool alef = character == 0x622 || character == 0x623 || character == 0x625 ||
                    character == 0x627;
        if (!alef)
            characters[kept++] = character;
    }
    qsort(characters, (size_t)kept, sizeof *characters, character_compare);
    return g_ucs4_to_utf8(characters, kept, NULL, NULL, NULL);
}

/* The same for a name on a page with text from right to left. Poppler gives each of the
 * letters there, but in an order that depends on the rest of the line: all must be
 * there, once. */
static bool letters_received(const Element *element, const GString *found)
{
    g_autofree char *got = text_sort(found->str);
    g_autofree char *whole = text_sort(element->text);
    return strcmp(got, whole) == 0;
}

static bool word_goes_on(const char *before, const char *after)
{
    return (before && g_unichar_isalnum(g_utf8_get_char(before))) ||
           g_unichar_isalnum(g_utf8_get_char(after));
}

/* Looks for a name as words of their own from *cursor on, and moves that behind it. */
static bool name_search(const Element *element, const char *text, const char **cursor)
{
    g_autofree char *name = text_normalize(element->text, element->name_length, true);
    size_t n = strlen(name);
    for (const char *at = *cursor; n > 0 && (at = strstr(at, name)); at++) {
        if (word_goes_on(g_utf8_find_prev_char(text, at), at + n))
            continue;
        *cursor = at + n;
        return true;
    }
    return false;
}

/* Names follow each other on pages, but not on sheets. */
static bool name_there(const Reading *reading, size_t index, const char *rest,
                       const char **cursor)
{
    const Element *element = &reading->pages->elements[index];
    const GString *found = reading->found[index];
    if (!found)
        return name_search(element, rest, reading->pages->fold > 0 ? &rest : cursor);
    return reading->turned[index] ? letters_received(element, found)
                                  : name_received(element, found);
}

/* Looks for every name; reports those that are not there. */
static bool names_check(Diagnostics *diagnostics, const Reading *reading,
                        const char *shown)
{
    const Pages *pages = reading->pages;
    g_autofree char *rest =
        text_normalize(reading->rest->str, reading->rest->len, true);
    const char *cursor = rest;
    bool whole = true;
    for (size_t i = 0; i < pages->n_elements; i++) {
        const Element *element = &pages->elements[i];
        if (element->role != ELEMENT_NAME)
            continue;
        if (name_there(reading, i, rest, &cursor))
            continue;
        g_autofree char *name =
            text_normalize(element->text, element->name_length, true);
        report(diagnostics, NAME_LOST, element->place, name, shown);
        whole = false;
    }
    return whole;
}

/* Whether there is an element for each name that the edition should show. */
static bool names_count(Diagnostics *diagnostics, const Pages *pages, const char *shown)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->n_elements; i++)
        n += pages->elements[i].role == ELEMENT_NAME;
    if (n == pages->n_names)
        return true;
    g_autofree char *got = g_strdup_printf("%zu", n);
    g_autofree char *wanted = g_strdup_printf("%zu", pages->n_names);
    report(diagnostics, NAMES_FEWER, PLACE_NONE, shown, got, wanted);
    return false;
}

/* Opens the PDF and checks its number of pages; false: reported. */
static bool document_open(Diagnostics *diagnostics, Reading *reading, const char *path,
                          const char *shown)
{
    g_autoptr(GError) error = NULL;
    reading->document = poppler_read(&reading->poppler, path, &error);
    if (!reading->document) {
        report(diagnostics, PDF_UNREADABLE, PLACE_NONE, shown, error->message);
        return false;
    }
    size_t n = (size_t)reading->poppler.count_pages(reading->document);
    if (n == reading->pages->n_pages)
        return true;
    g_autofree char *why =
        g_strdup_printf("it has %zu pages instead of %zu", n, reading->pages->n_pages);
    report(diagnostics, PDF_UNREADABLE, PLACE_NONE, shown, why);
    return false;
}

bool pdf_read_back(Diagnostics *diagnostics, const Pages *pages, const char *path,
                   const char *shown)
{
    Reading reading = {.pages = pages};
    if (!poppler_open(diagnostics, &reading.poppler))
        return false;
    reading_prepare(&reading);
    bool whole = document_open(diagnostics, &reading, path, shown);
    if (whole) {
        for (size_t i = 0; i < pages->n_pages; i++)
            page_read(&reading, i);
        whole = names_check(diagnostics, &reading, shown);
        whole = names_count(diagnostics, pages, shown) && whole;
    }
    reading_clear(&reading);
    return whole;
}
