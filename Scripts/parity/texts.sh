#!/usr/bin/env bash
# Collects real text for the comparison with the references, from Debian's packages: 70 MB.
#
#   Scripts/parity/texts.sh DIR      -> DIR/de.txt … DIR/python.txt (needs apt-get and a Debian mirror)
#
# Manual pages in fourteen languages and five scripts, names of countries and languages in all scripts that have a
# translation, source code in six languages, HTML and JSON. What is there already is kept.
set -euo pipefail
dir=${1:?usage: texts.sh DIR}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# unpack PACKAGE: prints the folder that holds the package's files.
unpack() {
    if [ ! -d "$work/$1" ]; then
        (cd "$work" && apt-get download -q "$1" >&2)
        dpkg-deb -x "$work/$1"_*.deb "$work/$1"
    fi
    printf '%s' "$work/$1"
}

# collect NAME MEGABYTES FOLDER PATTERN [COMMAND]: the files of that name, in order, whole lines up to so many megabytes.
collect() {
    [ -s "$dir/$1.txt" ] && return
    { find "$3" -type f -name "$4" -print0 | LC_ALL=C sort -z | xargs -0 "${5:-cat}" 2> /dev/null || true; } \
        | { head -c "${2}000000"; cat > /dev/null; } | sed '$d' > "$dir/$1.txt.incomplete"
    mv "$dir/$1.txt.incomplete" "$dir/$1.txt"
}

for language in de:5 fr:4 es:3 it:2 pl:4 tr:3 vi:1 ru:4 uk:4 sr:1 el:1 ja:5 zh:5; do
    name=${language%:*}
    [ -s "$dir/$name.txt" ] || collect "$name" "${language#*:}" "$(unpack "manpages-$name")" '*.gz' zcat
done
if [ ! -s "$dir/names.txt" ]; then
    # Translations lie in gettext's binary form, which Python reads.
    python3 - "$(unpack iso-codes)" > "$dir/names.txt.incomplete" <<'PYTHON'
import gettext, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.mo")):
    with open(path, "rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog
    print(path.parts[-3], *sorted(value for key, value in catalog.items() if key), sep="\n")
PYTHON
    mv "$dir/names.txt.incomplete" "$dir/names.txt"
fi
stdlib=$(python3 -c 'import sysconfig; print(sysconfig.get_paths()["stdlib"])')
collect python 5 "$stdlib" '*.py'
collect c 3 /usr/include '*.h'
[ -s "$dir/cpp.txt" ] || collect cpp 2 "$(unpack libboost1.74-dev)/usr/include/boost" '*.hpp'
[ -s "$dir/perl.txt" ] || collect perl 2 "$(unpack perl-modules-5.36)" '*.p[lm]'
[ -s "$dir/javascript.txt" ] || collect javascript 3 "$(unpack node-typescript)" '*.js'
[ -s "$dir/typescript.txt" ] || collect typescript 2 "$(unpack node-typescript)" '*.ts'
[ -s "$dir/json.txt" ] || collect json 4 "$(unpack iso-codes)" '*.json'
[ -s "$dir/html.txt" ] || collect html 5 "$(unpack python3.11-doc)" '*.html'
wc -c "$dir"/*.txt
