/* Arena: alignment, zeroes, large and many pieces. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void pieces_are_aligned_and_zeroed(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *bytes = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xaa, size);
    }
}

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    static const size_t sizes[] = {1, 100000, 3, 16384, 16385, 60000, 5};
    unsigned char *pieces[G_N_ELEMENTS(sizes)];
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        pieces[i] = arena_alloc(arena, sizes[i]);
        memset(pieces[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        assert_int_equal(pieces[i][0], i + 1);
        assert_int_equal(pieces[i][sizes[i] - 1], i + 1);
    }
}

static void texts_are_copied(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    assert_string_equal(arena_text(arena, "letter", 3), "let");
    assert_string_equal(arena_text(arena, NULL, 0), "");
    assert_string_equal(arena_string(arena, "letter"), "letter");
    assert_null(arena_string(arena, NULL));
    assert_string_equal(arena_print(arena, "%s %d", "page", 4), "page 4");
    int *numbers = arena_copy(arena, (int[]){1, 2, 3}, 3 * sizeof(int));
    assert_int_equal(numbers[2], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_and_zeroed),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(texts_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
