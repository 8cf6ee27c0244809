/* YAML: the tree and its places, what is refused, and the readers of values. */
#include "base/yaml.h"

#include "desk.h"

static const YamlNode *yaml_of(Desk *desk, const char *text)
{
    return yaml_read(desk->diagnostics, desk->arena, "a.yaml", text, strlen(text), 1);
}

/* The node as "[a, b]", "{key: value}" or text, and each one's place: "text@2:5". */
static void node_show(const YamlNode *node, GString *out)
{
    switch (node->kind) {
    case YAML_SCALAR:
        g_string_append(out, node->as.scalar.text);
        break;
    case YAML_SEQUENCE:
        g_string_append_c(out, '[');
        for (size_t i = 0; i < node->as.sequence.n_items; i++) {
            g_string_append(out, i > 0 ? ", " : "");
            node_show(node->as.sequence.items[i], out);
        }
        g_string_append_c(out, ']');
        break;
    case YAML_MAPPING:
        g_string_append_c(out, '{');
        for (size_t i = 0; i < node->as.mapping.n_pairs; i++) {
            const YamlPair *pair = &node->as.mapping.pairs[i];
            g_string_append_printf(out, "%s%s@%u:%u: ", i > 0 ? ", " : "", pair->key,
                                   pair->key_place.line, pair->key_place.column);
            node_show(pair->value, out);
        }
        g_string_append_c(out, '}');
        break;
    }
    g_string_append_printf(out, "@%u:%u", node->place.line, node->place.column);
}

static void assert_tree(const char *text, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const YamlNode *node = yaml_of(&desk, text);
    assert_non_null(node);
    g_autoptr(GString) shown = g_string_new(NULL);
    node_show(node, shown);
    assert_string_equal(shown->str, want);
    assert_reports(&desk, "");
}

static void assert_refused(const char *text, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(yaml_of(&desk, text));
    assert_reports(&desk, reports);
}

static void trees_are_read_with_places(void **state)
{
    (void)state;
    assert_tree("a: b\n", "{a@1:1: b@1:4}@1:1");
    assert_tree("# é\né: [ž, b]\nc:\n  d: e\n",
                "{é@2:1: [ž@2:5, b@2:8]@2:4, c@3:1: {d@4:3: e@4:6}@4:3}@2:1");
    assert_tree("- a\n- { b: c }\n", "[a@1:3, {b@2:5: c@2:8}@2:3]@1:1");
    assert_tree("a: b\r\nc: d\r\n", "{a@1:1: b@1:4, c@2:1: d@2:4}@1:1");
    assert_tree("text", "text@1:1");
    assert_tree("---\na: b\n...\n", "{a@2:1: b@2:4}@2:1");
    assert_tree("", "{}@1:1");
    assert_tree("# nothing\n", "{}@1:1");
}

static void quoted_texts_begin_at_their_quotes(void **state)
{
    (void)state;
    assert_tree("a: \"b\"\n", "{a@1:1: b@1:4}@1:1");
    assert_tree("'a': ''\n", "{a@1:1: @1:6}@1:1");
    assert_tree("[\"é\", 'b''c']", "[é@1:2, b'c@1:7]@1:1");
    assert_tree("a: \"\\u00e9: # x\"", "{a@1:1: é: # x@1:4}@1:1");
}

static void texts_over_lines_have_no_column(void **state)
{
    (void)state;
    assert_tree("a: b\n  c\nd: e\n", "{a@1:1: b c@1:0, d@3:1: e@3:4}@1:1");
    assert_tree("a: \"b\n  c\"\n", "{a@1:1: b c@1:0}@1:1");
    assert_tree("a: |\n  b\n  c\n", "{a@1:1: b\nc\n@2:0}@1:1");
    assert_tree("a: >-\n  b\n  c\n", "{a@1:1: b c@2:0}@1:1");
}

static void lines_are_those_of_the_file(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char text[] = "a: b\nc: d\n";
    const YamlNode *node =
        yaml_read(desk.diagnostics, desk.arena, "a.md", text, strlen(text), 7);
    assert_int_equal(yaml_find(node, "c")->place.line, 8);
    assert_null(yaml_read(desk.diagnostics, desk.arena, "a.md", "a: b: c", 7, 7));
    assert_reports(&desk, "7:5 yaml-syntax");
}

