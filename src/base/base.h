/*
 * base: what every room needs.
 *
 * Makes    arenas, places in source files, diagnostics, lengths, safe files, YAML trees.
 * From     nothing of openletter; GLib and, for YAML alone, libfyaml.
 * Calls    diagnostics_new, then readers that report to it, then diagnostics_free.
 * Owns     an Arena owns all that is allocated from it and dies with the edition.
 * Always   lengths are points in double; columns and lines count from 1, in characters.
 * Not      letters, fonts, pages: nothing here knows what is typeset.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/heap.h"
#include "base/interrupt.h"
#include "base/library.h"
#include "base/nearest.h"
#include "base/place.h"
#include "base/plural.h"
#include "base/sum.h"
#include "base/unit.h"
#include "base/yaml.h"

#endif
