/* Names the oldest versions of the functions whose versions glibc 2.34 renewed as libpthread became part of it.
 *
 * Their code is the same. Without this, a module linked on a newer Linux would not load on any from before 2021.
 * Included in every file by setup.py, before anything else.
 */
#ifndef HEATLINE_OLDEST_GLIBC_H
#define HEATLINE_OLDEST_GLIBC_H

#include <limits.h> /* has glibc say which it is */

#if defined(__GLIBC__) && defined(__x86_64__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
__asm__(".symver pthread_key_create, pthread_key_create@GLIBC_2.2.5");
__asm__(".symver pthread_setspecific, pthread_setspecific@GLIBC_2.2.5");
__asm__(".symver pthread_getspecific, pthread_getspecific@GLIBC_2.2.5");
#endif

#endif
