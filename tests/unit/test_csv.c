/* CSV: cells and their places, quotes, delimiters and line ends, and going on. */
#include "content/reader.h"

#include "desk.h"

/* All rows, a line each: "text@line:column|text@line:column". */
static char *rows_of(Desk *desk, const char *text, bool *failed)
{
    GString *shown = g_string_new(NULL);
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    CsvReader reader;
    csv_init(&reader, desk->diagnostics, desk->arena, "a.csv", text, strlen(text));
    while (csv_row(&reader, cells)) {
        for (guint i = 0; i < cells->len; i++) {
            CsvCell cell = g_array_index(cells, CsvCell, i);
            g_string_append_printf(shown, "%s%.*s@%u:%u", i > 0 ? "|" : "",
                                   (int)cell.length, cell.text, cell.place.line,
                                   cell.place.column);
        }
        g_string_append_c(shown, '\n');
    }
    *failed = reader.failed;
    return g_string_free(shown, false);
}

static void assert_rows(const char *text, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    bool failed = true;
    g_autofree char *shown = rows_of(&desk, text, &failed);
    assert_string_equal(shown, want);
    assert_reports(&desk, "");
    assert_false(failed);
}

static void assert_mistaken(const char *text, const char *want, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    bool failed = false;
    g_autofree char *shown = rows_of(&desk, text, &failed);
    assert_string_equal(shown, want);
    assert_reports(&desk, reports);
    assert_true(failed);
}

static void cells_have_places_in_characters(void **state)
{
    (void)state;
    assert_rows("a,bc,d\n", "a@1:1|bc@1:3|d@1:6\n");
    assert_rows("žé,b\nc,\U0001F600,d", "žé@1:1|b@1:4\nc@2:1|\U0001F600@2:3|d@2:5\n");
    assert_rows(",a,\n", "@1:1|a@1:2|@1:4\n");
    assert_rows("a, b c ,d\n", "a@1:1|b c @1:4|d@1:9\n");
}

static void every_line_end_ends_a_row(void **state)
{
    (void)state;
    const char *want = "a@1:1|b@1:3\nc@2:1|d@2:3\n";
    assert_rows("a,b\nc,d\n", want);
    assert_rows("a,b\r\nc,d\r\n", want);
    assert_rows("a,b\rc,d", want);
    assert_rows("a,\r\n,b\r\n", "a@1:1|@1:3\n@2:1|b@2:2\n");
}

static void rows_without_text_are_passed_over(void **state)
{
    (void)state;
    assert_rows("", "");
    assert_rows("\n\r\n", "");
    assert_rows("a\n\n , \n,,\nb\n\n", "a@1:1\nb@5:1\n");
}

static void quoted_cells_hold_anything(void **state)
{
    (void)state;
    assert_rows("\"a,b\",c\n", "a,b@1:2|c@1:7\n");
    assert_rows("\"a \"\"b\"\"\",c\n", "a \"b\"@1:2|c@1:11\n");
    assert_rows("\"\",c\n", "@1:2|c@1:4\n");
    assert_rows("\"a\nb\",c\nd,e\n", "a\nb@1:2|c@2:4\nd@3:1|e@3:3\n");
    assert_rows("\"a\r\nb\",c\r\n", "a\r\nb@1:2|c@2:4\n");
    assert_rows("a , \"b\" ,c\n", "a @1:1|b@1:6|c@1:10\n");
    assert_rows("\"a\"", "a@1:2\n");
}

static void a_quote_inside_a_cell_is_itself(void **state)
{
    (void)state;
    assert_rows("a \"b\" c,5\"\n", "a \"b\" c@1:1|5\"@1:9\n");
}

static void the_header_says_the_delimiter(void **state)
{
    (void)state;
    assert_rows("a;b\nc,d;e\n", "a@1:1|b@1:3\nc,d@2:1|e@2:5\n");
    assert_rows("a\tb\n\tc;d\n", "a@1:1|b@1:3\n@2:1|c;d@2:2\n");
    assert_rows("a\t\"b\"\t\n", "a@1:1|b@1:4|@1:7\n");
    assert_rows("a,b;c,d\n", "a@1:1|b;c@1:3|d@1:7\n");
    assert_rows("\"a,b,c\";d\n", "a,b,c@1:2|d@1:9\n");
    assert_rows("a\nb;c\n", "a@1:1\nb;c@2:1\n");
}

static void an_open_quote_is_told_where_it_opens(void **state)
{
    (void)state;
    assert_mistaken("a,b\nc,\"d\ne,f\n", "a@1:1|b@1:3\nc@2:1|d\ne,f\n@2:4\n",
                    "2:3 csv-quote-open");
    assert_mistaken("a,\"", "a@1:1|@1:4\n", "1:3 csv-quote-open");
}

static void text_behind_a_quote_is_told(void **state)
{
    (void)state;
    assert_mistaken("\"a\"b,c\nd,e\n", "a@1:2|c@1:6\nd@2:1|e@2:3\n",
                    "1:4 csv-quote-text");
    assert_mistaken("\"a\" b,\"c\"d\n", "a@1:2|c@1:8\n",
                    "1:5 csv-quote-text, 1:10 csv-quote-text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_have_places_in_characters),
        cmocka_unit_test(every_line_end_ends_a_row),
        cmocka_unit_test(rows_without_text_are_passed_over),
        cmocka_unit_test(quoted_cells_hold_anything),
        cmocka_unit_test(a_quote_inside_a_cell_is_itself),
        cmocka_unit_test(the_header_says_the_delimiter),
        cmocka_unit_test(an_open_quote_is_told_where_it_opens),
        cmocka_unit_test(text_behind_a_quote_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
