/*
 * Files of other programs that come under the name of a text: renamed, or saved without a
 * look at the format. They are known by their first bytes; office files of today are all
 * ZIP archives, so the name of an entry says which one it is.
 */
#define _GNU_SOURCE /* memmem */
#include "base/guise.h"

#include <string.h>

#define AS_CSV "open it in a spreadsheet program and save it as CSV, in UTF-8"
#define AS_TEXT "open it in a word processor and save it as plain text, in UTF-8"
#define ZIP "PK\003\004"
#define OLD_OFFICE "\xd0\xcf\x11\xe0"

typedef struct GuiseRule {
    const char *start, *inside; /* inside: NULL: whatever follows */
    Guise guise;
} GuiseRule;

static const GuiseRule rules[] = {
    {ZIP, "xl/", {"an Excel workbook (.xlsx)", AS_CSV}},
    {ZIP, "opendocument.spreadsheet", {"a spreadsheet (.ods)", AS_CSV}},
    {ZIP, "word/", {"a Word document (.docx)", AS_TEXT}},
    {ZIP, "opendocument.text", {"a document (.odt)", AS_TEXT}},
    {ZIP, NULL, {"a ZIP archive", "unpack it, and put the text itself here"}},
    {OLD_OFFICE,
     NULL,
     {"a Word or Excel file of the old kind",
      "open it in an office program and save it as CSV or plain text, in UTF-8"}},
    {"%PDF-", NULL, {"a PDF", "put the text that it was made from here"}},
    {"{\\rtf", NULL, {"an RTF document", AS_TEXT}},
    {"\x1f\x8b", NULL, {"compressed", "unpack it with gunzip"}},
};

static bool rule_matches(const GuiseRule *rule, const char *bytes, size_t length)
{
    size_t n = strlen(rule->start);
    return length >= n && memcmp(bytes, rule->start, n) == 0 &&
           (!rule->inside || memmem(bytes, length, rule->inside, strlen(rule->inside)));
}

const Guise *guise_find(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rule_matches(&rules[i], bytes, length))
            return &rules[i].guise;
    return NULL;
}
