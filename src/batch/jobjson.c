/* The job sheet as a JSON document; lengths are millimetres. */
#include "batch/job.h"

#include <math.h>

#include "base/json.h"
#include "batch/jobfacts.h"

static const char *const standards[] = {"PDF/X-4", "PDF/A-2a", "PDF/UA-1"};

static void texts_add(json_t *object, const char *key, const char *const *texts)
{
    json_t *array = json_add_array(object, key);
    for (; *texts; texts++)
        json_array_append_new(array, json_value_text(*texts));
}

/* A length in millimetres, to a thousandth. */
static json_t *length_value(double points)
{
    return json_real(round(1000 * length_mm(points)) / 1000);
}

static void box_add(json_t *object, const char *key, double width, double height)
{
    json_t *box = json_add_object(object, key);
    json_object_set_new(box, "width", length_value(width));
    json_object_set_new(box, "height", length_value(height));
    json_add_text(box, "paper", paper_name(width, height));
}

static void file_json(Arena *arena, json_t *files, const JobSheet *sheet,
                      const JobFile *file)
{
    const Pages *pages = file->pages;
    const Pressed *pressed = &file->pressed;
    const PressStyle *press = &pages->layout->press;
    bool stitched = pages->fold > 0 && press->imposition == IMPOSE_BOOKLET;
    double creep = stitched ? press->creep : 0;
    json_t *json = json_append_object(files);
    json_add_text(json, "file", file->name);
    json_add_count(json, "bytes", file->size_bytes);
    json_add_text(json, "sha256", file->sha256);
    json_add_count(json, "pages", pages->n_pages);
    json_add_truth(json, "imposed", pages->fold > 0);
    box_add(json, "trim", pages->width, pages->height);
    json_object_set_new(json, "bleed", length_value(press->bleed));
    box_add(json, "sheet", pages->width + 2 * pressed->beside,
            pages->height + 2 * pressed->above);
    json_object_set_new(json, "scale", json_real(1 - pages->reduction));
    json_object_set_new(json, "creep", length_value(creep));
    texts_add(json, "marks", marks_list(arena, pages));
    json_add_text(json, "fold", job_fold(arena, pages, pressed));
    json_t *kept = json_add_array(json, "standards");
    for (size_t i = 0; i < G_N_ELEMENTS(standards); i++)
        json_array_append_new(kept, json_value_text(standards[i]));
    json_add_truth(json, "checked", sheet->checked);
    json_add_count(json, "warnings", file->n_warnings);
}

static void ink_json(Arena *arena, json_t *json, const JobSheet *sheet)
{
    const Pressed *pressed = &sheet->files[0].pressed;
    const PressStyle *style = &sheet->files[0].pages->layout->press;
    texts_add(json, "inks", inks_list(arena, sheet));
    json_object_set_new(json, "most-ink", json_real(round(pressed->inks.most)));
    json_add_count(json, "ink-limit", style->ink_limit);
    json_t *profile = json_add_object(json, "profile");
    json_add_text(profile, "description", pressed->profile->description);
    json_add_text(profile, "condition", profile_condition(pressed->profile, style));
    json_add_text(profile, "registry", profile_registry(pressed->profile, style));
    json_add_text(profile, "intent", intent_told(style->intent));
}

static void fonts_json(Arena *arena, json_t *json, const Pages *pages)
{
    g_autoptr(GPtrArray) fonts = fonts_list(pages);
    json_t *list = json_add_array(json, "fonts");
    for (guint i = 0; i < fonts->len; i++) {
        const SizedFont *font = g_ptr_array_index(fonts, i);
        const char *version = font_version(arena, font);
        json_t *item = json_append_object(list);
        json_add_text(item, "family", font_file(font)->family);
        json_add_text(item, "style", font_file(font)->style);
        json_add_text(item, "version", *version ? version : NULL);
    }
}

char *job_json(Arena *arena, const JobSheet *sheet)
{
    const Pages *pages = sheet->files[0].pages;
    double coarsest = sheet->files[0].pressed.coarsest;
    json_t *json = json_object();
    json_add_text(json, "form", "openletter job 1");
    json_add_text(json, "letter", sheet->letter);
    json_add_text(json, "edition", sheet->edition);
    json_add_text(json, "title", pages->title);
    json_add_text(json, "language", pages->language);
    json_t *files = json_add_array(json, "files");
    for (size_t i = 0; i < sheet->n_files; i++)
        file_json(arena, files, sheet, &sheet->files[i]);
    ink_json(arena, json, sheet);
    fonts_json(arena, json, pages);
    json_add_count(json, "pictures", pictures_count(pages));
    json_object_set_new(json, "coarsest",
                        coarsest > 0 ? json_real(round(coarsest)) : json_null());
    json_add_count(json, "names", pages->n_names);
    json_add_count(json, "countries", pages->n_countries);
    json_add_text(json, "closed", pages->closed);
    json_add_text(json, "list", pages->n_names > 0 ? pages->list : NULL);
    json_add_truth(json, "specimen", sheet->specimen);
    json_add_truth(json, "draft", sheet->draft);
    json_add_truth(json, "unreviewed", sheet->unreviewed);
    g_autofree char *text = json_take_text(json, true);
    return g_strconcat(text, "\n", NULL);
}
