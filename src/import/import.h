/*
 * import: a form's or spreadsheet's export brought into signatories.csv.
 *
 * Makes    a Merge: signatories.csv as it would be, and what differs.
 * From     a CSV file, an .xlsx or an .ods workbook, and a letter's folder.
 * Calls    sheet_read, columns_guess, people_take, merge_make; then merge_print,
 *          merge_write, withdrawn_purge.
 * Owns     the arena that is passed in owns everything.
 * Always   no row is dropped without a report that has its line; what is in
 *          signatories.csv stands unless it is asked to give way; nobody who is
 *          withdrawn comes back; importing the same file again changes nothing.
 * Not      letters' texts, editions, pages.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/merge.h"
#include "import/people.h"
#include "import/table.h"

#endif
