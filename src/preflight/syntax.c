/*
 * The file's frame and each of its objects, used or not: what the reader of values found
 * odd, and what no dictionary of a file may have wherever it stands: filters, actions,
 * embedded files, images and forms of forbidden kinds.
 */
#include "preflight/check.h"

#include <string.h>

static bool name_among(const Value *value, const char *const *names)
{
    for (; *names; names++)
        if (value_is_name(value, *names))
            return true;
    return false;
}

static void frame_check(Check *check)
{
    const Frame *frame = &check->document->frame;
    const Where file = {0, 0};
    bool known = frame->version[0] == '1' && frame->version[2] <= '7';
    if (frame->header_at != 0)
        found(check, RULE_HEADER, file, "the header stands at byte %zu",
              frame->header_at);
    else if (!known || !frame->header_line)
        found(check, RULE_HEADER, file, "the header is not '%%PDF-1.n' and a line end");
    if (!frame->binary_comment)
        found(check, RULE_HEADER_COMMENT, file,
              "the second line is no comment of four bytes over 127");
    if (frame->after_eof == SIZE_MAX)
        found(check, RULE_AFTER_END, file, "the file does not end with '%%%%EOF'");
    else if (frame->after_eof > 0)
        found(check, RULE_AFTER_END, file, "%zu bytes follow '%%%%EOF'",
              frame->after_eof);
    if (frame->xref_lost)
        found(check, RULE_XREF_LOST, file, "the cross-reference cannot be read");
    else if (frame->xref_odd)
        found(check, RULE_XREF_FORM, file,
              "the cross-reference table is of another form");
}

static void version_check(Check *check)
{
    const Value *catalog = dictionary_find(check->catalog, "Version");
    const char *version = check->document->frame.version;
    const char *newer = value_name(check->arena, catalog);
    if (strcmp(newer, version) > 0)
        version = newer;
    if (strcmp(version, "1.6") > 0)
        found(check, RULE_VERSION, (Where){0, 0}, "the version is %s", version);
}

static void trailer_check(Check *check)
{
    Document *document = check->document;
    const Value *id = document_find(document, &document->trailer, "ID");
    if (array_length(id) != 2 || document_item(document, id, 0)->kind != VALUE_STRING ||
        document_item(document, id, 1)->kind != VALUE_STRING)
        found(check, RULE_TRAILER_ID, (Where){0, 0}, "the trailer has no ID");
}

