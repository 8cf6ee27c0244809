/* Files: what is read is checked, what is written appears whole or not at all. */
#include "base/file.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"

/* What is read of a file with these bytes; NULL: reported. */
static const char *read_of(Desk *desk, const char *bytes, size_t length, size_t *n)
{
    const char *text = NULL;
    const char *path = desk_put(desk, "file", bytes, length);
    bool good = file_read_text(desk->diagnostics, desk->arena, path, place_file(path),
                               &text, n);
    return good ? text : NULL;
}

static void assert_read(const char *bytes, size_t length, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    size_t n = 0;
    const char *text = read_of(&desk, bytes, length, &n);
    assert_non_null(text);
    assert_string_equal(text, want);
    assert_int_equal(n, strlen(want));
    assert_reports(&desk, "");
}

static void assert_unread(const char *bytes, size_t length, const char *reports,
                          const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    size_t n = 0;
    assert_null(read_of(&desk, bytes, length, &n));
    assert_reports(&desk, reports);
    assert_told(&desk, words);
}

static void text_is_read_whole(void **state)
{
    (void)state;
    assert_read("", 0, "");
    assert_read("a\r\nž\n", 6, "a\r\nž\n");
    assert_read("\xef\xbb\xbf"
                "a",
                4, "a");
    assert_read("\xef\xbb\xbf", 3, "");
    assert_read("a\xef\xbb\xbf", 4, "a\ufeff");
}

static void wrong_bytes_have_their_place(void **state)
{
    (void)state;
    assert_unread("a\r\nžb\xe9.\n", 9, "2:3 not-utf8", "0xe9");
    assert_unread("a\r\nžb\xe9.\n", 9, "2:3 not-utf8", "which is 'é' in Windows-1252");
    assert_unread("a\rb\xc3", 4, "2:2 not-utf8", "0xc3");
    assert_unread("\xef\xbb\xbf"
                  "ab\xff",
                  6, "1:3 not-utf8", "0xff");
    assert_unread("\xff\xfe"
                  "a\0",
                  4, "1:1 not-utf8", "UTF-16");
    assert_unread("a\n\xed\xa0\x80", 5, "2:1 not-utf8", "0xed");
    assert_unread("\xc0\x80", 2, "1:1 not-utf8", "0xc0");
}

static void nul_has_its_place(void **state)
{
    (void)state;
    assert_unread("a\nb\0c\n", 6, "2:2 nul-character", "U+0000");
}

static void giants_are_not_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *text = NULL, *path = desk_write(&desk, "file", "");
    size_t length = 0;
    assert_int_equal(truncate(path, (16 << 20) + 1), 0);
    assert_false(
        file_read_text(desk.diagnostics, desk.arena, path, PLACE_NONE, &text, &length));
    assert_reports(&desk, "file-too-large");
}

static void only_files_are_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *text = NULL, *pipe = desk_path(&desk, "pipe");
    size_t length = 0;
    assert_int_equal(mkfifo(pipe, 0666), 0);
    const char *paths[] = {pipe, desk.folder, desk_path(&desk, "none")};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        assert_false(file_read_text(desk.diagnostics, desk.arena, paths[i],
                                    place_at("letter.md", 3, 4), &text, &length));
    assert_reports(&desk, "3:4 file-unreadable, 3:4 file-unreadable, "
                          "3:4 file-unreadable");
    assert_told(&desk, "not a regular file");
    assert_int_equal(diagnostics_status(desk.diagnostics), FAULT_MACHINE);
}

/* A writer of "target" in a folder of its own, staged in "staging". */
static FileWriter *writer_on(Desk *desk)
{
    return file_open(desk->diagnostics, desk_path(desk, "out/target"),
                     desk_path(desk, "staging"));
}

static void assert_no_staged(Desk *desk)
{
    g_autoptr(GDir) folder = g_dir_open(desk_path(desk, "staging"), 0, NULL);
    assert_non_null(folder);
    assert_null(g_dir_read_name(folder));
}

