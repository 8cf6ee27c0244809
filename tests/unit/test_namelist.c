/* Lists of names: what their hash covers, approvals, and what changed since. */
#include "content/namelist.h"

#include <sys/stat.h>
#include <unistd.h>

#include "desk.h"

static const char header[] =
    "name,country,office,prefix,suffix,lead,signature,sort_as,family,name_native,"
    "party,signed_on,status,name@be,office@be,sort_as@be,family@be\n";

/* A row with something in every cell that the hash covers. */
static const char oak[] =
    "Specimen Oak,LT,Senator,Dr.,OBE,1,oak.svg,Oak S,Oak,Ąžuolas,Greens,2020-09-10,"
    "confirmed,Спэцымен Дуб,сенатар,Дуб С,Дуб\n";
static const char elm[] = "Specimen Elm,LT,,,,,,,,,,2020-09-20,,,,,\n";

static const Letter *letter_on(Desk *desk)
{
    Letter *letter = arena_one(desk->arena, Letter);
    *letter = (Letter){.folder = desk->folder, .name = "letter", .language = "en"};
    return letter;
}

static const Roster *roster_of(Desk *desk, const char *rows)
{
    if (!g_file_test(desk_path(desk, "assets/oak.svg"), G_FILE_TEST_EXISTS)) {
        desk_write(desk, "assets/oak.svg", "<svg/>");
        desk_write(desk, "assets/ash.svg", "<svg/>");
    }
    desk_write(desk, "signatories.csv", rows);
    const Roster *roster = roster_read(desk->diagnostics, desk->arena, desk->folder);
    assert_non_null(roster);
    return roster;
}

static const NameList *list_of(Desk *desk, const char *rows)
{
    const NameList *list = namelist_country(
        desk->diagnostics, desk->arena, letter_on(desk), roster_of(desk, rows), "LT");
    assert_non_null(list);
    return list;
}

static const char *rows_of(Desk *desk, const char *first, const char *second)
{
    return arena_print(desk->arena, "%s%s%s", header, first, second);
}

static const char *hash_of(Desk *desk, const char *first, const char *second)
{
    return list_of(desk, rows_of(desk, first, second))->hash;
}

static void the_hash_is_sha256(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autofree char *sum = g_compute_checksum_for_string(
        G_CHECKSUM_SHA256, "openletter names 1\n34:7:country2:LT4:name12:Specimen Elm",
        -1);
    const NameList *list = list_of(&desk, "name,country\nSpecimen Elm,LT\n");
    assert_string_equal(list->hash, sum);
    assert_int_equal(strlen(list->short_hash), 12);
    assert_memory_equal(list->short_hash, sum, 12);
    assert_int_equal(list->n_countries, 1);
    assert_string_equal(list->countries[0], "LT");
}

static void orders_do_not_change_the_hash(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *hash = hash_of(&desk, oak, elm);
    assert_string_equal(hash_of(&desk, elm, oak), hash);
    assert_string_equal(
        list_of(&desk,
                "country;name;family@be;sort_as@be;office@be;name@be;status;notes;lead;"
                "signature;name_native;family;sort_as;suffix;prefix;office;office@fr;"
                "party\n"
                "lt;Specimen  Elm;;;;;confirmed;call again;;;;;;;;;;\n"
                "LT;Specimen Oak;Дуб;Дуб С;сенатар;Спэцымен Дуб;;;1;assets/oak.svg;"
                "Ąžuolas;Oak;Oak S;OBE;Dr.;Senator;;Greens\n")
            ->hash,
        hash);
}

