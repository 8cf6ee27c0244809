/*
 * style: how a letter is to look, and what its language asks.
 *
 * Makes    a Layout (page, fonts, styles, signature blocks) and a Language.
 * From     layouts/<name>.yaml with all that it extends; layouts/languages/<lang>.yaml.
 * Calls    layout_read, language_read; layout_fit for a tighter variant of a layout.
 * Owns     the arena that is passed in owns everything; const after reading.
 * Always   lengths are points; every style is complete: what a file leaves out comes
 *          from what it extends or, at the chain's end, from the defaults.
 * Not      the letter, and whether the fonts exist.
 */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "style/layout.h"
#include "style/page.h"
#include "style/paper.h"
#include "style/language.h"

#endif
