/*
 * From a story to pages, and copyfitting.
 *
 * A story is set as its layout says. When that takes more pages than the edition may
 * have, the layout is tightened as little as will do. The ways to do so are a ladder,
 * each rung tighter than the one before: paragraphs may lose a line; then the leading
 * gives way step by step to the end of the layout's range; then the size does. The
 * lowest rung that fits is found by halving, and where it had to take from the size, the
 * leading is given back as far as it can be. The letter is told anew for each rung that
 * is tried, in an arena that is thrown away, and once more to be set. Nothing is ever
 * widened to fill a page.
 */
#include "flow/overflow.h"

#include <math.h>

#define LEADING_STEP 0.1
#define SIZE_STEP 0.05

/* How far a layout is tightened: steps of its ranges. */
typedef struct Rung {
    bool loose; /* paragraphs may lose lines */
    unsigned leading, size;
} Rung;

typedef struct Flow {
    Standing *standing;
    Diagnostics *diagnostics;
    const Story *story; /* as it was told first */
} Flow;

/* ---- setting ------------------------------------------------------------------------ */

/* Takes over what was gathered while placing. */
static const Pages *pages_make(const Placer *placer, Fit fit)
{
    const Story *story = placer->galley->story;
    const PageStyle *page = &story->layout->page;
    Arena *arena = placer->arena;
    Pages *pages = arena_one(arena, Pages);
    *pages = (Pages){
        .width = story->layout->page.width,
        .height = story->layout->page.height,
        .pages = placer->pages,
        .n_pages = placer->plan->n_pages,
        .elements = placer->structure.elements,
        .n_elements = placer->structure.n_elements,
        .bookmarks = arena_copy(arena, placer->bookmarks->data,
                                placer->bookmarks->len * sizeof(Bookmark)),
        .n_bookmarks = placer->bookmarks->len,
        .lines = arena_copy(arena, placer->lines->data,
                            placer->lines->len * sizeof(PlacedLine)),
        .n_lines = placer->lines->len,
        .title = story->title,
        .author = story->author,
        .language = story->edition->language,
        .date = story->letter->revised,
        .n_names = story->n_names,
        .n_countries = story->n_countries,
        .fit = fit,
        .closed = story->list->closed,
        .list = story->list->short_hash,
        .text_top = page->first_baseline - page->grid / 2,
        .text_bottom = page->first_baseline + (page->lines - 0.5) * page->grid,
        .rtl = placer->galley->whole.rtl,
        .layout = story->layout,
    };
    return pages;
}

/* How many lines the paragraphs of a plan lost against their best setting. */
static size_t lines_taken(const Galley *galley, const PagePlan *plan)
{
    size_t taken = 0;
    for (size_t i = 0; i < plan->n_parts; i++) {
        const PagePart *part = &plan->parts[i];
        const Slab *slab = &galley->slabs[part->slab];
        size_t best = slab_length(slab, 0), way = slab_length(slab, part->setting);
        taken += part->from == 0 && way < best ? best - way : 0;
    }
    return taken;
}

static const Pages *pages_place(const Flow *flow, Arena *arena, const Galley *galley,
                                const PagePlan *plan, Fit fit)
{
    Placer placer = {
        .standing = flow->standing,
        .diagnostics = flow->diagnostics,
        .arena = arena,
        .galley = galley,
        .plan = plan,
        .structure = structure_make(arena, galley->story),
        .pages = arena_array(arena, Page, plan->n_pages),
        .items = g_array_new(FALSE, FALSE, sizeof(PageItem)),
        .notes = g_array_new(FALSE, FALSE, sizeof(const GalleyNote *)),
        .lines = g_array_new(FALSE, FALSE, sizeof(PlacedLine)),
        .bookmarks = g_array_new(FALSE, FALSE, sizeof(Bookmark)),
    };
    plan_place(&placer);
    const Pages *pages = placer.failed ? NULL : pages_make(&placer, fit);
    g_array_free(placer.items, TRUE);
    g_array_free(placer.notes, TRUE);
    g_array_free(placer.lines, TRUE);
    g_array_free(placer.bookmarks, TRUE);
    return pages;
}

/* ---- copyfitting -------------------------------------------------------------------- */

static unsigned range_steps(double range, double step)
{
    return (unsigned)ceil(range / step - 1e-6);
}

/* How many points so many steps take off, at most the whole range. */
static double steps_points(unsigned steps, double step, double range)
{
    return fmin(steps * step, range);
}

/* Rung `index` of the ladder, from 0. */
static Rung rung_at(const FitRange *range, unsigned index)
{
    unsigned most = range_steps(range->leading, LEADING_STEP);
    unsigned leading = MIN(index, most);
    return (Rung){.loose = true, .leading = leading, .size = index - leading};
}

/* The story as it is told on a rung; NULL: reported. */
static const Story *rung_tell(const Flow *flow, Arena *arena, Rung rung)
{
    const Story *story = flow->story;
    const FitRange *range = &story->layout->fit;
    double size = steps_points(rung.size, SIZE_STEP, range->size);
    double leading = steps_points(rung.leading, LEADING_STEP, range->leading);
    const Layout *layout = layout_fit(arena, story->layout, -size, -leading);
    return story_tell(flow->diagnostics, arena, story->letter, story->roster,
                      story->edition, layout, story->language, story->second_letter,
                      story->second_language);
}

