#!/usr/bin/env bash
# Collects real text for the comparison with the reference: manual pages in nine languages and Python's own sources.
#   Scripts/parity/texts.sh DIR      -> DIR/de.txt … DIR/py.txt, about 75 MB (needs apt-get and a Debian mirror)
set -euo pipefail
dir=${1:?usage: texts.sh DIR}
mkdir -p "$dir"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for language in de fr ja pl es ru zh uk el; do
  [ -s "$dir/$language.txt" ] && continue
  (cd "$work" && apt-get download -q "manpages-$language")
  dpkg-deb -x "$work"/manpages-"$language"_*.deb "$work/$language"
  find "$work/$language" -name '*.gz' -type f | sort | xargs zcat > "$dir/$language.txt"
done
sources=$(python3 -c 'import sysconfig; print(sysconfig.get_paths()["stdlib"])')
[ -s "$dir/py.txt" ] || find "$sources" -name '*.py' -not -path '*/test/*' -not -path '*-packages/*' | sort | xargs cat > "$dir/py.txt"
ls -l "$dir"