/* Rows that are not confirmed, not of the country, and cells that are never printed. */
static void what_is_not_printed_does_not_change_the_hash(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *hash = hash_of(&desk, elm, "");
    const char *others[] = {
        "Specimen Ash,LT,,,,,,,,,,2020-09-20,pending,,,,\n",
        "Specimen Ash,LT,,,,,,,,,,2020-09-20,withdrawn,,,,\n",
        "Specimen Ash,LV,,,,,,,,,,2020-09-20,,,,,\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_string_equal(hash_of(&desk, elm, others[i]), hash);
    const char *same = "Specimen Elm,LT,,,,,,,,,,2020-09-21,confirmed,,,,\n";
    assert_string_equal(hash_of(&desk, same, ""), hash);
}

static void each_covered_cell_changes_the_hash(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *hash = hash_of(&desk, oak, "");
    const char *const cells[][2] = {
        {"Specimen Oak", "Specimen Oaks"},
        {"Senator", "Member"},
        {"Dr.", "Prof."},
        {"OBE", "MBE"},
        {",1,", ",2,"},
        {"oak.svg", "ash.svg"},
        {"Oak S", "Oak T"},
        {",Oak,", ",Oa,"},
        {"Ąžuolas", "Azuolas"},
        {"Greens", "Reds"},
        {"Спэцымен Дуб", "Спэцымен Дуп"},
        {"сенатар", "дэпутат"},
        {"Дуб С", "Дуб Т"},
        {",Дуб\n", ",Дуп\n"},
        {"Senator", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autoptr(GString) row = g_string_new(oak);
        assert_int_equal(g_string_replace(row, cells[i][0], cells[i][1], 1), 1);
        assert_string_not_equal(hash_of(&desk, row->str, ""), hash);
    }
    assert_string_not_equal(hash_of(&desk, oak, oak), hash);
    assert_string_not_equal(hash_of(&desk, oak, elm), hash);
    desk_write(&desk, "assets/oak.svg", "<svg />");
    assert_string_not_equal(hash_of(&desk, oak, ""), hash);
}

/* Cells whose texts run on alike are not alike. */
static void cells_are_kept_apart(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *one =
        list_of(&desk, "name,country,prefix,suffix\nSpecimen,LT,a,b\n")->hash;
    const char *other =
        list_of(&desk, "name,country,prefix,suffix\nSpecimen,LT,ab,\n")->hash;
    assert_string_not_equal(one, other);
}

/* A signature is summed up a part at a time, and not at all when no page could take it. */
static void a_signature_has_a_size(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_of(&desk, rows_of(&desk, oak, elm));
    desk_write(&desk, "assets/oak.svg", "");
    assert_int_equal(truncate(desk_path(&desk, "assets/oak.svg"), (64 << 20) + 1), 0);
    assert_null(
        namelist_country(desk.diagnostics, desk.arena, letter_on(&desk), roster, "LT"));
    assert_reports(&desk, "2:1 file-too-large");
}

static void a_list_is_closed_on_the_last_day(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_string_equal(list_of(&desk, rows_of(&desk, oak, elm))->closed, "2020-09-20");
    assert_null(list_of(&desk, "name,country\nSpecimen Elm,LT\n")->closed);
    Letter *letter = arena_one(desk.arena, Letter);
    *letter = (Letter){.folder = desk.folder, .closed = "2020-09-24T18:00Z"};
    const NameList *list =
        namelist_country(desk.diagnostics, desk.arena, letter,
                         roster_of(&desk, rows_of(&desk, oak, elm)), "LT");
    assert_string_equal(list->closed, "2020-09-24T18:00Z");
}

/* ---- records ------------------------------------------------------------------------ */

/* Whether there was one to make. */
static bool record_make(Desk *desk, const Letter *letter, const NameList *list)
{
    FileWriter *writer = NULL;
    assert_true(
        record_open(desk->diagnostics, desk->arena, letter, "LT", list, &writer));
    return writer && file_commit(writer);
}

static void a_record_is_read_as_it_was(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *quoted = "\"Specimen \"\"Elm\"\", Junior\",LT,,,,,,,,,,,,,,,\n";
    const NameList *list = list_of(&desk, rows_of(&desk, oak, quoted));
    const Letter *letter = letter_on(&desk);
    record_make(&desk, letter, list);
    const NameList *read =
        record_read(desk.diagnostics, desk.arena, letter, "LT", list->short_hash);
    assert_non_null(read);
    assert_string_equal(read->hash, list->hash);
    assert_int_equal(read->n_rows, 2);
    assert_reports(&desk, "");
}

/* A pipe in its place is not waited for; what a killed program left is swept. */
static void a_record_is_made_where_there_is_none(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const NameList *list = list_of(&desk, rows_of(&desk, oak, elm));
    const Letter *letter = letter_on(&desk);
    const char *path = record_path(desk.arena, letter, "LT", list->hash);
    desk_write(&desk, "proofs/.openletter-abcdef", "half");
    assert_int_equal(mkfifo(path, 0666), 0);
    assert_true(record_make(&desk, letter, list));
    assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
    assert_false(record_make(&desk, letter, list));
    assert_false(
        g_file_test(desk_path(&desk, "proofs/.openletter-abcdef"), G_FILE_TEST_EXISTS));
    assert_reports(&desk, "");
}

static void records_stay_in_the_letter(void **state)
{
    (void)state;
    g_auto(Desk) desk, other;
    desk_init(&desk);
    desk_init(&other);
    const NameList *list = list_of(&desk, rows_of(&desk, oak, elm));
    const Letter *letter = letter_on(&desk);
    FileWriter *writer = NULL;
    assert_int_equal(symlink(other.folder, desk_path(&desk, "proofs")), 0);
    assert_false(
        record_open(desk.diagnostics, desk.arena, letter, "LT", list, &writer));
    assert_null(record_read(desk.diagnostics, desk.arena, letter, "LT", list->hash));
    assert_told(&desk, "[path-outside]");
}

static void a_record_that_was_edited_is_none(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const NameList *list = list_of(&desk, rows_of(&desk, oak, elm));
    const Letter *letter = letter_on(&desk);
    assert_null(record_read(desk.diagnostics, desk.arena, letter, "LT", list->hash));
    assert_reports(&desk, "record-missing");
    const char *path = record_path(desk.arena, letter, "LT", list->hash);
    g_autofree char *name = g_path_get_basename(path);
    desk_write(&desk, arena_print(desk.arena, "proofs/%s", name),
               "name,country\nSpecimen Elms,LT\n");
    assert_null(record_read(desk.diagnostics, desk.arena, letter, "LT", list->hash));
    assert_reports(&desk, "record-missing, record-changed");
    record_make(&desk, letter, list);
    assert_non_null(
        record_read(desk.diagnostics, desk.arena, letter, "LT", list->hash));
}

/* ---- approvals.csv ------------------------------------------------------------------ */

static const Approvals *approvals_of(Desk *desk, const char *csv)
{
    desk_write(desk, "approvals.csv", csv);
    return approvals_read(desk->diagnostics, desk->arena, letter_on(desk));
}

static void approvals_stand_in_any_order(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_int_equal(
        approvals_read(desk.diagnostics, desk.arena, letter_on(&desk))->n_approvals, 0);
    const Approvals *approvals = approvals_of(
        &desk, "who;when;hash;remark;country\n"
               "Specimen Clerk;2020-09-24T18:00+02:00;1A2B3C4D 5E6F;;lt\n");
    assert_non_null(approvals);
    assert_int_equal(approvals->n_approvals, 1);
    const Approval *approval = approvals->approvals;
    assert_string_equal(approval->country, "LT");
    assert_string_equal(approval->hash, "1a2b3c4d5e6f");
    assert_string_equal(approval->who, "Specimen Clerk");
    assert_string_equal(approval->when, "2020-09-24T18:00+02:00");
    assert_reports(&desk, "");
}

static void wrong_approvals_are_refused(void **state)
{
    (void)state;
    const char *const cases[][2] = {
        {"LX,1a2b3c4d5e6f,Specimen,2020-09-24\n", "2:1 country-unknown"},
        {"LT,1a2b3c4d5e6,Specimen,2020-09-24\n", "2:4 approval-hash"},
        {"LT,1a2b3c4d5e6g,Specimen,2020-09-24\n", "2:4 approval-hash"},
        {"LT,1a2b3c4d5e6f,,2020-09-24\n", "2:17 approval-who"},
        {"LT,1a2b3c4d5e6f,Specimen,2020-09-31\n", "2:26 date-wrong"},
        {"LT,1a2b3c4d5e6f,Specimen,2020-09-24T18:00\n", "2:26 date-wrong"},
        {"LT,1a2b3c4d5e6f,Specimen,\n", "2:26 date-wrong"},
        {"LT,1a2b3c4d5e6f,Specimen\n", "2:1 row-cells"},
        {"LX,-,,\n", "2:1 country-unknown, 2:4 approval-hash, 2:6 approval-who, "
                     "2:7 date-wrong"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        assert_null(approvals_of(
            &desk, arena_print(desk.arena, "country,hash,who,when\n%s", cases[i][0])));
        assert_reports(&desk, cases[i][1]);
    }
}

static void approvals_stay_in_the_letter(void **state)
{
    (void)state;
    g_auto(Desk) desk, other;
    desk_init(&desk);
    desk_init(&other);
    desk_write(&other, "csv", "country,hash,who,when\n");
    const char *link = desk_path(&desk, "approvals.csv");
    assert_int_equal(symlink(desk_path(&other, "csv"), link), 0);
    assert_null(approvals_read(desk.diagnostics, desk.arena, letter_on(&desk)));
    assert_told(&desk, "[path-outside]");
    g_remove(desk_path(&other, "csv"));
    assert_null(approvals_read(desk.diagnostics, desk.arena, letter_on(&desk)));
    assert_told(&desk, "[file-unreadable]");
}

static void approvals_need_their_columns(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(approvals_of(&desk, "country,hsah,who,who\n"));
    assert_reports(&desk, "1:1 column-missing, 1:18 column-double, 1:1 column-missing");
    assert_told(&desk, "rename 'hsah' to 'hash'");
}

static void an_approval_is_added(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Approval approval = {PLACE_NONE, "LT", "1a2b3c4d5e6f", "Clerk, Specimen",
                               "2020-09-24"};
    const Letter *letter = letter_on(&desk);
    assert_true(approvals_add(desk.diagnostics, desk.arena, letter, &approval));
    const char *path = desk_path(&desk, "approvals.csv");
    assert_string_equal(desk_read(&desk, path),
                        "country,hash,who,when\n"
                        "LT,1a2b3c4d5e6f,\"Clerk, Specimen\",2020-09-24\n");
    desk_write(&desk, "approvals.csv", "when;remark;who;hash;country\r\n;;;;");
    assert_true(approvals_add(desk.diagnostics, desk.arena, letter, &approval));
    assert_string_equal(desk_read(&desk, path),
                        "when;remark;who;hash;country\r\n;;;;\r\n"
                        "2020-09-24;;Clerk, Specimen;1a2b3c4d5e6f;LT\r\n");
    assert_reports(&desk, "");
}

/* ---- what changed ------------------------------------------------------------------- */

/* Approves `before` on a proof, then checks `now`. */
static bool check_after(Desk *desk, const char *before, const char *now)
{
    const Letter *letter = letter_on(desk);
    const NameList *list = list_of(desk, before);
    record_make(desk, letter, list);
    const Approvals *approvals =
        approvals_of(desk, arena_print(desk->arena,
                                       "country,hash,who,when\n"
                                       "LT,000000000000,Specimen Elder,2020-09-01\n"
                                       "LT,%s,Specimen Clerk,2020-09-24\n"
                                       "LT,000000000001,Specimen Elder,2020-09-02\n"
                                       "LV,000000000002,Specimen Elder,2020-10-02\n",
                                       list->short_hash));
    return approvals_check(desk->diagnostics, desk->arena, approvals, letter,
                           roster_of(desk, now), "LT");
}

static void what_is_as_it_was_is_approved(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_true(check_after(&desk, rows_of(&desk, oak, elm), rows_of(&desk, elm, oak)));
    assert_reports(&desk, "");
    const Approvals *none = approvals_of(&desk, "country,hash,who,when\n");
    assert_false(approvals_check(desk.diagnostics, desk.arena, none, letter_on(&desk),
                                 roster_of(&desk, rows_of(&desk, elm, oak)), "LT"));
    assert_reports(&desk, "approval-missing");
}

static void changed_rows_are_named(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_false(check_after(&desk,
                             "name,country,office\nSpecimen Oak,LT,Senator\n"
                             "Specimen Elm,LT,\nSpecimen Gone Away,LT,\n",
                             "name,country,office,name@be\n"
                             "\nQuite Another Person,LT,,\n"
                             "Specimen Elms,LT,,Спэцымен\nSpecimen Oak,LT,Member,\n"
                             "Specimen Gone Away,LT,,\n"));
    assert_reports(&desk, "3:4 approval-stale, 5:17 row-changed, 4:1 row-changed, "
                          "4:19 row-changed, 3:1 row-added");
    assert_told(&desk, "since Specimen Clerk approved them on 2020-09-24");
    assert_told(&desk, "row 5, 'Specimen Oak': 'office' was 'Senator' and is 'Member'");
    assert_told(&desk, "row 4, 'Specimen Elms': 'name' was 'Specimen Elm' and is "
                       "'Specimen Elms'");
    assert_told(&desk, "row 4, 'Specimen Elms': 'name@be' was '' and is 'Спэцымен'");
    assert_told(&desk, "row 3, 'Quite Another Person', was added");
}

static void without_a_record_rows_cannot_be_named(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_on(&desk);
    const Approvals *approvals = approvals_of(
        &desk, "country,hash,who,when\nLT,000000000000,Specimen Elder,2020-09-01\n");
    assert_false(approvals_check(desk.diagnostics, desk.arena, approvals, letter,
                                 roster_of(&desk, rows_of(&desk, oak, "")), "LT"));
    assert_reports(&desk, "2:4 approval-stale, record-missing");
    assert_told(&desk, "LT-000000000000.csv");
}

/* Rows that are doubled are counted. */
static void a_row_that_was_doubled_was_added(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *once = "name,country\nSpecimen Elm,LT\n";
    const char *twice = "name,country\nSpecimen Elm,LT\nSpecimen Elm,LT\n";
    assert_false(check_after(&desk, once, twice));
    assert_reports(&desk, "3:4 approval-stale, 3:1 row-added");
    g_auto(Desk) other;
    desk_init(&other);
    assert_false(check_after(&other, twice, once));
    assert_reports(&other, "3:4 approval-stale, row-removed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_sha256),
        cmocka_unit_test(orders_do_not_change_the_hash),
        cmocka_unit_test(what_is_not_printed_does_not_change_the_hash),
        cmocka_unit_test(each_covered_cell_changes_the_hash),
        cmocka_unit_test(cells_are_kept_apart),
        cmocka_unit_test(a_signature_has_a_size),
        cmocka_unit_test(a_list_is_closed_on_the_last_day),
        cmocka_unit_test(a_record_is_read_as_it_was),
        cmocka_unit_test(a_record_is_made_where_there_is_none),
        cmocka_unit_test(records_stay_in_the_letter),
        cmocka_unit_test(a_record_that_was_edited_is_none),
        cmocka_unit_test(approvals_stand_in_any_order),
        cmocka_unit_test(wrong_approvals_are_refused),
        cmocka_unit_test(approvals_stay_in_the_letter),
        cmocka_unit_test(approvals_need_their_columns),
        cmocka_unit_test(an_approval_is_added),
        cmocka_unit_test(what_is_as_it_was_is_approved),
        cmocka_unit_test(changed_rows_are_named),
        cmocka_unit_test(without_a_record_rows_cannot_be_named),
        cmocka_unit_test(a_row_that_was_doubled_was_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