static void empty_values_are_empty_texts(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const YamlNode *node = yaml_of(&desk, "a:\nb: ~\nc: ''\n");
    assert_string_equal(yaml_find(node, "a")->as.scalar.text, "");
    assert_true(yaml_find(node, "a")->as.scalar.plain);
    assert_string_equal(yaml_find(node, "b")->as.scalar.text, "~");
    assert_false(yaml_find(node, "c")->as.scalar.plain);
    assert_null(yaml_find(node, "d"));
    assert_null(yaml_find(yaml_find(node, "a"), "b"));
}

static void an_alias_is_its_anchors_node(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const YamlNode *node = yaml_of(&desk, "a: &x { b: c }\nd: *x\n");
    assert_ptr_equal(yaml_find(node, "a"), yaml_find(node, "d"));
    assert_refused("a: *x\n", "1:5 yaml-syntax");
    assert_refused("a: &x [*x]\n", "1:9 yaml-syntax");
}

static void mistakes_are_refused_where_they_are(void **state)
{
    (void)state;
    assert_refused("a: b: c\n", "1:5 yaml-syntax");
    assert_refused("a: [b\n", "2:1 yaml-syntax");
    assert_refused("é: \"b\n", "1:5 yaml-syntax");
    assert_refused("a:\n\t- b\n", "2:1 yaml-syntax");
    assert_refused("@a\n", "1:1 yaml-syntax");
    assert_refused("a: b\n---\nc: d\n", "3:1 yaml-syntax");
    assert_refused("? [a]\n: b\n", "1:3 yaml-syntax");
    assert_refused("a: 1\nb: 2\na: 3\n", "3:1 yaml-double-key");
    assert_refused("a: \"b\\0\"\n", "1:4 nul-character");
}

static void depth_is_limited(void **state)
{
    (void)state;
    g_autofree char *open = g_strnfill(32, '['), *close = g_strnfill(32, ']');
    g_autofree char *most = g_strconcat(open, close, NULL);
    g_autofree char *deep = g_strconcat("[", most, "]", NULL);
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_non_null(yaml_of(&desk, most));
    assert_refused(deep, "1:33 yaml-syntax");
    g_autofree char *deepest = g_strnfill(100000, '[');
    assert_null(yaml_of(&desk, deepest));
}

/* A small file that stands for a giant one: nine anchors, each nine of the last. */
static void laughs_are_not_a_billion(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) text = g_string_new("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
        g_string_append_printf(text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++)
            g_string_append_printf(text, "%s*a%d", k > 0 ? ", " : "", i - 1);
        g_string_append(text, "]\n");
    }
    assert_null(yaml_of(&desk, text->str));
    assert_told(&desk, "more than 100,000 values");
}

/* The value of "a: TEXT". */
static const YamlNode *value_of(Desk *desk, const char *text)
{
    return yaml_find(yaml_of(desk, arena_print(desk->arena, "a: %s", text)), "a");
}

static void yes_and_no_are_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    bool value = false;
    assert_true(yaml_bool(desk.diagnostics, value_of(&desk, "yes"), "a", &value));
    assert_true(value);
    assert_true(yaml_bool(desk.diagnostics, value_of(&desk, "false"), "a", &value));
    assert_false(value);
    assert_false(yaml_bool(desk.diagnostics, value_of(&desk, "on"), "a", &value));
    assert_false(yaml_bool(desk.diagnostics, value_of(&desk, "[]"), "a", &value));
    assert_reports(&desk, "1:4 bad-value, 1:4 yaml-kind");
}

