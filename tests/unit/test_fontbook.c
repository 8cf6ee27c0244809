/* Fonts: where a family's files are found, what is missing, and what the lock says. */
#include "desk.h"
#include "type.h"

#define NOTO "/usr/share/fonts/truetype/noto/"
#define SERIF NOTO "NotoSerif-Regular.ttf"
#define SANS NOTO "NotoSans-Regular.ttf"

/* A layout whose every stack is the one family. */
static const Layout *layout_of(Desk *desk, const char *family)
{
    const char *const paths[] = {desk->folder, NULL};
    const Folders folders = {paths};
    desk_write(desk, "layouts/mine.yaml",
               arena_print(desk->arena, "fonts:\n  text: [%s]\n  sans: [%s]\n", family,
                           family));
    const Layout *layout =
        layout_read(desk->diagnostics, desk->arena, &folders, "mine", PLACE_NONE);
    assert_non_null(layout);
    return layout;
}

/* Opens the family with the fonts/ of the desk, and those of the clone if `house`. */
static FontBook *book_open(Desk *desk, const char *family, bool house)
{
    const char *const paths[] = {desk->folder, house ? "." : NULL, NULL};
    const Folders folders = {paths};
    return fontbook_open(desk->diagnostics, &folders, layout_of(desk, family));
}

/* The file of the book that is this style of its family. */
static const FontFile *file_of(const FontBook *book, const char *style)
{
    size_t n_files;
    const FontFile *files = fontbook_files(book, &n_files);
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i].style, style) == 0)
            return &files[i];
    fail_msg("no file is '%s'", style);
    return NULL;
}

/* Puts a copy of a font into the desk's folder. */
static const char *font_put(Desk *desk, const char *font, const char *name)
{
    g_autofree char *bytes = NULL;
    size_t length;
    assert_true(g_file_get_contents(font, &bytes, &length, NULL));
    return desk_put(desk, name, bytes, length);
}

/* Makes the desk's fonts/fonts.conf, so that fonts are looked for in its system/. */
static void conf_put(Desk *desk)
{
    desk_write(desk, "fonts/fonts.conf",
               arena_print(desk->arena,
                           "<?xml version=\"1.0\"?>\n"
                           "<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n"
                           "<fontconfig><dir>%s/system</dir>"
                           "<cachedir>%s/cache</cachedir></fontconfig>\n",
                           desk->folder, desk->folder));
}

/* Makes the desk's fonts/fonts.lock of one file. */
static void lock_put(Desk *desk, const char *family, const char *file, const char *sum)
{
    desk_write(desk, "fonts/fonts.lock",
               arena_print(desk->arena,
                           "fonts:\n  - { family: %s, style: Regular, file: %s,\n"
                           "      package: fonts-of-mine, version: '1', sha256: %s }\n",
                           family, file, sum));
}

static void the_houses_fonts_are_found(void **state)
{
    (void)state;
    Type *type = type_new("en");
    size_t n_files;
    const FontFile *files = fontbook_files(type->book, &n_files);
    assert_true(n_files > 10);
    for (size_t i = 0; i < n_files; i++) {
        assert_true(g_file_test(files[i].path, G_FILE_TEST_IS_REGULAR));
        assert_string_equal(files[i].package, "fonts-noto-core");
        assert_int_equal(font_state(&files[i]), FONT_SAME);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(files[i].path, files[k].path);
    }
    assert_string_equal(files[0].family, "Noto Serif");
    assert_string_equal(files[0].path, SERIF);
    assert_true(g_ascii_isdigit(files[0].version[0]));
    type_free(type);
}

/* Checks that a family is missing, and what would install it. */
static void assert_missing(const char *family, const char *told)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(book_open(&desk, family, true));
    assert_reports(&desk, "2:10 font-missing, 3:10 font-missing");
    assert_told(&desk, told);
    assert_int_equal(diagnostics_status(desk.diagnostics), 3);
}

