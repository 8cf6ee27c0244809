/* openletter typesets open letters; everything is in the library behind cli_run. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return cli_run(argc, argv);
}