static void numbers_are_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    static const char *const bad[] = {"0",   "10", "x", "''",
                                      "4.5", "4x", "+", "99999999999999999999"};
    long whole = 0;
    assert_true(
        yaml_whole(desk.diagnostics, value_of(&desk, "-9"), "a", -9, 9, &whole));
    assert_int_equal(whole, -9);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(
            yaml_whole(desk.diagnostics, value_of(&desk, bad[i]), "a", 1, 9, &whole));
    assert_int_equal(diagnostics_errors(desk.diagnostics), G_N_ELEMENTS(bad));
    assert_told(&desk, "a whole number from 1 to 9");
    double number = 0;
    assert_true(yaml_number(desk.diagnostics, value_of(&desk, "1.5"), "a", &number));
    assert_true(number == 1.5);
    assert_false(yaml_number(desk.diagnostics, value_of(&desk, "1,5"), "a", &number));
    assert_false(yaml_number(desk.diagnostics, value_of(&desk, "nan"), "a", &number));
    assert_false(yaml_number(desk.diagnostics, value_of(&desk, "0x1"), "a", &number));
}

static void lengths_are_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    double points = 0;
    assert_true(yaml_length(desk.diagnostics, value_of(&desk, "1in"), "a", 0, &points));
    assert_true(points == 72);
    assert_true(yaml_length(desk.diagnostics, value_of(&desk, "2em"), "a", 9, &points));
    assert_true(points == 18);
    assert_false(
        yaml_length(desk.diagnostics, value_of(&desk, "2em"), "a", 0, &points));
    assert_false(yaml_length(desk.diagnostics, value_of(&desk, "2"), "a", 0, &points));
    assert_int_equal(diagnostics_errors(desk.diagnostics), 2);
}

static void words_are_chosen(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    static const char *const words[] = {"left", "right", NULL};
    int index = 0;
    assert_true(
        yaml_choice(desk.diagnostics, value_of(&desk, "right"), "a", words, &index));
    assert_int_equal(index, 1);
    assert_false(
        yaml_choice(desk.diagnostics, value_of(&desk, "rihgt"), "a", words, &index));
    assert_told(&desk, "give 'right'; known are left, right");
    assert_false(
        yaml_choice(desk.diagnostics, value_of(&desk, "centred"), "a", words, &index));
    assert_told(&desk, "give one of left, right");
}

static void texts_are_gathered(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *const *texts = NULL;
    size_t n = 0;
    assert_true(yaml_texts(desk.diagnostics, desk.arena, value_of(&desk, "[b, 'c']"),
                           "a", &texts, &n));
    assert_int_equal(n, 2);
    assert_string_equal(texts[1], "c");
    assert_true(yaml_texts(desk.diagnostics, desk.arena, value_of(&desk, "b"), "a",
                           &texts, &n));
    assert_int_equal(n, 1);
    assert_false(yaml_texts(desk.diagnostics, desk.arena, value_of(&desk, "[b, [c]]"),
                            "a", &texts, &n));
    assert_false(yaml_texts(desk.diagnostics, desk.arena, value_of(&desk, "{b: c}"),
                            "a", &texts, &n));
    assert_reports(&desk, "1:8 yaml-kind, 1:4 yaml-kind");
}

static void unknown_keys_are_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    static const char *const known[] = {"size", "leading", NULL};
    assert_true(yaml_check_keys(desk.diagnostics, yaml_of(&desk, "size: 1"), known));
    assert_false(yaml_check_keys(
        desk.diagnostics, yaml_of(&desk, "sise: 1\nleading: 2\ncolour: 3"), known));
    assert_false(yaml_check_keys(desk.diagnostics, yaml_of(&desk, "[size]"), known));
    assert_reports(&desk, "1:1 unknown-key, 3:1 unknown-key, 1:1 yaml-kind");
    assert_told(&desk, "did you mean 'size'?");
    assert_told(&desk, "known here: size, leading");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_read_with_places),
        cmocka_unit_test(quoted_texts_begin_at_their_quotes),
        cmocka_unit_test(texts_over_lines_have_no_column),
        cmocka_unit_test(lines_are_those_of_the_file),
        cmocka_unit_test(empty_values_are_empty_texts),
        cmocka_unit_test(an_alias_is_its_anchors_node),
        cmocka_unit_test(mistakes_are_refused_where_they_are),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(laughs_are_not_a_billion),
        cmocka_unit_test(yes_and_no_are_read),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(lengths_are_read),
        cmocka_unit_test(words_are_chosen),
        cmocka_unit_test(texts_are_gathered),
        cmocka_unit_test(unknown_keys_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
