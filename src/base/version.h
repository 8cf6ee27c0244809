/* The program's version: the Makefile gives it (-DVERSION), once for all files. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#ifndef VERSION
#define VERSION "0.1.0"
#endif

#endif
