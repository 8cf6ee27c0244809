/* A PDF file in memory: libqpdf behind a door. */
#ifndef PRESS_PDF_H
#define PRESS_PDF_H

#include "base/base.h"

/* A handle on an object of a Pdf; 0 is none. What a function returns is the caller's, to
 * be dropped; what pdf_set and pdf_push put into another object they drop themselves. */
typedef unsigned PdfObject;

/* Functions may be called after one failed; pdf_problem tells in the end. */
typedef struct Pdf Pdf;

/* Loads the library, from any thread. */
void pdf_prepare(void);

/* Opens the bytes, which are lent until pdf_close. NULL: the library is missing,
 * reported; a broken file is told by pdf_problem. */
Pdf *pdf_open(Diagnostics *diagnostics, const void *bytes, size_t length);
void pdf_close(Pdf *pdf);

/* The first thing that went wrong, to be freed; NULL: nothing. */
char *pdf_problem(Pdf *pdf);

PdfObject pdf_root(Pdf *pdf);
PdfObject pdf_trailer(Pdf *pdf);
PdfObject pdf_page(Pdf *pdf, size_t index);
size_t pdf_count_pages(Pdf *pdf);

/* Object `number` of the file, and how many numbers there are from 1. */
PdfObject pdf_numbered(Pdf *pdf, size_t number);
size_t pdf_count_objects(Pdf *pdf);

/* The number of an indirect object; 0: it stands in another one. */
size_t pdf_number_of(Pdf *pdf, PdfObject object);

/* An object as text, of a stream its dictionary; what it refers to by numbers. To be
 * freed. */
char *pdf_unparse(Pdf *pdf, PdfObject object);

/* Another handle on the same object. */
PdfObject pdf_again(Pdf *pdf, PdfObject object);
void pdf_drop(Pdf *pdf, PdfObject object);

/* Makes an object that others refer to of one that was made, which is dropped. */
PdfObject pdf_indirect(Pdf *pdf, PdfObject object);

PdfObject pdf_dictionary(Pdf *pdf);
PdfObject pdf_array(Pdf *pdf);
PdfObject pdf_name(Pdf *pdf, const char *name); /* with its slash */
PdfObject pdf_text(Pdf *pdf, const char *utf8);
PdfObject pdf_bytes(Pdf *pdf, const char *bytes, size_t length);
PdfObject pdf_whole(Pdf *pdf, long long value);
PdfObject pdf_real(Pdf *pdf, double value);
PdfObject pdf_boolean(Pdf *pdf, bool value);

/* An object from its text, which has no references. */
PdfObject pdf_parse(Pdf *pdf, const char *text);

/* A stream of bytes, which are copied; `filter` is what they are packed with, NULL:
 * nothing yet. It is an indirect object. */
PdfObject pdf_stream(Pdf *pdf, const void *bytes, size_t length, const char *filter);

/* The unpacked bytes of a stream, or of all streams of a page; to be freed with free.
 * NULL: see pdf_problem. */
unsigned char *pdf_stream_read(Pdf *pdf, PdfObject stream, size_t *length);
unsigned char *pdf_page_read(Pdf *pdf, PdfObject page, size_t *length);

/* The bytes of a stream as they are; to be freed with free. NULL: see pdf_problem. */
unsigned char *pdf_stream_raw(Pdf *pdf, PdfObject stream, size_t *length);

/* Gives a stream other bytes; `filter` as in pdf_stream. */
void pdf_stream_replace(Pdf *pdf, PdfObject stream, const void *bytes, size_t length,
                        const char *filter);

/* Asks a dictionary or a stream's; 0: it has no such key. */
PdfObject pdf_key(Pdf *pdf, PdfObject dictionary, const char *key);
bool pdf_has(Pdf *pdf, PdfObject dictionary, const char *key);
bool pdf_key_is(Pdf *pdf, PdfObject dictionary, const char *key, const char *name);
void pdf_remove(Pdf *pdf, PdfObject dictionary, const char *key);
void pdf_set(Pdf *pdf, PdfObject dictionary, const char *key, PdfObject value);
void pdf_stream_set(Pdf *pdf, PdfObject stream, const char *key, PdfObject value);

size_t pdf_count(Pdf *pdf, PdfObject array);
PdfObject pdf_item(Pdf *pdf, PdfObject array, size_t index);
void pdf_push(Pdf *pdf, PdfObject array, PdfObject value);

bool pdf_is_dictionary(Pdf *pdf, PdfObject object);
bool pdf_is_stream(Pdf *pdf, PdfObject object);
bool pdf_is_array(Pdf *pdf, PdfObject object);
double pdf_double(Pdf *pdf, PdfObject number);

/* Calls `visit` for each key of a dictionary with its value, which is dropped after. */
typedef void PdfVisit(Pdf *pdf, const char *key, PdfObject value, void *closure);
void pdf_each(Pdf *pdf, PdfObject dictionary, PdfVisit *visit, void *closure);

#endif
