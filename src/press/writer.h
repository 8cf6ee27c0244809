/* A PDF file, written object by object. */
#ifndef PRESS_WRITER_H
#define PRESS_WRITER_H

#include "press/pdf.h"

/* Packs bytes with deflate; to be freed. */
GByteArray *bytes_pack(const void *bytes, size_t length);

/* The packed bytes of a file that gzip made of `bytes`; NULL: it is of other bytes, or
 * none. */
GByteArray *gzip_take(const void *gzip, size_t gzip_length, const void *bytes,
                      size_t length);

/* Adds to `found`, of size_t, the numbers of the objects that a text of an object refers
 * to. */
void references_find(const char *text, GArray *found);

/* The same for bytes that come a part at a time: packer_new, packer_add for each, and
 * packer_end, which frees it and gives all of them. */
typedef struct Packer Packer;

Packer *packer_new(void);
void packer_add(Packer *packer, const void *bytes, size_t length);
GByteArray *packer_end(Packer *packer);

/* Objects are told apart by numbers that the caller gives, each once. */
typedef struct Writer Writer;

/* Writes the file's head; `file` is lent. */
Writer *writer_new(FileWriter *file, const char *version);
void writer_free(Writer *writer);

/* Adds an object that is no stream, as text. */
void writer_object(Writer *writer, size_t number, const char *text, size_t length);

/* Adds a stream: the text of its dictionary, without /Length, and its bytes as they are. */
void writer_stream(Writer *writer, size_t number, const char *dictionary,
                   const void *bytes, size_t length);

/* Adds all objects of `pdf` that can be reached from `root` and `info`, but for those
 * of which skip[number] holds, and packs streams that are not. False: see pdf_problem. */
bool writer_reachable(Writer *writer, Pdf *pdf, const bool *skip, size_t root,
                      size_t info);

/* Ends the file. `top` is the highest number. False: the disk's fault, see
 * file_problem. */
bool writer_end(Writer *writer, size_t top, size_t root, size_t info);

/* A text as a string of PDF. */
void string_write(const char *utf8, GString *out);

#endif