static void oddities_tell(Check *check, unsigned oddities, unsigned number)
{
    static const struct {
        Oddity oddity;
        Rule rule;
        const char *text;
    } kinds[] = {
        {ODD_HEX_DIGITS, RULE_HEX_STRING, "a string has an odd number of digits"},
        {ODD_HEX_CHARACTER, RULE_HEX_STRING, "a string in <> has other characters"},
        {ODD_INTEGER, RULE_LIMITS, "an integer is over 2147483647"},
        {ODD_REAL, RULE_LIMITS, "a real number is too large or too small"},
        {ODD_STRING_LENGTH, RULE_LIMITS, "a string is over 32767 bytes"},
        {ODD_NAME_LENGTH, RULE_LIMITS, "a name is over 127 bytes"},
        {ODD_NAME_TEXT, RULE_NAME_UTF8, "a name is not UTF-8"},
        {ODD_SYNTAX, RULE_SYNTAX, "it is no PDF as it stands"},
        {ODD_DOUBLE_KEY, RULE_SYNTAX, "a dictionary has a key twice"},
        {ODD_HEADER, RULE_OBJECT_FORM, "'obj' or 'endobj' is not on its own line"},
        {ODD_STREAM_START, RULE_STREAM_FORM, "'stream' is not followed by a line end"},
        {ODD_STREAM_END, RULE_STREAM_FORM, "no line end stands before 'endstream'"},
        {ODD_STREAM_LENGTH, RULE_STREAM_LENGTH, "Length is not that of the stream"},
        {ODD_MISSING, RULE_XREF_LOST, "it is not where the cross-reference says"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (oddities & kinds[i].oddity)
            found(check, kinds[i].rule, (Where){number, 0}, "%s", kinds[i].text);
}

static void filter_check(Check *check, const Value *filter, const Value *parameters,
                         Where where)
{
    static const char *const known[] = {
        "ASCIIHexDecode",  "ASCII85Decode",  "LZWDecode",   "FlateDecode",
        "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode",
        "JPXDecode",       "Crypt",          NULL};
    if (value_is_name(filter, "LZWDecode"))
        found(check, RULE_FILTER_LZW, where, "the stream is compressed with LZW");
    else if (!name_among(filter, known))
        found(check, RULE_FILTER_UNKNOWN, where, "the filter '%s' is not known",
              value_name(check->arena, filter));
    else if (value_is_name(filter, "Crypt") &&
             !value_is_name(dictionary_find(parameters, "Name"), "Identity"))
        found(check, RULE_FILTER_UNKNOWN, where, "the filter Crypt is used");
}

static void stream_check(Check *check, const Stream *stream, Where where)
{
    Document *document = check->document;
    const Value *dictionary = &stream->dictionary;
    static const char *const external[] = {"F", "FFilter", "FDecodeParms"};
    for (size_t i = 0; i < G_N_ELEMENTS(external); i++)
        if (dictionary_find(dictionary, external[i])->kind)
            found(check, RULE_STREAM_EXTERNAL, where, "the stream has %s", external[i]);
    const Value *filters = document_find(document, dictionary, "Filter");
    const Value *parameters = document_find(document, dictionary, "DecodeParms");
    if (filters->kind == VALUE_NAME)
        filter_check(check, filters, parameters, where);
    for (size_t i = 0; i < array_length(filters); i++)
        filter_check(check, document_item(document, filters, i),
                     document_item(document, parameters, i), where);
}

static void xobject_check(Check *check, const Value *dictionary, Where where)
{
    Document *document = check->document;
    const Value *subtype = document_find(document, dictionary, "Subtype");
    bool image = value_is_name(subtype, "Image"), form = value_is_name(subtype, "Form");
    if (value_is_name(subtype, "PS") ||
        (form &&
         (value_is_name(document_find(document, dictionary, "Subtype2"), "PS") ||
          dictionary_find(dictionary, "PS")->kind)))
        found(check, RULE_POSTSCRIPT, where, "it is PostScript");
    if (image && dictionary_find(dictionary, "Alternates")->kind)
        found(check, RULE_ALTERNATES, where, "the image has Alternates");
    if ((image || form) && dictionary_find(dictionary, "OPI")->kind)
        found(check, RULE_OPI, where, "it has OPI");
    const Value *smooth = document_find(document, dictionary, "Interpolate");
    if (image && smooth->kind == VALUE_BOOLEAN && smooth->as.truth)
        found(check, RULE_INTERPOLATE, where, "the image has Interpolate true");
    if (form && dictionary_find(dictionary, "Ref")->kind)
        found(check, RULE_REFERENCE, where, "the form has Ref");
}

static void action_check(Check *check, const Value *dictionary, Where where)
{
    static const char *const kinds[] = {
        "JavaScript", "Launch",   "Sound", "Movie",     "ResetForm",
        "ImportData", "Hide",     "Trans", "Rendition", "SetOCGState",
        "GoTo3DView", "SetState", "NOP",   NULL};
    static const char *const allowed[] = {"GoTo",   "GoToR", "GoToE",      "URI",
                                          "Thread", "Named", "SubmitForm", NULL};
    static const char *const named[] = {"NextPage", "PrevPage", "FirstPage", "LastPage",
                                        NULL};
    Document *document = check->document;
    const Value *kind = document_find(document, dictionary, "S");
    if (kind->kind != VALUE_NAME || dictionary_find(dictionary, "K")->kind)
        return;
    const char *name = value_name(check->arena, kind);
    bool bad_name = value_is_name(kind, "Named") &&
                    !name_among(document_find(document, dictionary, "N"), named);
    if (name_among(kind, kinds) || bad_name)
        found(check, RULE_ACTION_KIND, where, "there is an action %s", name);
    if (name_among(kind, kinds) || name_among(kind, allowed))
        found(check, RULE_ACTION, where, "there is an action %s", name);
}

static void trigger_check(Check *check, const Value *dictionary, Where where)
{
    Document *document = check->document;
    if (!dictionary_find(dictionary, "AA")->kind)
        return;
    static const char *const kinds[] = {"Catalog", "Page", "Annot", NULL};
    const Value *type = document_find(document, dictionary, "Type");
    const Value *subtype = document_find(document, dictionary, "Subtype");
    if (name_among(type, kinds) || value_is_name(subtype, "Widget") ||
        dictionary_find(dictionary, "FT")->kind)
        found(check, RULE_ACTION_TRIGGER, where, "it has AA");
}

static void file_check(Check *check, const Value *dictionary, Where where)
{
    Document *document = check->document;
    bool embedded = document_find(document, dictionary, "EF")->kind == VALUE_DICTIONARY;
    if (!embedded)
        return;
    found(check, RULE_EMBEDDED, where, "a file is embedded");
    if (document_find(document, dictionary, "F")->kind != VALUE_STRING ||
        document_find(document, dictionary, "UF")->kind != VALUE_STRING)
        found(check, RULE_FILE_NAME, where, "the embedded file lacks F or UF");
}

/* A value and all that stands in it. */
static void value_check(Check *check, const Value *value, Where where)
{
    if (value->kind == VALUE_STREAM) {
        stream_check(check, value->as.stream, where);
        xobject_check(check, &value->as.stream->dictionary, where);
        value_check(check, &value->as.stream->dictionary, where);
    } else if (value->kind == VALUE_ARRAY) {
        for (size_t i = 0; i < value->as.array.n; i++)
            value_check(check, &value->as.array.items[i], where);
    } else if (value->kind == VALUE_DICTIONARY) {
        action_check(check, value, where);
        trigger_check(check, value, where);
        file_check(check, value, where);
        for (size_t i = 0; i < value->as.dictionary.n; i++)
            value_check(check, &value->as.dictionary.entries[i].value, where);
    }
}

void syntax_check(Check *check)
{
    Document *document = check->document;
    frame_check(check);
    version_check(check);
    trailer_check(check);
    size_t n_used = 0;
    for (unsigned i = 0; i < document->n_objects; i++) {
        XrefKind kind = document->objects[i].kind;
        if (kind != XREF_OFFSET && kind != XREF_PACKED)
            continue;
        n_used++;
        const Value *value = document_object(document, i);
        oddities_tell(check, document->objects[i].oddities, i);
        value_check(check, value, (Where){i, 0});
    }
    if (n_used > 8388607)
        found(check, RULE_LIMITS, (Where){0, 0}, "there are %zu objects", n_used);
    if (document->given_up)
        found(check, RULE_SYNTAX, (Where){0, 0}, "objects run into each other");
}