static void a_file_appears_when_committed(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = desk_path(&desk, "out/target");
    FileWriter *writer = writer_on(&desk);
    assert_non_null(writer);
    assert_true(file_write(writer, "new ", 4));
    assert_true(file_write(writer, "text", 4));
    assert_null(file_problem(writer));
    assert_true(file_flush(writer));
    assert_string_equal(desk_read(&desk, file_staged_path(writer)), "new text");
    assert_null(desk_read(&desk, path));
    assert_true(file_finish(writer));
    assert_true(file_finish(writer));
    assert_null(desk_read(&desk, path));
    assert_true(file_commit(writer));
    assert_string_equal(desk_read(&desk, path), "new text");
    assert_no_staged(&desk);
    assert_reports(&desk, "");
}

static void an_old_file_is_replaced_whole(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = desk_write(&desk, "out/target", "an old and longer text");
    FileWriter *writer = writer_on(&desk);
    assert_true(file_write(writer, "new", 3));
    assert_string_equal(desk_read(&desk, path), "an old and longer text");
    assert_true(file_commit(writer));
    assert_string_equal(desk_read(&desk, path), "new");
}

static void what_is_discarded_leaves_nothing(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = desk_write(&desk, "out/target", "old");
    FileWriter *writer = writer_on(&desk);
    assert_true(file_write(writer, "new", 3));
    file_discard(writer);
    writer = writer_on(&desk);
    assert_true(file_write(writer, "new", 3));
    assert_true(file_finish(writer));
    file_discard(writer);
    assert_string_equal(desk_read(&desk, path), "old");
    assert_no_staged(&desk);
    assert_reports(&desk, "");
}

