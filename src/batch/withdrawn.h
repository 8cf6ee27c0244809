/* Private to batch: whether any finished PDF shows who has withdrawn. */
#ifndef BATCH_WITHDRAWN_H
#define BATCH_WITHDRAWN_H

#include "batch/batch.h"

/* Looks at every PDF in the letter's folder of outputs, but for proofs; reports each name
 * that is withdrawn and still shown, and forgets lists of names that no file has. Where
 * no file `changed` and nobody has withdrawn, nothing is looked at. `batch` is as it was
 * wanted: the editions of its other shards are theirs to look at. False: any is shown, or
 * a file cannot be read: reported. */
bool withdrawn_check(Diagnostics *diagnostics, const Batch *batch, bool changed);

#endif
