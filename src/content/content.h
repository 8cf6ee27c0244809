/*
 * content: what the letter's folder says.
 *
 * Makes    a Letter, a Roster and the Editions to make of them.
 * From     letter.md, signatories.csv, editions.yaml and po/ in one folder.
 * Calls    letter_read, roster_read, editions_read; then roster_order for each edition;
 *          namelist_make for the hash of its names, approvals_check for who saw them;
 *          catalog_read and letter_translate for another language, letter_extract for
 *          what there is to translate.
 * Owns     the arena that is passed in owns everything; what is read is const after.
 * Always   texts are UTF-8 in NFC, without controls; each knows its place in its file.
 * Not      styles, fonts, languages' rules, or how anything will look.
 */
#ifndef CONTENT_CONTENT_H
#define CONTENT_CONTENT_H

#include "content/letter.h"
#include "content/csv.h"
#include "content/edition.h"
#include "content/roster.h"
#include "content/catalog.h"
#include "content/namelist.h"
#include "content/message.h"
#include "content/words.h"

#endif