static void a_missing_family_is_told_with_its_package(void **state)
{
    (void)state;
    assert_missing("Noto Nothing", "apt-get install fonts-noto-core\n");
    assert_missing("Noto Serif CJK XX", "apt-get install fonts-noto-cjk\n");
    assert_missing("Gentium Nothing", "apt-get install fonts-sil-gentiumplus\n");
    assert_missing("My Hand", "copy its files into fonts/");
}

static void a_misspelt_family_is_told_with_the_one_that_is_meant(void **state)
{
    (void)state;
    assert_missing("Noto Sarif", "did you mean 'Noto Serif'? if not: apt-get install "
                                 "fonts-noto-core\n");
    assert_missing("notoserif", "did you mean 'Noto Serif'? if not: install it,");
    g_auto(Desk) desk;
    desk_init(&desk);
    lock_put(&desk, "My Hand", "/nowhere/hand.ttf", "00");
    assert_null(book_open(&desk, "My Hands", false));
    assert_told(&desk, "did you mean 'My Hand'?");
}

static void a_locked_family_is_of_the_locked_package(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    lock_put(&desk, "My Hand", "/nowhere/hand.ttf", "00");
    assert_null(book_open(&desk, "My Hand", false));
    assert_told(&desk, "help: apt-get install fonts-of-mine\n");
}

static void a_font_in_the_letters_folder_comes_first(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = font_put(&desk, SERIF, "fonts/hand.ttf");
    g_autoptr(FontBook) book = book_open(&desk, "Noto Serif", true);
    assert_non_null(book);
    const FontFile *file = file_of(book, "Regular");
    assert_string_equal(file->path, path);
    assert_int_equal(font_state(file), FONT_DROPPED);
    assert_null(file->locked_sha256);
    assert_string_not_equal(file->version, "");
    assert_string_equal(file_of(book, "Bold")->path, NOTO "NotoSerif-Bold.ttf");
    fontbook_check(book, desk.diagnostics);
    assert_reports(&desk, "");
}

static void a_font_alone_stands_in_for_its_other_styles(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    font_put(&desk, SANS, "fonts/a.ttf");
    g_autoptr(FontBook) book = book_open(&desk, "Noto Sans", false);
    size_t n_files;
    fontbook_files(book, &n_files);
    assert_int_equal(n_files, 1);
    assert_reports(&desk, "");
}

static void a_changed_file_is_warned_of(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    lock_put(&desk, "Noto Serif", SERIF, "'00'");
    g_autoptr(FontBook) book = book_open(&desk, "Noto Serif", false);
    assert_non_null(book);
    const FontFile *file = file_of(book, "Regular");
    assert_string_equal(file->locked_sha256, "00");
    assert_string_equal(file->locked_version, "1");
    assert_string_equal(file->version, "2.004");
    assert_int_equal(strlen(file->sha256), 64);
    assert_int_equal(font_state(file), FONT_DIFFERS);
    assert_reports(&desk, "");
    fontbook_check(book, desk.diagnostics);
    assert_reports(&desk, "font-changed");
    assert_told(&desk, "install the version 1,");
    assert_int_equal(diagnostics_status(desk.diagnostics), 0);
}

static void an_unchanged_file_is_not_warned_of(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = font_put(&desk, SERIF, "elsewhere/hand.ttf");
    g_autofree char *bytes = NULL;
    size_t length;
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    lock_put(&desk, "Noto Serif", path, sum);
    g_autoptr(FontBook) book = book_open(&desk, "Noto Serif", false);
    fontbook_check(book, desk.diagnostics);
    assert_reports(&desk, "");
}

static void a_file_without_a_lock_is_warned_of(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    conf_put(&desk);
    const char *path = font_put(&desk, SERIF, "system/deep/hand.ttf");
    g_autoptr(FontBook) book = book_open(&desk, "Noto Serif", false);
    assert_non_null(book);
    const FontFile *file = file_of(book, "Regular");
    assert_string_equal(file->path, path);
    assert_string_equal(file->package, "fonts-noto-core");
    assert_null(file->locked_sha256);
    assert_int_equal(font_state(file), FONT_UNLOCKED);
    fontbook_check(book, desk.diagnostics);
    assert_reports(&desk, "font-unlocked");
}

