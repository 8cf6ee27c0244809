/*
 * Contents, run as a viewer runs them (ISO 32000-1, 7.8 and 8.4 to 8.11) but for the
 * drawing: the graphics state, marked content, resources. Colours are in colour.c, text
 * in showing.c, images in image.c.
 *
 * What a page may cost is bounded, since forms in forms can make a small file endless:
 * a page that costs more is looked at in part, and that is said. So are all pages together,
 * in proportion to the file.
 */
#include "preflight/content.h"

#include <math.h>
#include <string.h>

#define MOST_WORK ((size_t)4000000)
#define MOST_BYTES ((size_t)64 << 20)
enum {
    MOST_NESTED = 28,
    MOST_SAVED = 512,
    MOST_MARKS = 512,
    MOST_FORMS = 24,
    LONGEST_TEXT = 4096
};

void content_found(Content *content, Rule rule, const char *format, ...)
{
    if (content->told[rule])
        return;
    content->told[rule] = 1;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    unsigned object = content->depth || content->object != content->page->object
                          ? content->object
                          : 0;
    found(content->check, rule, (Where){object, content->page_number}, "%s", text);
}

double operand(const Content *content, size_t index)
{
    if (index >= content->n_operands || !value_is_number(&content->operands[index]))
        return 0;
    return content->operands[index].as.number;
}

Matrix matrix_multiply(Matrix inner, Matrix outer)
{
    return (Matrix){inner.a * outer.a + inner.b * outer.c,
                    inner.a * outer.b + inner.b * outer.d,
                    inner.c * outer.a + inner.d * outer.c,
                    inner.c * outer.b + inner.d * outer.d,
                    inner.e * outer.a + inner.f * outer.c + outer.e,
                    inner.e * outer.b + inner.f * outer.d + outer.f};
}

Matrix matrix_read(Check *check, const Value *value)
{
    double m[6] = {1, 0, 0, 1, 0, 0};
    for (size_t i = 0; i < 6 && array_length(value) == 6; i++)
        m[i] = document_number(check->document,
                               document_item(check->document, value, i), m[i]);
    return (Matrix){m[0], m[1], m[2], m[3], m[4], m[5]};
}

/* Counts what an operator costs; false: the page has cost too much. */
static bool work_take(Content *content, size_t work)
{
    if (*content->work < work) {
        *content->work = 0;
        content->check->partly = true;
        return false;
    }
    *content->work -= work;
    return true;
}

const Value *content_resource(Content *content, const char *category, const Value *name)
{
    Document *document = content->check->document;
    const Value *list = document_find(document, content->resources, category);
    size_t n = list->kind == VALUE_DICTIONARY ? list->as.dictionary.n : 0;
    if (!work_take(content, n / 16))
        return &value_null;
    if (name->kind == VALUE_NAME && list->kind == VALUE_DICTIONARY)
        for (size_t i = 0; i < list->as.dictionary.n; i++)
            if (bytes_equal(list->as.dictionary.entries[i].key, name->as.bytes)) {
                if (content->borrowed)
                    content_found(content, RULE_RESOURCES,
                                  "the form has no Resources of its own");
                return &list->as.dictionary.entries[i].value;
            }
    if (!content->told[RULE_RESOURCES])
        content_found(content, RULE_RESOURCES, "the resources have no %s '%s'",
                      category, value_name(content->check->arena, name));
    return &value_null;
}

void content_painted(Content *content)
{
    if (content->n_artifacts == 0 && content->n_tagged == 0 && !content->masked)
        content_found(content, RULE_UNMARKED,
                      "something is painted that is neither tagged nor an artifact");
}

/* ---- the path ------------------------------------------------------------------------ */

static void point_add(Content *content, double x, double y)
{
    Matrix m = content->graphics.matrix;
    double px = x * m.a + y * m.c + m.e, py = x * m.b + y * m.d + m.f;
    double *box = content->box;
    bool first = content->n_points++ == 0;
    box[0] = first ? px : fmin(box[0], px);
    box[1] = first ? py : fmin(box[1], py);
    box[2] = first ? px : fmax(box[2], px);
    box[3] = first ? py : fmax(box[3], py);
}

