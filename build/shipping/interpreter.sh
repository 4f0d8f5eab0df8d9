#!/bin/sh
# Python and SQLite from Debian's sources, for systems with a C library as old as 2.28.
#
# Runs in a userland of bullseye without a network, called by interpreter.py:
#     sh interpreter.sh SOURCES PREFIX WORK
# SOURCES holds the archives named below; the patches to apply are listed in
# SOURCES/python.series and SOURCES/sqlite.series.
set -eu
sources=$1 prefix=$2 work=$3
mkdir -p "$work" && cd "$work"

# bullseye has the C library 2.31. Of what is called here, only these functions got a newer
# version after 2.28 (other rounding of errors, the same numbers): ask for the older one.
cat > "$work/glibc228.h" <<'HEADER'
#if defined(__x86_64__) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
#endif
HEADER
hardened="-g0 -fstack-protector-strong -fstack-clash-protection -fcf-protection -D_FORTIFY_SOURCE=2"
hardened="$hardened -ffile-prefix-map=$work=. -include $work/glibc228.h"
relocated="-Wl,-z,relro -Wl,-z,now"

apply() { # apply FOLDER SERIES: Debian's patches, in Debian's order
    while read -r name; do
        patch --directory="$1" -p1 --silent --fuzz=0 < "$work/debian/patches/$name"
    done < "$2"
}

unpack() { # unpack ARCHIVE SERIES: into ./source
    rm -rf source debian
    mkdir source
    tar xf "$sources/$1.orig" -C source --strip-components=1
    tar xf "$sources/$1.debian"
    apply source "$2"
}

# SQLite: static, so that no libsqlite3 of ours hides the system's from the system's libraries.
# What it can do follows Debian's build, which the tests of the program run on; it loads no extensions.
unpack sqlite "$sources/sqlite.series"
cd source
./configure --quiet --disable-tcl --disable-readline > "$work/sqlite.log" 2>&1
make sqlite3.c >> "$work/sqlite.log" 2>&1
gcc -O2 $hardened -fPIC -fvisibility=hidden -c sqlite3.c -o sqlite3.o \
    -DNDEBUG -DHAVE_FDATASYNC -DHAVE_GMTIME_R -DHAVE_LOCALTIME_R -DHAVE_ISNAN -DHAVE_USLEEP \
    -DHAVE_PREAD64 -DHAVE_PWRITE64 -DHAVE_STRCHRNUL -D_GNU_SOURCE \
    -DSQLITE_THREADSAFE=1 -DSQLITE_USE_URI=1 -DSQLITE_SECURE_DELETE \
    -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 \
    -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB \
    -DSQLITE_ENABLE_STMTVTAB -DSQLITE_ENABLE_UNLOCK_NOTIFY -DSQLITE_ENABLE_MATH_FUNCTIONS \
    -DSQLITE_LIKE_DOESNT_MATCH_BLOBS -DSQLITE_MAX_SCHEMA_RETRY=25 -DSQLITE_MAX_VARIABLE_NUMBER=250000 \
    -DSQLITE_MAX_DEFAULT_PAGE_SIZE=32768 -DSQLITE_OMIT_LOOKASIDE -DSQLITE_OMIT_LOAD_EXTENSION
mkdir -p "$work/sqlite"
ar rcsD "$work/sqlite/libsqlite3.a" sqlite3.o
cp sqlite3.h "$work/sqlite/"
cd "$work"

unpack python "$sources/python.series"
cd source
# The patch for CVE-2026-4224 uses a header of the core, as Debian builds this module into it.
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
# Expat is the system's, which mends it. No headers of OpenSSL are there: an interpreter without networks' encryption, as it ships.
# sem_clockwait came with 2.30; without it locks wait by the clock of the day.
ac_cv_func_sem_clockwait=no ./configure --quiet --prefix="$prefix" --enable-shared \
    --with-ensurepip=install --with-system-expat --disable-test-modules --without-static-libpython \
    CFLAGS="$hardened -fno-semantic-interposition" \
    LDFLAGS="$relocated -fno-semantic-interposition -Wl,-rpath,$prefix/lib" \
    LIBS=-lm LIBSQLITE3_CFLAGS="-I$work/sqlite" LIBSQLITE3_LIBS="-L$work/sqlite -lsqlite3 -lm" \
    > "$work/configure.log" 2>&1
make -j2 > "$work/make.log" 2>&1
make install > "$work/install.log" 2>&1