static void a_locked_file_that_moved_is_found_by_its_name(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    conf_put(&desk);
    lock_put(&desk, "Noto Serif", "/nowhere/hand.ttf", "'00'");
    const char *path = font_put(&desk, SERIF, "system/hand.ttf");
    g_autoptr(FontBook) book = book_open(&desk, "Noto Serif", false);
    assert_non_null(book);
    assert_string_equal(file_of(book, "Regular")->path, path);
    assert_string_equal(file_of(book, "Regular")->locked_sha256, "00");
}

static void a_broken_font_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "fonts/b.ttf", "no font");
    desk_write(&desk, "fonts/a.otf", "");
    desk_write(&desk, "fonts/c.txt", "no font, and not called one");
    assert_null(book_open(&desk, "Noto Serif", true));
    assert_reports(&desk, "font-broken, font-broken");
    assert_int_equal(diagnostics_status(desk.diagnostics), 3);
}

/* A file that the lock names is opened when its first character is wanted. */
static void a_broken_font_of_the_lock_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    lock_put(&desk, "My Hand", desk_write(&desk, "elsewhere/hand.ttf", "no font"),
             "'00'");
    g_autoptr(FontBook) book = book_open(&desk, "My Hand", false);
    assert_non_null(book);
    Type *type = type_new("en");
    const Layout *layout = layout_of(&desk, "My Hand");
    TextSpan like = {.style = &layout->styles[STYLE_BODY]};
    const StyledText *text = type_text(type, "We write.", like);
    text_shape(book, desk.diagnostics, desk.arena, text, type->language, true, 0);
    assert_told(&desk, "[font-broken]");
    assert_int_equal(diagnostics_status(desk.diagnostics), 3);
    type_free(type);
}

static void a_wrong_lock_is_refused(void **state)
{
    (void)state;
    static const char *const locks[] = {"fonts: none\n",
                                        "- a\n",
                                        "font: []\n",
                                        "fonts: [a]\n",
                                        "fonts: [{ family: A }]\n",
                                        "fonts: [{ familie: A }]\n",
                                        "fonts: [\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(locks); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        desk_write(&desk, "fonts/fonts.lock", locks[i]);
        assert_null(book_open(&desk, "Noto Serif", true));
        assert_int_equal(diagnostics_status(desk.diagnostics), 1);
    }
}

static void every_key_that_a_lock_lacks_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "fonts/fonts.lock",
               "fonts:\n- { family: A, style: Regular, file: a.ttf, version: '1' }\n");
    assert_null(book_open(&desk, "Noto Serif", true));
    assert_reports(&desk, "2:3 lock-key-missing, 2:3 lock-key-missing");
    assert_told(&desk, "no key 'package'");
    assert_told(&desk, "no key 'sha256'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_houses_fonts_are_found),
        cmocka_unit_test(a_missing_family_is_told_with_its_package),
        cmocka_unit_test(a_misspelt_family_is_told_with_the_one_that_is_meant),
        cmocka_unit_test(a_locked_family_is_of_the_locked_package),
        cmocka_unit_test(a_font_in_the_letters_folder_comes_first),
        cmocka_unit_test(a_font_alone_stands_in_for_its_other_styles),
        cmocka_unit_test(a_changed_file_is_warned_of),
        cmocka_unit_test(an_unchanged_file_is_not_warned_of),
        cmocka_unit_test(a_file_without_a_lock_is_warned_of),
        cmocka_unit_test(a_locked_file_that_moved_is_found_by_its_name),
        cmocka_unit_test(a_broken_font_is_told),
        cmocka_unit_test(a_broken_font_of_the_lock_is_told),
        cmocka_unit_test(a_wrong_lock_is_refused),
        cmocka_unit_test(every_key_that_a_lock_lacks_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