static void rectangle_add(Content *content)
{
    double x = operand(content, 0), y = operand(content, 1);
    point_add(content, x, y);
    point_add(content, x + operand(content, 2), y + operand(content, 3));
}

/* The thickness on paper of a line. */
static double line_thickness(const Content *content)
{
    Matrix m = content->graphics.matrix;
    return content->graphics.line_width * sqrt(fabs(m.a * m.d - m.b * m.c));
}

static void path_paint(Content *content, bool fill, bool stroke)
{
    static const double thin = 0.245;
    if (content->n_points > 0) {
        content_painted(content);
        if (fill)
            paint_check(content, &content->graphics.fill, false);
        if (stroke)
            paint_check(content, &content->graphics.stroke, false);
        double width = content->box[2] - content->box[0];
        double height = content->box[3] - content->box[1];
        double thickness = stroke ? line_thickness(content) : fmin(width, height);
        bool line = stroke || fmax(width, height) > 2;
        if (line && thickness < thin)
            content_found(content, RULE_HAIRLINE, "a line is %.3f pt thick", thickness);
    }
    content->n_points = 0;
}

/* ---- the graphics state -------------------------------------------------------------- */

static void state_save(Content *content)
{
    if (content->saved->len + 1 > MOST_NESTED)
        content_found(content, RULE_LIMITS, "q is nested %u times",
                      content->saved->len + 1);
    if (content->saved->len < MOST_SAVED)
        g_array_append_val(content->saved, content->graphics);
}

static void state_restore(Content *content)
{
    guint n = content->saved->len;
    if (n == 0) {
        content_found(content, RULE_OPERATOR, "there is a Q without a q");
        return;
    }
    content->graphics = g_array_index(content->saved, Graphics, n - 1);
    g_array_set_size(content->saved, n - 1);
}

static void state_find(Content *content)
{
    const Value *value = content_resource(content, "ExtGState", &content->operands[0]);
    const Value *state = document_resolve(content->check->document, value);
    if (state->kind == VALUE_DICTIONARY)
        state_apply(content, state, value_object(value, 0));
}

/* ---- marked content ------------------------------------------------------------------ */

/* The properties of BDC: as they stand, or named in the resources. */
static const Value *properties_find(Content *content)
{
    const Value *properties = &content->operands[1];
    if (content->n_operands < 2)
        return &value_null;
    if (properties->kind == VALUE_NAME)
        properties = content_resource(content, "Properties", properties);
    return document_resolve(content->check->document, properties);
}

static void mark_seen(Content *content, double mcid)
{
    if (content->depth > 0 && content->container->object != content->object) {
        if (!content->masked)
            content_found(content, RULE_PARENT_TREE,
                          "a form has MCIDs and no StructParents");
        return;
    }
    MarkState *state = container_mark(content->check, content->container, mcid);
    if (!state)
        return;
    if (state->seen)
        content_found(content, RULE_MARK_UNCLAIMED, "the MCID %.0f comes twice", mcid);
    state->seen = true;
}