static void a_file_has_the_usual_mode(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    mode_t mask = umask(027);
    FileWriter *writer = writer_on(&desk);
    assert_true(file_commit(writer));
    umask(mask);
    struct stat status;
    assert_int_equal(stat(desk_path(&desk, "out/target"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void what_cannot_be_opened_is_reported(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "out", "a file where a folder should be");
    assert_null(writer_on(&desk));
    assert_false(folder_make(desk.diagnostics, desk_path(&desk, "out/inner")));
    assert_reports(&desk, "file-unwritable, file-unwritable");
    assert_true(folder_make(desk.diagnostics, desk_path(&desk, "a/b/c")));
    assert_true(g_file_test(desk_path(&desk, "a/b/c"), G_FILE_TEST_IS_DIR));
}

static void what_cannot_be_renamed_is_reported(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    FileWriter *writer = writer_on(&desk);
    assert_true(file_write(writer, "new", 3));
    desk_write(&desk, "out/target/inner", "in the way");
    assert_false(file_commit(writer));
    assert_reports(&desk, "file-unwritable");
    assert_no_staged(&desk);
}

static void a_folder_in_the_way_is_told_at_once(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "out/target/inner", "in the way");
    assert_null(writer_on(&desk));
    assert_reports(&desk, "file-unwritable");
    assert_told(&desk, g_strerror(EISDIR));
    assert_no_staged(&desk);
}

/* Stages a file in another process, which then is killed. */
static void stage_and_die(Desk *desk)
{
    pid_t child = fork();
    if (child == 0) {
        FileWriter *writer = writer_on(desk);
        file_write(writer, "half", 4);
        file_finish(writer);
        raise(SIGKILL);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void what_the_dead_left_is_swept(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    FileWriter *open = writer_on(&desk), *finished = writer_on(&desk);
    assert_true(file_write(finished, "new", 3) && file_finish(finished));
    stage_and_die(&desk);
    const char *others = desk_write(&desk, "staging/letter.txt", "of somebody else");
    assert_int_equal(symlink(others, desk_path(&desk, "staging/.openletter-linked")),
                     0);
    staging_sweep(desk_path(&desk, "staging"));
    assert_true(g_file_test(file_staged_path(open), G_FILE_TEST_EXISTS));
    assert_true(g_file_test(file_staged_path(finished), G_FILE_TEST_EXISTS));
    assert_string_equal(desk_read(&desk, others), "of somebody else");
    g_unlink(others);
    g_unlink(desk_path(&desk, "staging/.openletter-linked"));
    file_discard(open);
    assert_true(file_commit(finished));
    assert_no_staged(&desk);
}

/* A full disk, played by a limit to the size of files. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = desk_write(&desk, "out/target", "old");
    FileWriter *writer = writer_on(&desk);
    g_autofree char *bytes = g_strnfill(1 << 20, 'x');
    struct rlimit old, low;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    low = (struct rlimit){4096, old.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    bool written = file_write(writer, bytes, 1 << 20);
    bool finished = file_finish(writer), committed = file_commit(writer);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(written || finished || committed);
    assert_reports(&desk, "file-unwritable");
    assert_told(&desk, g_strerror(EFBIG));
    assert_string_equal(desk_read(&desk, path), "old");
    assert_no_staged(&desk);
}

static bool is_within(Desk *desk, const char *relative)
{
    const char *path = NULL;
    bool within = path_within(desk->arena, desk_path(desk, "in"), relative, &path);
    if (!within)
        return false;
    g_autofree char *joined = g_build_filename("in", relative, NULL);
    assert_string_equal(path, desk_path(desk, joined));
    return true;
}

static void a_path_stays_in_its_folder(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "in/a/file", "");
    desk_write(&desk, "inner", "beside it, and its name begins the same");
    assert_true(is_within(&desk, "a/file"));
    assert_true(is_within(&desk, "a/../a/file"));
    assert_true(is_within(&desk, "a/none"));
    assert_true(is_within(&desk, "none/none"));
    assert_false(is_within(&desk, ""));
    assert_false(is_within(&desk, "../inner"));
    assert_false(is_within(&desk, "a/../../inner"));
    assert_false(is_within(&desk, "none/../a/file"));
    assert_false(is_within(&desk, desk_path(&desk, "in/a/file")));
    assert_false(is_within(&desk, "/etc/passwd"));
}

static void links_are_followed(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "in/a/file", "");
    desk_write(&desk, "out/file", "");
    assert_int_equal(symlink("a", desk_path(&desk, "in/good")), 0);
    assert_int_equal(symlink("../out", desk_path(&desk, "in/bad")), 0);
    assert_int_equal(symlink("bad", desk_path(&desk, "in/twice")), 0);
    assert_int_equal(symlink("round", desk_path(&desk, "in/round")), 0);
    assert_true(is_within(&desk, "good/file"));
    assert_false(is_within(&desk, "bad/file"));
    assert_false(is_within(&desk, "bad/none"));
    assert_false(is_within(&desk, "twice/file"));
    assert_false(is_within(&desk, "round"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_read_whole),
        cmocka_unit_test(wrong_bytes_have_their_place),
        cmocka_unit_test(nul_has_its_place),
        cmocka_unit_test(giants_are_not_read),
        cmocka_unit_test(only_files_are_read),
        cmocka_unit_test(a_file_appears_when_committed),
        cmocka_unit_test(an_old_file_is_replaced_whole),
        cmocka_unit_test(what_is_discarded_leaves_nothing),
        cmocka_unit_test(a_file_has_the_usual_mode),
        cmocka_unit_test(what_cannot_be_opened_is_reported),
        cmocka_unit_test(what_cannot_be_renamed_is_reported),
        cmocka_unit_test(a_folder_in_the_way_is_told_at_once),
        cmocka_unit_test(what_the_dead_left_is_swept),
        cmocka_unit_test(a_full_disk_leaves_the_old_file),
        cmocka_unit_test(a_path_stays_in_its_folder),
        cmocka_unit_test(links_are_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
