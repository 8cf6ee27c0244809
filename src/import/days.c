/*
 * Days as forms and spreadsheets write them, in ISO 8601: 2020-09-24, 2020/09/24 6:03 PM,
 * 24.09.2020, 9/24/2020 18:03:11. Slashes and hyphens leave open which of the two is the
 * day; a column with a number over 12 in one of its places tells for all of it, and where
 * none does, nothing is guessed. The time of day goes: a letter is signed on a day.
 */
#include "import/reading.h"

typedef struct Parts3 {
    int numbers[3];
    char parted; /* by '.', '/', '-' */
} Parts3;

/* Takes three numbers that one sign parts, with a blank, a T or nothing behind. */
static bool parts_take(const char *text, Parts3 *parts)
{
    *parts = (Parts3){{0}, 0};
    for (int i = 0; i < 3; i++) {
        int n = 0;
        for (; g_ascii_isdigit(*text) && n < 4; n++, text++)
            parts->numbers[i] = parts->numbers[i] * 10 + g_ascii_digit_value(*text);
        bool sign = *text == '.' || *text == '/' || *text == '-';
        if (n == 0 || (i < 2 && (!sign || (i == 1 && *text != parts->parted))))
            return false;
        if (i < 2)
            parts->parted = *text++;
        while (i < 2 && *text == ' ')
            text++;
    }
    return *text == '\0' || *text == ' ' || *text == 'T' || *text == ',' ||
           *text == '.';
}

static char *day_print(int year, int month, int day)
{
    bool valid = year >= 1900 && month >= 1 && month <= 12 && day >= 1 &&
                 g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return valid ? g_strdup_printf("%04d-%02d-%02d", year, month, day) : NULL;
}

char *day_settle(const char *text, DayOrder order)
{
    Parts3 parts;
    if (!parts_take(text, &parts))
        return NULL;
    const int *n = parts.numbers;
    if (n[0] > 31)
        return day_print(n[0], n[1], n[2]);
    if (parts.parted == '.' || order == DAY_ORDER_DMY || n[0] > 12)
        return day_print(n[2], n[1], n[0]);
    if (order == DAY_ORDER_MDY || n[1] > 12 || n[0] == n[1])
        return day_print(n[2], n[0], n[1]);
    return NULL;
}

DayOrder day_order(const char *const *texts)
{
    bool day_first = false, month_first = false;
    for (; *texts; texts++) {
        Parts3 parts;
        if (!parts_take(*texts, &parts) || parts.parted == '.' || parts.numbers[0] > 31)
            continue;
        day_first |= parts.numbers[0] > 12;
        month_first |= parts.numbers[1] > 12;
    }
    if (day_first == month_first)
        return DAY_ORDER_NONE;
    return day_first ? DAY_ORDER_DMY : DAY_ORDER_MDY;
}