static void mark_open(Content *content, bool with_properties)
{
    Document *document = content->check->document;
    const Value *properties = with_properties ? properties_find(content) : &value_null;
    const Value *mcid = document_find(document, properties, "MCID");
    const Value *actual = document_find(document, properties, "ActualText");
    Mark mark = {.artifact = value_is_name(&content->operands[0], "Artifact"),
                 .tagged = value_is_number(mcid),
                 .actual = actual->kind == VALUE_STRING};
    if (mark.artifact && content->n_tagged > 0)
        content_found(content, RULE_ARTIFACT_INSIDE,
                      "an artifact begins in tagged content");
    if (mark.tagged && content->n_artifacts > 0)
        content_found(content, RULE_TAGGED_INSIDE,
                      "tagged content begins in an artifact");
    if (mark.tagged)
        mark_seen(content, mcid->as.number);
    GString *text = content->check->text;
    if (text && mark.tagged)
        g_string_append_c(text, '\n');
    if (text && mark.actual && content->n_actual == 0 &&
        actual->as.bytes.length <= LONGEST_TEXT && text->len < MOST_BYTES)
        g_string_append(text, value_text(content->check->arena, actual));
    if (content->marks->len >= MOST_MARKS)
        return;
    g_array_append_val(content->marks, mark);
    content->n_artifacts += mark.artifact;
    content->n_tagged += mark.tagged;
    content->n_actual += mark.actual;
}

static void mark_close(Content *content)
{
    guint n = content->marks->len;
    if (n == 0) {
        content_found(content, RULE_OPERATOR, "there is an EMC without its BMC");
        return;
    }
    const Mark *mark = &g_array_index(content->marks, Mark, n - 1);
    content->n_artifacts -= mark->artifact;
    content->n_tagged -= mark->tagged;
    content->n_actual -= mark->actual;
    g_array_set_size(content->marks, n - 1);
}

/* ---- forms --------------------------------------------------------------------------- */

static void form_draw(Content *content, const Value *form, unsigned object)
{
    Check *check = content->check;
    group_check(content, form);
    if (dictionary_find(form, "StructParents")->kind) {
        Container *container =
            container_make(check, object, content->page_number, form);
        container->drawn++;
        if (container->drawn > 1)
            found(check, RULE_FORM_TWICE, (Where){object, content->page_number},
                  "a form with MCIDs is drawn again");
        if (container->drawn > 1)
            return;
    }
    content_enter(content, form, object, content->masked);
}

static void xobject_draw(Content *content)
{
    const Value *value = content_resource(content, "XObject", &content->operands[0]);
    const Value *xobject = document_resolve(content->check->document, value);
    if (xobject->kind != VALUE_STREAM)
        return;
    const Value *subtype = document_find(content->check->document, xobject, "Subtype");
    if (value_is_name(subtype, "Form"))
        form_draw(content, xobject, value_object(value, 0));
    else if (value_is_name(subtype, "Image"))
        image_draw(content, xobject, value_object(value, 0));
}

static void shading_paint(Content *content)
{
    const Value *value = content_resource(content, "Shading", &content->operands[0]);
    const Value *shading = document_resolve(content->check->document, value);
    Paint paint = {.space =
                       space_read(content, dictionary_find(shading, "ColorSpace"))};
    content_painted(content);
    paint_check(content, &paint, false);
}

/* ---- operators ----------------------------------------------------------------------- */

static bool operator_path(Content *content, const char *name)
{
    static const char *const paints[] = {"f", "F",  "f*", "S",  "s",
                                         "B", "B*", "b",  "b*", NULL};
    if (strcmp(name, "re") == 0)
        rectangle_add(content);
    else if (strcmp(name, "m") == 0 || strcmp(name, "l") == 0)
        point_add(content, operand(content, 0), operand(content, 1));
    else if (strcmp(name, "c") == 0 || strcmp(name, "v") == 0 || strcmp(name, "y") == 0)
        for (size_t i = 0; i + 1 < content->n_operands; i += 2)
            point_add(content, operand(content, i), operand(content, i + 1));
    else if (strcmp(name, "n") == 0)
        content->n_points = 0;
    else if (g_strv_contains(paints, name))
        path_paint(content, strchr("fFBb", name[0]), strchr("SsBb", name[0]));
    else
        return strcmp(name, "h") == 0 || strcmp(name, "W") == 0 ||
               strcmp(name, "W*") == 0;
    return true;
}

