#!/bin/sh
# Precompiles bits/stdc++.h, which takes most of a short program's compile time: makes
# DIRECTORY/STANDARD/bits/stdc++.h.gch for each standard. Usage: precompile.sh DIRECTORY
#
# g++ uses such a file where it meets it on the include path before the header, if the file was
# made by this very compiler with the same options (guest/languages.py has them) and nothing
# but directives stands before the #include. Otherwise it goes on to the header.
set -eu
for standard in gnu++17 gnu++20; do
    header="$1/$standard/bits/stdc++.h"
    mkdir -p "$1/$standard/bits"
    echo '#include <bits/stdc++.h>' >"$header"
    g++ -O2 -std=$standard -x c++-header "$header"
    rm "$header"
done