/* A story broken into lines and pages; galley NULL: reported. */
typedef struct Trial {
    const Galley *galley;
    PagePlan plan;
} Trial;

static Trial story_set(const Flow *flow, Arena *arena, const Story *story, bool loose)
{
    Trial trial = {.galley = NULL};
    if (story)
        trial.galley = galley_make(flow->standing, flow->diagnostics, arena, story);
    if (trial.galley)
        trial.plan =
            pages_plan(arena, trial.galley, loose ? story->layout->fit.looseness : 0);
    return trial;
}

/* How many pages the story may take: the edition says, else the layout; 0: any number. */
static size_t pages_allowed(const Flow *flow)
{
    unsigned pages = flow->story->edition->pages;
    return pages > 0 ? pages : flow->story->layout->fit.pages;
}

/* How many pages a rung takes; SIZE_MAX: it cannot be set. */
static size_t rung_pages(const Flow *flow, Rung rung)
{
    g_autoptr(Arena) arena = arena_new();
    Trial trial = story_set(flow, arena, rung_tell(flow, arena, rung), rung.loose);
    return trial.galley ? trial.plan.n_pages : SIZE_MAX;
}

static void pages_refuse(const Flow *flow, const Trial *trial, Rung rung)
{
    const Edition *edition = flow->story->edition;
    const FitRange *range = &flow->story->layout->fit;
    g_autoptr(Arena) arena = arena_new();
    size_t allowed = pages_allowed(flow);
    const char *takes = arena_print(arena, "%zu", trial->plan.n_pages);
    const char *may = arena_print(arena, "%zu", allowed);
    const char *tried = arena_print(
        arena, "%.2f pt off the size, %.2f pt off the grid, looseness %u",
        steps_points(rung.size, SIZE_STEP, range->size),
        steps_points(rung.leading, LEADING_STEP, range->leading), range->looseness);
    report(flow->diagnostics, PAGES_TOO_MANY, edition->place, edition->name, takes, may,
           tried, overflow_tell(arena, trial->galley, &trial->plan, allowed));
}

/* What was taken by setting a story on a rung. */
static Fit rung_fit(const Flow *flow, Rung rung, const Trial *trial)
{
    const FitRange *range = &flow->story->layout->fit;
    return (Fit){.size = steps_points(rung.size, SIZE_STEP, range->size),
                 .leading = steps_points(rung.leading, LEADING_STEP, range->leading),
                 .lines = lines_taken(trial->galley, &trial->plan)};
}

/* Gives back as much of the leading as still fits. */
static Rung rung_relax(const Flow *flow, Rung rung)
{
    unsigned low = 0, high = rung.leading;
    while (rung.size > 0 && low < high) {
        rung.leading = low + (high - low) / 2;
        if (rung_pages(flow, rung) <= pages_allowed(flow))
            high = rung.leading;
        else
            low = rung.leading + 1;
    }
    rung.leading = rung.size > 0 ? high : rung.leading;
    return rung;
}

/* Whether the tightest rung fits; false: reported. */
static bool rung_suffices(const Flow *flow, Rung rung)
{
    g_autoptr(Arena) arena = arena_new();
    Trial trial = story_set(flow, arena, rung_tell(flow, arena, rung), rung.loose);
    if (trial.galley && trial.plan.n_pages > pages_allowed(flow))
        pages_refuse(flow, &trial, rung);
    return trial.galley && trial.plan.n_pages <= pages_allowed(flow);
}

/* Finds the least tightening that fits. False: reported. */
static bool rung_find(const Flow *flow, Rung *rung)
{
    const FitRange *range = &flow->story->layout->fit;
    unsigned low = 0, high = range_steps(range->leading, LEADING_STEP) +
                             range_steps(range->size, SIZE_STEP);
    size_t allowed = pages_allowed(flow);
    if (!rung_suffices(flow, rung_at(range, high)))
        return false;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (rung_pages(flow, rung_at(range, middle)) <= allowed)
            high = middle;
        else
            low = middle + 1;
    }
    *rung = rung_relax(flow, rung_at(range, high));
    return true;
}

/* ---- the whole ---------------------------------------------------------------------- */

const Pages *story_flow(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                        const Story *story)
{
    Flow flow = {standing, diagnostics, story};
    Trial trial = story_set(&flow, arena, story, false);
    if (!trial.galley)
        return NULL;
    size_t allowed = pages_allowed(&flow);
    Fit fit = {0};
    if (allowed > 0 && trial.plan.n_pages > allowed) {
        Rung rung;
        if (!rung_find(&flow, &rung))
            return NULL;
        trial = story_set(&flow, arena, rung_tell(&flow, arena, rung), rung.loose);
        g_assert(trial.galley);
        fit = rung_fit(&flow, rung, &trial);
    }
    if (trial.plan.forced) {
        report(diagnostics, BLOCK_TOO_TALL, trial.plan.forced->block->place);
        return NULL;
    }
    return pages_place(&flow, arena, trial.galley, &trial.plan, fit);
}