static bool operator_state(Content *content, const char *name)
{
    if (strcmp(name, "q") == 0)
        state_save(content);
    else if (strcmp(name, "Q") == 0)
        state_restore(content);
    else if (strcmp(name, "cm") == 0) {
        Matrix m = {operand(content, 0), operand(content, 1), operand(content, 2),
                    operand(content, 3), operand(content, 4), operand(content, 5)};
        content->graphics.matrix = matrix_multiply(m, content->graphics.matrix);
    } else if (strcmp(name, "w") == 0)
        content->graphics.line_width = operand(content, 0);
    else if (strcmp(name, "gs") == 0)
        state_find(content);
    else if (strcmp(name, "ri") == 0)
        intent_name_check(content, &content->operands[0]);
    else
        return strlen(name) == 1 && strchr("JjMdi", name[0]);
    return true;
}

static bool operator_other(Content *content, const char *name)
{
    if (strcmp(name, "BDC") == 0 || strcmp(name, "BMC") == 0)
        mark_open(content, name[1] == 'D');
    else if (strcmp(name, "EMC") == 0)
        mark_close(content);
    else if (strcmp(name, "Do") == 0)
        xobject_draw(content);
    else if (strcmp(name, "sh") == 0)
        shading_paint(content);
    else
        return strcmp(name, "MP") == 0 || strcmp(name, "DP") == 0 ||
               strcmp(name, "BX") == 0 || strcmp(name, "EX") == 0 ||
               strcmp(name, "d0") == 0 || strcmp(name, "d1") == 0;
    return true;
}

static bool content_operator(Content *content, const char *name)
{
    return operator_text(content, name) || operator_state(content, name) ||
           operator_colour(content, name) || operator_path(content, name) ||
           operator_other(content, name);
}

static void operator_run(Content *content, Lexer *lexer, const Value *word)
{
    char name[8] = "";
    size_t length = word->as.bytes.length;
    if (length > 0 && length < sizeof name)
        memcpy(name, word->as.bytes.start, length);
    if (strcmp(name, "BI") == 0)
        inline_draw(content, lexer);
    else if (!content_operator(content, name) && !content->told[RULE_OPERATOR])
        content_found(content, RULE_OPERATOR, "'%s' is no operator",
                      value_name(content->check->arena,
                                 &(Value){.kind = VALUE_NAME, .as = word->as}));
    content->n_operands = 0;
    content->operands[0] = value_null;
}

static void bytes_run(Content *content, Bytes bytes)
{
    Arena *arena = arena_new();
    unsigned n_run = 0;
    Lexer lexer;
    lexer_init(&lexer, arena, bytes, false);
    Value value;
    size_t before = 0;
    while (lexer_read(&lexer, &value) &&
           work_take(content, 1 + (lexer.at - before) / 16)) {
        before = lexer.at;
        if (value.kind == VALUE_KEYWORD) {
            operator_run(content, &lexer, &value);
            lexer.n_values = 0;
            if (++n_run % 1024 == 0) {
                arena_free(arena);
                lexer.arena = arena = arena_new();
            }
        } else if (content->n_operands < G_N_ELEMENTS(content->operands))
            content->operands[content->n_operands++] = value;
        else
            content_found(content, RULE_OPERATOR, "an operator has too many operands");
    }
    if (lexer.oddities & (ODD_HEX_DIGITS | ODD_HEX_CHARACTER))
        content_found(content, RULE_HEX_STRING, "a string in the contents is odd");
    if (lexer.oddities & (ODD_INTEGER | ODD_REAL | ODD_STRING_LENGTH | ODD_NAME_LENGTH))
        content_found(content, RULE_LIMITS, "a value in the contents is too large");
    if (lexer.oddities & ODD_SYNTAX)
        content_found(content, RULE_SYNTAX, "the contents are no PDF as they stand");
    lexer_clear(&lexer);
    arena_free(arena);
}

static void stacks_make(Content *content)
{
    content->saved = g_array_new(FALSE, FALSE, sizeof(Graphics));
    content->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    content->n_operands = 0;
}

