/*
 * text: from characters to shaped glyphs with break opportunities.
 *
 * Makes    a Shaped text: glyphs of each item, and the Breaks where a line may end;
 *          and the GlyphRuns of one line of it.
 * From     a StyledText, its Language, and a FontBook of the layout's fonts.
 * Calls    fontbook_open, then text_shape once a paragraph, then shaped_line for each
 *          line that was chosen; fontbook_free at the end.
 * Owns     fonts belong to the FontBook and outlive all glyphs; the rest is in the arena.
 * Always   unhinted points, y down, the same at every resolution; never a missing glyph:
 *          a character that no font of the stack has is an error and the text is NULL.
 * Not      which breaks are taken, and where on a page a line stands.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "text/asked.h"
#include "text/fontbook.h"
#include "text/shaped.h"
#include "text/styled.h"

#endif