static void stacks_clear(Content *content)
{
    if (content->saved->len > 0)
        content_found(content, RULE_OPERATOR, "there is a q without its Q");
    if (content->marks->len > 0)
        content_found(content, RULE_OPERATOR, "marked content is not closed");
    g_array_unref(content->saved);
    g_array_unref(content->marks);
}

void content_enter(Content *outer, const Value *stream, unsigned object, bool masked)
{
    Check *check = outer->check;
    const char *why = NULL;
    if (outer->depth >= MOST_FORMS || stream->kind != VALUE_STREAM) {
        check->partly = check->partly || stream->kind == VALUE_STREAM;
        return;
    }
    g_autoptr(GByteArray) bytes =
        stream_decode(check->document, stream->as.stream, &why);
    if (why)
        found(check, RULE_STREAM_DAMAGED, (Where){object, outer->page_number},
              "the stream: %s", why);
    if (!bytes)
        return;
    Content *content = g_new(Content, 1);
    *content = *outer;
    content->depth++;
    content->object = object;
    content->masked = masked;
    const Value *resources = document_find(check->document, stream, "Resources");
    content->borrowed = resources->kind != VALUE_DICTIONARY;
    if (!content->borrowed)
        content->resources = resources;
    if (dictionary_find(stream, "StructParents")->kind)
        content->container = container_make(check, object, outer->page_number, stream);
    content->graphics.matrix = matrix_multiply(
        matrix_read(check, document_find(check->document, stream, "Matrix")),
        outer->graphics.matrix);
    stacks_make(content);
    bytes_run(content, (Bytes){(char *)bytes->data, bytes->len});
    stacks_clear(content);
    g_free(content);
}

/* All streams of the contents, one after the other. */
static GByteArray *contents_join(Check *check, const CheckedPage *page, unsigned number)
{
    Document *document = check->document;
    const Value *contents = document_find(document, page->dictionary, "Contents");
    GByteArray *all = g_byte_array_new();
    size_t n = contents->kind == VALUE_STREAM ? 1 : array_length(contents);
    for (size_t i = 0; i < n; i++) {
        const Value *stream = contents->kind == VALUE_STREAM
                                  ? contents
                                  : document_item(document, contents, i);
        const char *why = "it is no stream";
        GByteArray *bytes = stream->kind == VALUE_STREAM
                                ? stream_decode(document, stream->as.stream, &why)
                                : NULL;
        if (why)
            found(check, RULE_STREAM_DAMAGED, (Where){page->object, number},
                  "the contents: %s", why);
        if (bytes) {
            g_byte_array_append(all, bytes->data, bytes->len);
            g_byte_array_append(all, (const guint8 *)"\n", 1);
            g_byte_array_unref(bytes);
        }
        if (all->len > MOST_BYTES) {
            check->partly = true;
            break;
        }
    }
    return all;
}

void content_run(Check *check, CheckedPage *page, unsigned number)
{
    size_t most = MOST_WORK * 3 + check->document->bytes.length * 2;
    size_t work = MIN(MOST_WORK, most - MIN(check->content_work, most)), given = work;
    guint8 told[N_RULES] = {0};
    const Matrix one = {1, 0, 0, 1, 0, 0};
    const Paint black = {{FAMILY_GRAY, 1}, {0}};
    Content *content = g_new0(Content, 1);
    *content = (Content){.check = check,
                         .page = page,
                         .page_number = number,
                         .resources = page->resources,
                         .object = page->object,
                         .container = page->container,
                         .graphics = {.matrix = one,
                                      .fill = black,
                                      .stroke = black,
                                      .line_width = 1,
                                      .scale = 1},
                         .text = one,
                         .line = one,
                         .work = &work,
                         .told = told};
    g_autoptr(GByteArray) bytes = contents_join(check, page, number);
    stacks_make(content);
    group_check(content, page->dictionary);
    bytes_run(content, (Bytes){(char *)bytes->data, bytes->len});
    stacks_clear(content);
    check->content_work += given - work;
    g_free(content);
}
